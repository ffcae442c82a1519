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

package dev.zerocopy.forward.relay;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.zerocopy.forward.ScenarioDuration;
import dev.zerocopy.forward.relay.Streams.Received;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * FIN and RST pass through, each direction on its own. The numbers are those of the
 * scenario list in the research on forwarding.
 */
class RelayCloseTests {

	@ParameterizedTest
	@EnumSource
	void s10ServerAnswersAfterTheClientHasHalfClosed(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect();
			Socket server = fixture.accept();
			long sent = Streams.send(client, 100_000, 5000).get(5, TimeUnit.SECONDS);
			assertThat(Streams.read(server, 4096)).isEqualTo(new Received(100_000, sent));
			await().pollDelay(Duration.ofMillis(300)).until(() -> true);
			assertThat(fixture.hasEnded()).isFalse();
			long answered = Streams.send(server, 3 << 20, 50_000).get(5, TimeUnit.SECONDS);
			assertThat(Streams.read(client, 4096)).isEqualTo(new Received(3 << 20, answered));
			assertThat(fixture.awaitEnd()).isEqualTo(CloseReason.CLIENT_CLOSED);
		}
	}

	@ParameterizedTest
	@EnumSource
	void s11ClientKeepsUploadingAfterTheServerHasHalfClosed(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect();
			Socket server = fixture.accept();
			server.shutdownOutput();
			Streams.assertClosedInOrder(client);
			CompletableFuture<Received> atServer = Streams.receive(server);
			long sent = Streams.send(client, 5 << 20, 60_000).get(5, TimeUnit.SECONDS);
			assertThat(atServer.get(5, TimeUnit.SECONDS)).isEqualTo(new Received(5 << 20, sent));
			assertThat(fixture.awaitEnd()).isEqualTo(CloseReason.UPSTREAM_CLOSED);
		}
	}

	@Tag("slow")
	@ParameterizedTest
	@EnumSource
	void s12HalfClosedAndIdleCostsNoProcessorTime(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect();
			Socket server = fixture.accept();
			client.getOutputStream().write(1);
			client.shutdownOutput();
			assertThat(server.getInputStream().read()).isEqualTo(1);
			Streams.assertClosedInOrder(server);
			Duration duration = ScenarioDuration.HALF_CLOSED.get();
			long before = ForwarderThreads.processorTime();
			await().atMost(duration.plusSeconds(10)).pollDelay(duration).until(() -> true);
			Duration used = Duration.ofNanos(ForwarderThreads.processorTime() - before);
			System.out.printf("%s: half-closed and idle for %d s, event loops used %.1f ms%n", kind,
					duration.toSeconds(), used.toNanos() / 1e6);
			assertThat(used).isLessThan(Duration.ofMillis(200));
			server.getOutputStream().write(2);
			assertThat(client.getInputStream().read()).isEqualTo(2);
		}
	}

	@ParameterizedTest
	@EnumSource
	void s13PeerThatNeverClosesIsReapedByTheHalfCloseTimeout(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind, Duration.ofMinutes(5), Duration.ofMillis(300))) {
			Socket client = fixture.connect();
			Socket server = fixture.accept();
			client.shutdownOutput();
			Streams.assertClosedInOrder(server);
			assertThat(fixture.awaitEnd()).isEqualTo(CloseReason.HALF_CLOSE_TIMEOUT);
			assertThat(Streams.endsWithReset(client)).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource
	void s14SimultaneousEndsCloseInOrder(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			for (int i = 0; i < 50; i++) {
				Socket client = fixture.connect();
				Socket server = fixture.accept();
				client.shutdownOutput();
				server.shutdownOutput();
				Streams.assertClosedInOrder(client);
				Streams.assertClosedInOrder(server);
				assertThat(fixture.awaitEnd()).isIn(CloseReason.CLIENT_CLOSED, CloseReason.UPSTREAM_CLOSED);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void s15EndWithoutAByteReachesTheUpstream(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect();
			client.close();
			Socket server = fixture.accept();
			Streams.assertClosedInOrder(server);
			server.close();
			assertThat(fixture.awaitEnd()).isEqualTo(CloseReason.CLIENT_CLOSED);
		}
	}

	@ParameterizedTest
	@EnumSource
	void s16ResetFromTheClientReachesTheUpstreamAsReset(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect();
			Socket server = fixture.accept();
			client.getOutputStream().write(new byte[100_000]);
			assertThat(server.getInputStream().read()).isZero();
			Streams.reset(client);
			assertThat(Streams.endsWithReset(server)).isTrue();
			assertThat(fixture.awaitEnd()).isEqualTo(CloseReason.CLIENT_RESET);
		}
	}

	@ParameterizedTest
	@EnumSource
	void s16ResetFromTheClientReachesAnIdleUpstreamAsReset(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect();
			Socket server = fixture.accept();
			Streams.reset(client);
			assertThat(Streams.endsWithReset(server)).isTrue();
			assertThat(fixture.awaitEnd()).isEqualTo(CloseReason.CLIENT_RESET);
		}
	}

	@ParameterizedTest
	@EnumSource
	void s17ResetFromTheServerWithDataForTheClientQueuedIsNeverAnOrderlyEnd(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect(8192);
			Socket server = fixture.accept();
			CompletableFuture<Long> blocked = Streams.send(server, 64L << 20, 64 * 1024);
			await().atMost(Duration.ofSeconds(10)).until(() -> fixture.total(Direction.TO_CLIENT).total() > 100_000);
			await().pollDelay(Duration.ofMillis(200)).until(() -> true);
			assertThat(blocked).isNotDone();
			Streams.reset(server);
			if (kind.isEpoll()) {
				assertThat(fixture.awaitEnd()).isEqualTo(CloseReason.UPSTREAM_RESET);
			}
			assertThat(Streams.endsWithReset(client)).isTrue();
			assertThat(fixture.transport().pipes().busy()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void s18ResetBehindAnOrderlyEndIsReportedAsReset(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable() && kind.isEpoll()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect();
			Socket server = fixture.accept();
			client.shutdownOutput();
			Streams.assertClosedInOrder(server);
			Streams.reset(client);
			assertThat(fixture.awaitEnd()).isEqualTo(CloseReason.CLIENT_RESET);
			assertThatExceptionOfType(SocketException.class).isThrownBy(() -> server.getOutputStream().write(1));
		}
	}

	@ParameterizedTest
	@EnumSource
	void s19UpstreamThatAcceptsAndClosesAtOnceIsPassedOn(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect();
			fixture.accept().close();
			Streams.assertClosedInOrder(client);
			client.close();
			assertThat(fixture.awaitEnd()).isEqualTo(CloseReason.UPSTREAM_CLOSED);
			Socket second = fixture.connect();
			Streams.reset(fixture.accept());
			assertThat(Streams.endsWithReset(second)).isTrue();
			// the reset may arrive before the connection is noticed to be established
			assertThat(fixture.awaitEnd()).isIn(CloseReason.UPSTREAM_RESET, CloseReason.CONNECT_FAILED);
		}
	}

	@ParameterizedTest
	@EnumSource
	void s20PipeWithBytesOfADeadConnectionIsNotReused(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable() && kind.isEpoll()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			for (int i = 0; i < 10; i++) {
				Socket client = fixture.connect(8192);
				Socket server = fixture.accept();
				Streams.send(server, 64L << 20, 64 * 1024);
				await().atMost(Duration.ofSeconds(10)).until(() -> fixture.transport().pipes().busy() == 1);
				Streams.reset(client);
				assertThat(fixture.awaitEnd()).isEqualTo(CloseReason.CLIENT_RESET);
				assertThat(fixture.transport().pipes().busy()).isZero();
			}
			Socket client = fixture.connect();
			Socket server = fixture.accept();
			long sent = Streams.send(server, 1 << 20, 1 << 16).get(5, TimeUnit.SECONDS);
			assertThat(Streams.read(client, 1 << 16)).isEqualTo(new Received(1 << 20, sent));
		}
	}

	@Tag("slow")
	@ParameterizedTest
	@EnumSource
	void s37IdleTimeoutSeesBytesOfEveryWay(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind, Duration.ofMillis(1500), Duration.ZERO)) {
			Socket client = fixture.connect();
			Socket server = fixture.accept();
			byte[] chunk = new byte[40_000];
			for (int i = 0; i < 40; i++) {
				server.getOutputStream().write(chunk);
				client.getInputStream().readNBytes(chunk.length);
				await().pollDelay(Duration.ofMillis(50)).until(() -> true);
			}
			assertThat(fixture.hasEnded()).isFalse();
			assertThat(fixture.awaitEnd()).isEqualTo(CloseReason.IDLE_TIMEOUT);
			assertThat(Streams.endsWithReset(client)).isTrue();
			assertThat(Streams.endsWithReset(server)).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource
	void s38ReaderThatTakesNothingIsReapedByTheIdleTimeout(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind, Duration.ofMillis(400), Duration.ZERO)) {
			Socket client = fixture.connect(8192);
			Socket server = fixture.accept();
			CompletableFuture<Long> stalled = Streams.send(server, 64L << 20, 64 * 1024);
			assertThat(fixture.awaitEnd()).isEqualTo(CloseReason.IDLE_TIMEOUT);
			assertThat(stalled).failsWithin(Duration.ofSeconds(10));
			assertThat(Streams.endsWithReset(client)).isTrue();
			assertThat(fixture.transport().pipes().busy()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void abortResetsBothSidesFromAnyThread(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect();
			Socket server = fixture.accept();
			client.getOutputStream().write(1);
			assertThat(server.getInputStream().read()).isEqualTo(1);
			fixture.relays().get(0).abort(CloseReason.DRAIN_TIMEOUT);
			assertThat(fixture.awaitEnd()).isEqualTo(CloseReason.DRAIN_TIMEOUT);
			assertThat(Streams.endsWithReset(client)).isTrue();
			assertThat(Streams.endsWithReset(server)).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource
	void connectionsLeaveNoDescriptorBehind(RelayKind kind) throws IOException, InterruptedException {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			long sockets = Descriptors.sockets();
			for (int i = 0; i < 200; i++) {
				Socket client = fixture.connect();
				Socket server = fixture.accept();
				client.getOutputStream().write(new byte[70_000]);
				if (i % 2 == 0) {
					Streams.reset(client);
				}
				else {
					client.close();
				}
				Streams.endsWithReset(server);
				server.close();
				fixture.awaitEnd();
			}
			await().atMost(Duration.ofSeconds(10)).until(() -> Descriptors.sockets() <= sockets);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "EPOLL_SPLICE", "NIO" })
	void s42RestartedTransportLeavesNoDescriptorBehind(RelayKind kind) throws IOException {
		assumeThat(kind.isAvailable()).isTrue();
		new RelayFixture(kind).close();
		long before = Descriptors.all();
		for (int i = 0; i < 20; i++) {
			try (RelayFixture fixture = new RelayFixture(kind)) {
				fixture.connect().getOutputStream().write(new byte[100_000]);
				fixture.accept().getInputStream().readNBytes(100_000);
			}
		}
		await().atMost(Duration.ofSeconds(10)).until(() -> Descriptors.all() <= before);
	}

}
