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

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.zerocopy.forward.relay.Streams.Received;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Every byte once and in order. The numbers are those of the scenario list in the
 * research on forwarding.
 */
class RelayIntegrityTests {

	@ParameterizedTest
	@EnumSource
	void s01BothWaysAtOnceArriveUnchanged(RelayKind kind) throws Exception {
		bothWays(kind, 48L << 20);
	}

	@Tag("slow")
	@ParameterizedTest
	@EnumSource
	void s01TwoGigabytesBothWaysAtOnceArriveUnchanged(RelayKind kind) throws Exception {
		bothWays(kind, 2L << 30);
	}

	private void bothWays(RelayKind kind, long length) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect();
			Socket server = fixture.accept();
			CompletableFuture<Long> up = Streams.send(client, length, 200_000);
			CompletableFuture<Long> down = Streams.send(server, length, 100_000);
			CompletableFuture<Received> atServer = Streams.receive(server);
			CompletableFuture<Received> atClient = Streams.receive(client);
			assertThat(atServer.get(5, TimeUnit.MINUTES)).isEqualTo(new Received(length, up.get()));
			assertThat(atClient.get(5, TimeUnit.MINUTES)).isEqualTo(new Received(length, down.get()));
			assertThat(fixture.awaitEnd()).isIn(CloseReason.CLIENT_CLOSED, CloseReason.UPSTREAM_CLOSED);
			ByteCounts upstream = fixture.total(Direction.TO_UPSTREAM);
			assertThat(upstream.total()).isEqualTo(length);
			assertThat(fixture.relays().get(0).bytes(Direction.TO_CLIENT).total()).isEqualTo(length);
			if (kind == RelayKind.EPOLL_AUTO) {
				assertThat(upstream.spliced()).isGreaterThan(length * 9 / 10);
			}
			if (kind == RelayKind.EPOLL_COPY) {
				assertThat(upstream.spliced()).isZero();
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void s02SingleBytesArriveUnchangedAndAtOnce(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect();
			Socket server = fixture.accept();
			for (int i = 0; i < 3000; i++) {
				client.getOutputStream().write(i);
				assertThat(server.getInputStream().read()).isEqualTo(i & 0xff);
				server.getOutputStream().write(i + 1);
				assertThat(client.getInputStream().read()).isEqualTo((i + 1) & 0xff);
			}
			Relay relay = fixture.relays().get(0);
			assertThat(relay.bytes(Direction.TO_UPSTREAM).total()).isEqualTo(3000);
			if (kind == RelayKind.EPOLL_AUTO) {
				assertThat(relay.bytes(Direction.TO_UPSTREAM).copied()).isEqualTo(3000);
			}
		}
	}

	@Tag("slow")
	@ParameterizedTest
	@EnumSource
	void s02MillionSingleBytesArriveUnchanged(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect();
			CompletableFuture<Received> received = Streams.receive(fixture.accept());
			CompletableFuture<Long> sent = Streams.send(client, 1_000_000, 1);
			assertThat(received.get(2, TimeUnit.MINUTES)).isEqualTo(new Received(1_000_000, sent.get()));
		}
	}

	@ParameterizedTest
	@EnumSource
	void s03RequestsAndAnswersWaitForNoTimerOfTcp(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect();
			Socket server = fixture.accept();
			byte[] part = new byte[30_001];
			long start = System.nanoTime();
			for (int i = 0; i < 400; i++) {
				client.getOutputStream().write(part);
				server.getInputStream().readNBytes(part.length);
				server.getOutputStream().write(i);
				assertThat(client.getInputStream().read()).isEqualTo(i & 0xff);
			}
			// a delayed acknowledgement takes 40 ms, a corked segment 200 ms
			assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MILLISECONDS.toNanos(400 * 20));
		}
	}

	@ParameterizedTest
	@EnumSource
	void s04SlowReaderReceivesEverythingAfterTheSenderHasFinished(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect(8192);
			Socket server = fixture.accept();
			long length = 8L << 20;
			CompletableFuture<Long> down = Streams.send(server, length, 64 * 1024);
			DataInputStream in = new DataInputStream(client.getInputStream());
			byte[] first = new byte[20_000];
			for (int i = 0; i < first.length; i += 1000) {
				in.readFully(first, i, 1000);
				LockSupport.parkNanos(2_000_000);
			}
			Received rest = Streams.read(client, 8192);
			assertThat(rest.length()).isEqualTo(length - first.length);
			down.get(10, TimeUnit.SECONDS);
			client.close();
			assertThat(fixture.awaitEnd()).isEqualTo(CloseReason.UPSTREAM_CLOSED);
		}
	}

	@ParameterizedTest
	@EnumSource
	void s05StalledReaderHoldsAtMostOnePipe(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable() && kind.isEpoll()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect(8192);
			Socket server = fixture.accept();
			CompletableFuture<Long> down = Streams.send(server, 32L << 20, 64 * 1024);
			await().atMost(Duration.ofSeconds(10)).until(() -> fixture.transport().pipes().busy() == 1);
			assertThat(down).isNotDone();
			assertThat(Streams.read(client, 1 << 16).length()).isEqualTo(32L << 20);
			await().atMost(Duration.ofSeconds(10)).until(() -> fixture.transport().pipes().busy() == 0);
		}
	}

	@ParameterizedTest
	@EnumSource
	void s05ReaderOfSingleBytesStallsTheSenderAndCostsNothing(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect(8192);
			// several times what the buffers of the four sockets may grow to
			long length = 64L << 20;
			CompletableFuture<Long> down = Streams.send(fixture.accept(), length, 64 * 1024);
			awaitStandstill(fixture);
			long before = ForwarderThreads.processorTime();
			for (int i = 0; i < 5; i++) {
				client.getInputStream().read();
				await().pollDelay(Duration.ofMillis(100)).until(() -> true);
			}
			assertThat(ForwarderThreads.processorTime() - before).isLessThan(TimeUnit.MILLISECONDS.toNanos(150));
			assertThat(down).isNotDone();
			assertThat(Streams.read(client, 1 << 16).length()).isEqualTo(length - 5);
		}
	}

	private static void awaitStandstill(RelayFixture fixture) {
		AtomicLong last = new AtomicLong();
		await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(200)).until(() -> {
			long total = fixture.total(Direction.TO_CLIENT).total();
			return last.getAndSet(total) == total && total > 0;
		});
	}

	@ParameterizedTest
	@EnumSource
	void s06TinySegmentsThatFillEverySlotOfThePipeAreNotStuck(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect(4096);
			Socket server = fixture.accept();
			int length = 60_000;
			CompletableFuture<Long> down = Streams.send(server, length, 1);
			awaitStandstill(fixture);
			long before = ForwarderThreads.processorTime();
			await().pollDelay(Duration.ofMillis(300)).until(() -> true);
			assertThat(ForwarderThreads.processorTime() - before).isLessThan(TimeUnit.MILLISECONDS.toNanos(150));
			assertThat(Streams.receive(client).get(30, TimeUnit.SECONDS)).isEqualTo(new Received(length, down.get()));
		}
	}

	@ParameterizedTest
	@EnumSource
	void s07RandomSizesPausesAndBuffersArriveUnchanged(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		for (int seed = 0; seed < 6; seed++) {
			Random random = new Random(seed);
			try (RelayFixture fixture = new RelayFixture(kind.open(1), kind.mode(), Duration.ZERO, Duration.ZERO,
					2048 << random.nextInt(8))) {
				Socket client = fixture.connect(2048 << random.nextInt(8));
				Socket server = fixture.accept();
				long up = random.nextInt(1 << 20) + 1;
				long down = random.nextInt(1 << 20) + 1;
				CompletableFuture<Long> sentUp = Streams.send(client, up, () -> chunk(random));
				CompletableFuture<Long> sentDown = Streams.send(server, down, () -> chunk(random));
				CompletableFuture<Received> atServer = Streams.receive(server, 1 + random.nextInt(9000));
				CompletableFuture<Received> atClient = Streams.receive(client, 1 + random.nextInt(9000));
				assertThat(atServer.get(60, TimeUnit.SECONDS)).isEqualTo(new Received(up, sentUp.get()));
				assertThat(atClient.get(60, TimeUnit.SECONDS)).isEqualTo(new Received(down, sentDown.get()));
			}
		}
	}

	private int chunk(Random random) {
		synchronized (random) {
			if (random.nextInt(20) == 0) {
				LockSupport.parkNanos(random.nextInt(3_000_000));
			}
			return 1 + random.nextInt(1 << (1 + random.nextInt(17)));
		}
	}

	@ParameterizedTest
	@EnumSource
	void s09StreamThatChangesBetweenBulkAndMessagesArrivesUnchanged(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect();
			Socket server = fixture.accept();
			CompletableFuture<Received> atServer = Streams.receive(server);
			byte[] bulk = new byte[4 << 20];
			new Random(9).nextBytes(bulk);
			CRC32C expected = new CRC32C();
			OutputStream out = client.getOutputStream();
			for (int round = 0; round < 4; round++) {
				out.write(bulk);
				expected.update(bulk);
				for (int i = 0; i < 200; i++) {
					out.write(bulk, i, 10);
					expected.update(bulk, i, 10);
					LockSupport.parkNanos(50_000);
				}
			}
			client.shutdownOutput();
			long length = 4 * (bulk.length + 2000L);
			assertThat(atServer.get(30, TimeUnit.SECONDS)).isEqualTo(new Received(length, expected.getValue()));
			if (kind == RelayKind.EPOLL_AUTO) {
				ByteCounts counts = fixture.total(Direction.TO_UPSTREAM);
				assertThat(counts.spliced()).isGreaterThan(bulk.length);
				assertThat(counts.copied()).isGreaterThan(100);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void urgentByteStaysInTheStreamAndStopsNothing(RelayKind kind) throws IOException {
		assumeThat(kind.isAvailable() && kind.isEpoll()).isTrue();
		try (RelayFixture fixture = new RelayFixture(kind)) {
			Socket client = fixture.connect();
			Socket server = fixture.accept();
			server.setOOBInline(true);
			OutputStream out = client.getOutputStream();
			DataInputStream in = new DataInputStream(server.getInputStream());
			for (int i = 0; i < 50; i++) {
				out.write("before".getBytes());
				client.sendUrgentData('!');
				out.write("behind".getBytes());
				assertThat(new String(in.readNBytes(13))).isEqualTo("before!behind");
			}
		}
	}

}
