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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.EventLoop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.zerocopy.forward.relay.Streams.Received;
import dev.zerocopy.transport.Capability;
import dev.zerocopy.transport.PipeControl;
import dev.zerocopy.transport.TransportCapabilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * The epoll transport when pipes or descriptors run out and when a callback throws. The
 * numbers are those of the scenario list in the research on forwarding.
 */
class EpollResourceTests {

	@BeforeEach
	void needsSplice() {
		assumeThat(TransportCapabilities.detect().splice().isAvailable()).isTrue();
	}

	@Test
	void s30WithoutPipesBytesAreCopiedWithBoundedMemory() throws Exception {
		EpollTransport transport = new EpollTransport(1, PipeControl.detect(), 1);
		try (RelayFixture fixture = new RelayFixture(transport, TransferMode.SPLICE, Duration.ZERO, Duration.ZERO, 0)) {
			Socket first = fixture.connect(8192);
			Socket firstServer = fixture.accept();
			CompletableFuture<Long> stalled = Streams.send(firstServer, 16L << 20, 64 * 1024);
			await().atMost(Duration.ofSeconds(10)).until(() -> transport.pipes().busy() == 1);
			Socket second = fixture.connect(8192);
			Socket secondServer = fixture.accept();
			CompletableFuture<Long> other = Streams.send(secondServer, 16L << 20, 64 * 1024);
			await().atMost(Duration.ofSeconds(10)).until(() -> transport.pipes().refused() > 0);
			assertThat(Streams.receive(second).get(30, TimeUnit.SECONDS))
				.isEqualTo(new Received(16L << 20, other.get()));
			// a turn is counted at its end, after its FIN has left
			await().atMost(Duration.ofSeconds(10))
				.until(() -> fixture.relays().get(1).bytes(Direction.TO_CLIENT).copied() == 16L << 20);
			assertThat(Streams.receive(first).get(30, TimeUnit.SECONDS))
				.isEqualTo(new Received(16L << 20, stalled.get()));
			await().atMost(Duration.ofSeconds(10)).until(() -> transport.pipes().busy() == 0);
		}
	}

	@Test
	void s31PipesThatTheKernelKeepsSmallCarryEverything() throws Exception {
		PipeControl small = new PipeControl() {

			@Override
			public int resize(int fd, int bytes) {
				return PipeControl.detect().resize(fd, 4096);
			}

			@Override
			public Capability capability() {
				return PipeControl.detect().capability();
			}

		};
		for (TransferMode mode : TransferMode.values()) {
			try (RelayFixture fixture = new RelayFixture(new EpollTransport(1, small, 64), mode, Duration.ZERO,
					Duration.ZERO, 4096)) {
				Socket client = fixture.connect();
				Socket server = fixture.accept();
				CompletableFuture<Long> sent = Streams.send(client, 4 << 20, 100_000);
				assertThat(Streams.receive(server, 20_000).get(60, TimeUnit.SECONDS))
					.isEqualTo(new Received(4 << 20, sent.get()));
			}
		}
	}

	@Test
	void s33IdleConnectionsHoldNoPipeAndTwoDescriptorsEach() throws Exception {
		try (RelayFixture fixture = new RelayFixture(RelayKind.EPOLL_SPLICE)) {
			long sockets = Descriptors.sockets();
			for (int i = 0; i < 100; i++) {
				Socket client = fixture.connect();
				Socket server = fixture.accept();
				client.getOutputStream().write(i);
				assertThat(server.getInputStream().read()).isEqualTo(i);
			}
			// four sockets a connection: two of the test, two of the relay
			assertThat(Descriptors.sockets() - sockets).isEqualTo(400);
			await().atMost(Duration.ofSeconds(10)).until(() -> fixture.transport().pipes().busy() == 0);
			assertThat(fixture.transport().pipes().idle()).isLessThanOrEqualTo(2);
		}
	}

	@Test
	void s44CallbackThatThrowsStallsNoOtherConnection() throws Exception {
		try (RelayFixture fixture = new RelayFixture(RelayKind.EPOLL_AUTO)) {
			AtomicInteger thrown = new AtomicInteger();
			Binding failing = fixture.transport()
				.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10, SocketSettings.DEFAULT,
						(endpoint) -> ((EpollEndpoint) endpoint).owner(new ThrowingOwner(thrown)));
			List<Socket> victims = new ArrayList<>();
			Socket client = fixture.connect();
			Socket server = fixture.accept();
			long slowest = 0;
			for (int i = 0; i < 20; i++) {
				Socket victim = new Socket();
				victim.connect(failing.localAddress());
				victims.add(victim);
				long start = System.nanoTime();
				client.getOutputStream().write(i);
				assertThat(server.getInputStream().read()).isEqualTo(i);
				slowest = Math.max(slowest, System.nanoTime() - start);
			}
			for (Socket victim : victims) {
				assertThat(Streams.endsWithReset(victim)).isTrue();
				victim.close();
			}
			assertThat(thrown).hasValueGreaterThanOrEqualTo(20);
			// Netty would sleep for a second
			assertThat(slowest).isLessThan(TimeUnit.MILLISECONDS.toNanos(900));
			failing.close().syncUninterruptibly();
		}
	}

	@Test
	@Tag("slow")
	void s35ChurnLeavesDescriptorsAndPipesWhereTheyWere() throws Exception {
		try (RelayFixture fixture = new RelayFixture(RelayKind.EPOLL_SPLICE)) {
			long sockets = Descriptors.sockets();
			byte[] chunk = new byte[1000];
			for (int i = 0; i < 5000; i++) {
				try (Socket client = fixture.connect(); Socket server = fixture.accept()) {
					client.getOutputStream().write(chunk);
					server.getInputStream().readNBytes(chunk.length);
				}
				fixture.awaitEnd();
			}
			await().atMost(Duration.ofSeconds(10)).until(() -> Descriptors.sockets() <= sockets);
			await().atMost(Duration.ofSeconds(10)).until(() -> fixture.transport().pipes().busy() == 0);
		}
	}

	@Test
	@Tag("slow")
	void s33FourThousandIdleConnectionsHoldNoPipeAndTwoDescriptorsEach() throws Exception {
		try (RelayFixture fixture = new RelayFixture(RelayKind.EPOLL_AUTO)) {
			long sockets = Descriptors.sockets();
			for (int i = 0; i < 4000; i++) {
				Socket client = fixture.connect();
				Socket server = fixture.accept();
				client.getOutputStream().write(i);
				assertThat(server.getInputStream().read()).isEqualTo(i & 0xff);
			}
			assertThat(Descriptors.sockets() - sockets).isEqualTo(16_000);
			assertThat(fixture.transport().pipes()).isEqualTo(PipeUsage.NONE);
			long before = ForwarderThreads.processorTime();
			await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
			assertThat(ForwarderThreads.processorTime() - before).isLessThan(TimeUnit.MILLISECONDS.toNanos(200));
		}
	}

	@Test
	@Tag("slow")
	void s34ManyStalledReadersShareSixteenPipes() throws Exception {
		EpollTransport transport = new EpollTransport(2, PipeControl.detect(), 16);
		try (RelayFixture fixture = new RelayFixture(transport, TransferMode.AUTO, Duration.ZERO, Duration.ZERO, 0)) {
			List<Socket> clients = new ArrayList<>();
			List<CompletableFuture<Long>> sent = new ArrayList<>();
			for (int i = 0; i < 60; i++) {
				clients.add(fixture.connect(8192));
				sent.add(Streams.send(fixture.accept(), 8 << 20, 64 * 1024));
			}
			await().atMost(Duration.ofSeconds(20)).until(() -> transport.pipes().busy() == 16);
			List<CompletableFuture<Received>> received = clients.stream().map(Streams::receive).toList();
			for (int i = 0; i < clients.size(); i++) {
				assertThat(received.get(i).get(2, TimeUnit.MINUTES))
					.isEqualTo(new Received(8 << 20, sent.get(i).get()));
			}
			await().atMost(Duration.ofSeconds(10)).until(() -> transport.pipes().busy() == 0);
			assertThat(transport.pipes().refused()).isPositive();
		}
	}

	@Test
	void socketOptionsReachBothSides() throws Exception {
		SocketSettings settings = new SocketSettings(true, true, Duration.ofSeconds(7));
		EpollTransport transport = new EpollTransport(1);
		BlockingQueue<Endpoint> endpoints = new LinkedBlockingQueue<>();
		Binding binding = transport.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5, settings,
				endpoints::add);
		EventLoop loop = transport.nextLoop();
		loop.execute(() -> transport.connect(loop, binding.localAddress(), settings, Duration.ofSeconds(5),
				new ConnectHandler() {

					@Override
					public void connected(Endpoint endpoint) {
						endpoints.add(endpoint);
					}

					@Override
					public void failed(Throwable cause) {
						throw new IllegalStateException(cause);
					}

				}));
		for (int i = 0; i < 2; i++) {
			EpollEndpoint endpoint = (EpollEndpoint) endpoints.poll(5, TimeUnit.SECONDS);
			assertThat(endpoint).isNotNull();
			assertThat(endpoint.socket().isTcpNoDelay()).isTrue();
			assertThat(endpoint.socket().isKeepAlive()).isTrue();
			// IPPROTO_TCP, TCP_USER_TIMEOUT and SOL_SOCKET, SO_OOBINLINE
			assertThat(endpoint.socket().getIntOpt(6, 18)).isEqualTo(7000);
			assertThat(endpoint.socket().getIntOpt(1, 10)).isEqualTo(1);
		}
		binding.close().syncUninterruptibly();
		transport.shutdown().syncUninterruptibly();
	}

	private record ThrowingOwner(AtomicInteger thrown) implements EpollEndpoint.Owner {

		@Override
		public void ready(EpollEndpoint endpoint) {
			this.thrown.incrementAndGet();
			throw new IllegalStateException("thrown by the test");
		}

		@Override
		public void broken(EpollEndpoint endpoint) {
			endpoint.reset();
		}

		@Override
		public void loopEnds(EpollEndpoint endpoint) {
			endpoint.reset();
		}

	}

}
