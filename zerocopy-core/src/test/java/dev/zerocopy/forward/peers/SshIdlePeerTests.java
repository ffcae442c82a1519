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

package dev.zerocopy.forward.peers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.zerocopy.forward.ConnectionReport;
import dev.zerocopy.forward.Platform;
import dev.zerocopy.forward.relay.CloseReason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An OpenSSH session in which nothing happens for long.
 */
@Tag("slow")
class SshIdlePeerTests {

	@TempDir
	private Path directory;

	/**
	 * What has arrived is counted a moment later.
	 */
	private static long steadyBytes(PeerRoute route) {
		AtomicLong last = new AtomicLong(-1);
		await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(300)).until(() -> {
			long now = bytes(route);
			return last.getAndSet(now) == now;
		});
		return last.get();
	}

	@ParameterizedTest
	@EnumSource
	void sessionIdleForLessThanTheTimeoutGoesOn(Platform platform) throws Exception {
		int port = PeerProgram.freePort();
		try (PeerProgram sshd = SshServer.start(this.directory, port);
				PeerRoute route = PeerRoute.start(platform, PeerRoute.to(port).idleTimeout(Duration.ofSeconds(60)));
				PeerProgram session = session(route)) {
			echo(session, "before");
			long moved = steadyBytes(route);
			await().during(Duration.ofSeconds(20)).atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
				assertThat(session.isAlive()).isTrue();
				assertThat(route.state().active()).isEqualTo(1);
				assertThat(bytes(route)).as("idle").isEqualTo(moved);
				assertThat(route.pipes().busy()).isZero();
			});
			echo(session, "after");
			session.process().getOutputStream().close();
			assertThat(session.awaitExit(Duration.ofSeconds(10))).isZero();
			ConnectionReport report = route.awaitReport();
			// both say goodbye and close, in any order
			assertThat(report.reason()).isIn(CloseReason.CLIENT_CLOSED, CloseReason.UPSTREAM_CLOSED);
			assertThat(report.duration()).isGreaterThan(Duration.ofSeconds(20));
			assertThat(sshd.isAlive()).isTrue();
			route.awaitNothingLeft();
		}
	}

	@ParameterizedTest
	@EnumSource
	void sessionIdleForLongerThanTheTimeoutIsReset(Platform platform) throws Exception {
		int port = PeerProgram.freePort();
		try (PeerProgram sshd = SshServer.start(this.directory, port);
				PeerRoute route = PeerRoute.start(platform, PeerRoute.to(port).idleTimeout(Duration.ofSeconds(3)));
				PeerProgram session = session(route)) {
			echo(session, "before");
			assertThat(session.awaitExit(Duration.ofSeconds(15))).isEqualTo(255);
			ConnectionReport report = route.awaitReport();
			assertThat(report.reason()).isEqualTo(CloseReason.IDLE_TIMEOUT);
			assertThat(report.duration()).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
			assertThat(sshd.isAlive()).isTrue();
			route.awaitNothingLeft();
		}
	}

	private PeerProgram session(PeerRoute route) throws IOException {
		String[] client = SshServer.client(this.directory, route.port());
		String[] command = Arrays.copyOf(client, client.length + 1);
		command[client.length] = "cat";
		return PeerProgram.start(this.directory.resolve("session.log"), command);
	}

	private static void echo(PeerProgram session, String text) throws IOException {
		OutputStream input = session.process().getOutputStream();
		input.write((text + "\n").getBytes(StandardCharsets.US_ASCII));
		input.flush();
		session.awaitLog(text + "\n");
	}

	private static long bytes(PeerRoute route) {
		return route.state().toUpstream().total() + route.state().toClient().total();
	}

}
