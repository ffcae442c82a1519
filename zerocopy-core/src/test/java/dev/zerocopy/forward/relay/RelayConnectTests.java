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

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The outcome of connecting to an upstream. The numbers are those of the scenario list in
 * the research on forwarding.
 */
class RelayConnectTests {

	@ParameterizedTest
	@EnumSource(names = { "EPOLL_AUTO", "NIO" })
	void s30SocketThatCannotBeOpenedIsToldOnTheEventLoop(RelayKind kind) throws Exception {
		assumeThat(kind.isAvailable()).isTrue();
		RelayTransport transport = kind.open(1);
		try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			EventLoop loop = transport.nextLoop();
			// what it takes to connect is loaded before there is no descriptor for it
			Outcome first = new Outcome(loop);
			connect(transport, loop, server, first);
			assertThat(first.told.get(10, TimeUnit.SECONDS)).isNull();
			// a selector gives the number of a closed socket back when it selects again
			loop.schedule(() -> {
			}, 20, TimeUnit.MILLISECONDS).sync();
			Outcome second = new Outcome(loop);
			DescriptorLimit.none(() -> {
				connect(transport, loop, server, second);
				second.told.get(10, TimeUnit.SECONDS);
			});
			assertThat(second.told.get()).isInstanceOf(NoSocketException.class);
			assertThat(second.onLoop).isTrue();
		}
		finally {
			transport.shutdown().syncUninterruptibly();
		}
	}

	private static void connect(RelayTransport transport, EventLoop loop, ServerSocket server, Outcome outcome) {
		loop.execute(() -> transport.connect(loop, server.getLocalSocketAddress(), SocketSettings.DEFAULT,
				Duration.ofSeconds(5), outcome));
	}

	private static final class Outcome implements ConnectHandler {

		private final EventLoop loop;

		private final CompletableFuture<Throwable> told = new CompletableFuture<>();

		private volatile boolean onLoop;

		Outcome(EventLoop loop) {
			this.loop = loop;
		}

		@Override
		public void connected(Endpoint endpoint) {
			endpoint.reset();
			tell(null);
		}

		@Override
		public void failed(Throwable cause) {
			tell(cause);
		}

		private void tell(Throwable cause) {
			this.onLoop = this.loop.inEventLoop();
			this.told.complete(cause);
		}

	}

}
