/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package dev.zerocopy.forward.process;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.zerocopy.forward.Platform;
import dev.zerocopy.forward.ScenarioDuration;
import dev.zerocopy.forward.relay.TransferMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A forwarder that has no descriptor left, in a process of its own, because a test that
 * shares its limit could not look. The numbers are those of the scenario list in the
 * research on forwarding.
 */
@Tag("slow")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DescriptorScenarioTests {

	private static final int OPEN = 8;

	private static final int MOST_WAITING = 1000;

	@ParameterizedTest
	@EnumSource
	@Timeout(value = 90, unit = TimeUnit.MINUTES)
	void s29WithoutDescriptorsAcceptingPausesAndThoseWhoWaitedAreServed(Platform platform) throws Exception {
		Duration duration = ScenarioDuration.EXHAUSTED.get();
		List<Socket> open = new ArrayList<>();
		List<Socket> waiting = new ArrayList<>();
		try (EchoProcess upstream = EchoProcess.start();
				ForwarderProcess forwarder = ForwarderProcess.start(platform, TransferMode.AUTO, upstream.port())) {
			connect(forwarder, OPEN, open);
			connect(forwarder, OPEN, waiting);
			close(waiting);
			await().atMost(Duration.ofSeconds(20)).until(() -> forwarder.snapshot().active() == OPEN);
			Snapshot before = forwarder.snapshot();
			ProcessView process = forwarder.process();
			process.exhaust(0);
			Set<Integer> descriptors = process.descriptors();
			Duration timeBefore = process.loopTime();
			long start = System.nanoTime();
			long turns = 0;
			do {
				if (waiting.size() < MOST_WAITING) {
					Socket client = connect(forwarder);
					client.getOutputStream().write(waiting.size());
					waiting.add(client);
				}
				for (Socket client : open) {
					assertEcho(client, (byte) turns);
				}
				turns++;
				await().pollDelay(Duration.ofMillis(250)).until(() -> true);
			}
			while (System.nanoTime() - start < duration.toNanos());
			Duration used = process.loopTime().minus(timeBefore);
			Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
			assertThat(process.descriptors()).isEqualTo(descriptors);
			for (Socket client : waiting) {
				assertThat(client.getInputStream().available()).isZero();
			}
			process.lift();
			for (int i = 0; i < waiting.size(); i++) {
				assertThat(waiting.get(i).getInputStream().read()).isEqualTo(i & 0xff);
			}
			Snapshot after = forwarder.snapshot();
			System.out.printf(
					"%s: %.0f s without a descriptor (%d open), event loops used %d ms; %d bytes echoed, "
							+ "%d connections waited and were served%n",
					platform, elapsed.toMillis() / 1e3, descriptors.size(), used.toMillis(), turns * OPEN,
					waiting.size());
			assertThat(used).isLessThan(Duration.ofMillis(300).plus(elapsed.dividedBy(50)));
			assertThat(after.accepted() - before.accepted()).isEqualTo(waiting.size());
			assertThat(after.active()).isEqualTo(OPEN + waiting.size());
			assertThat(after.withoutSocket()).isZero();
			assertThat(after.failed()).isZero();
			// one a minute from each of two loops
			assertThat(forwarder.printed().lines()).hasSizeBetween(1, 2 * (1 + (int) elapsed.toMinutes()))
				.allMatch((line) -> line.contains("Accepting on"));
			close(waiting);
			await().atMost(Duration.ofSeconds(20)).until(() -> forwarder.snapshot().active() == OPEN);
			assertThat(forwarder.snapshot().sockets()).isEqualTo(before.sockets());
		}
		finally {
			close(waiting);
			close(open);
		}
	}

	@ParameterizedTest
	@EnumSource
	void s30WithoutADescriptorForTheUpstreamAConnectionIsResetAndTheNextOnesAreServed(Platform platform)
			throws Exception {
		List<Socket> open = new ArrayList<>();
		try (EchoProcess upstream = EchoProcess.start();
				ForwarderProcess forwarder = ForwarderProcess.start(platform, TransferMode.AUTO, upstream.port())) {
			connect(forwarder, OPEN, open);
			ProcessView process = forwarder.process();
			process.exhaust(1);
			for (int i = 0; i < 3; i++) {
				try (Socket client = connect(forwarder)) {
					assertThatExceptionOfType(SocketException.class).isThrownBy(client.getInputStream()::read);
				}
				for (Socket other : open) {
					assertEcho(other, (byte) i);
				}
			}
			process.lift();
			connect(forwarder, OPEN, open);
			Snapshot state = forwarder.snapshot();
			assertThat(state.withoutSocket()).isEqualTo(3);
			assertThat(state.failed()).isZero();
			assertThat(state.up()).isTrue();
			assertThat(state.active()).isEqualTo(2 * OPEN);
		}
		finally {
			close(open);
		}
	}

	private static void connect(ForwarderProcess forwarder, int count, List<Socket> clients) throws IOException {
		for (int i = 0; i < count; i++) {
			Socket client = connect(forwarder);
			clients.add(client);
			assertEcho(client, (byte) i);
		}
	}

	private static Socket connect(ForwarderProcess forwarder) throws IOException {
		Socket client = new Socket();
		client.setTcpNoDelay(true);
		client.setSoTimeout(20_000);
		client.connect(forwarder.address());
		return client;
	}

	private static void assertEcho(Socket client, byte value) throws IOException {
		client.getOutputStream().write(value);
		assertThat((byte) client.getInputStream().read()).isEqualTo(value);
	}

	private static void close(List<Socket> clients) throws IOException {
		for (Socket client : clients) {
			client.close();
		}
		clients.clear();
	}

}
