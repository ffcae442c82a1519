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

package dev.zerocopy.forward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.zerocopy.forward.relay.CloseReason;
import dev.zerocopy.forward.relay.TransferMode;
import dev.zerocopy.forward.upstream.HealthCheckSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Limits, start, drain and stop. The numbers are those of the scenario list in the
 * research on forwarding.
 */
class LifecycleScenarioTests {

	@ParameterizedTest
	@EnumSource
	void s36ConnectionsAboveTheLimitOfTheRouteAreRefused(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket server = fixture.server();
			fixture.start(platform,
					ForwarderFixture.route().maxConnections(2).upstream(ForwarderFixture.address(server)));
			Socket first = fixture.connect();
			fixture.assertEcho(first, fixture.accept(server));
			fixture.assertEcho(fixture.connect(), fixture.accept(server));
			fixture.assertReset(fixture.connect());
			assertThat(fixture.awaitReport().reason()).isEqualTo(CloseReason.ROUTE_LIMIT);
			first.setSoLinger(true, 0);
			first.close();
			assertThat(fixture.awaitReport().reason()).isEqualTo(CloseReason.CLIENT_RESET);
			fixture.assertEcho(fixture.connect(), fixture.accept(server));
			assertThat(fixture.state().active()).isEqualTo(2);
		}
	}

	@ParameterizedTest
	@EnumSource
	void s36ConnectionsAboveTheLimitOfTheClientAreRefused(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket server = fixture.server();
			fixture.start(platform,
					ForwarderFixture.route().maxConnectionsPerClient(1).upstream(ForwarderFixture.address(server)));
			Socket first = fixture.connect();
			fixture.assertEcho(first, fixture.accept(server));
			fixture.assertReset(fixture.connect());
			assertThat(fixture.awaitReport().reason()).isEqualTo(CloseReason.CLIENT_LIMIT);
			first.setSoLinger(true, 0);
			first.close();
			fixture.awaitReport();
			fixture.assertEcho(fixture.connect(), fixture.accept(server));
		}
	}

	@ParameterizedTest
	@EnumSource
	void deniedClientIsRefusedBeforeAnUpstreamIsTouched(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			fixture.start(platform,
					ForwarderFixture.route()
						.deny(List.of("127.0.0.0/8"))
						.allow(List.of("127.0.0.1"))
						.upstream(fixture.closedPort()));
			fixture.assertReset(fixture.connect());
			ConnectionReport report = fixture.awaitReport();
			assertThat(report.reason()).isEqualTo(CloseReason.DENIED);
			assertThat(report.attempts()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void s40StoppingLetsOpenConnectionsFinish(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket server = fixture.server();
			fixture.start(platform, ForwarderFixture.route().upstream(ForwarderFixture.address(server)));
			Socket client = fixture.connect();
			Socket accepted = fixture.accept(server);
			fixture.assertEcho(client, accepted);
			CompletableFuture<Void> stop = CompletableFuture
				.runAsync(() -> fixture.forwarder().stop(Duration.ofSeconds(20)));
			await().atMost(Duration.ofSeconds(10)).until(() -> fixture.state().listening().isEmpty());
			fixture.assertEcho(client, accepted);
			assertThat(stop).isNotDone();
			client.close();
			assertThat(accepted.getInputStream().read()).isEqualTo(-1);
			accepted.close();
			stop.get(10, TimeUnit.SECONDS);
			assertThat(fixture.awaitReport().reason()).isEqualTo(CloseReason.CLIENT_CLOSED);
			assertThat(fixture.forwarder().isRunning()).isFalse();
		}
	}

	@ParameterizedTest
	@EnumSource
	void s40ConnectionsLeftAtTheDeadlineAreReset(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket server = fixture.server();
			fixture.start(platform, ForwarderFixture.route().upstream(ForwarderFixture.address(server)));
			Socket client = fixture.connect();
			Socket accepted = fixture.accept(server);
			fixture.assertEcho(client, accepted);
			fixture.forwarder().stop(Duration.ofMillis(100));
			fixture.assertReset(client);
			fixture.assertReset(accepted);
			assertThat(fixture.awaitReport().reason()).isEqualTo(CloseReason.DRAIN_TIMEOUT);
		}
	}

	@ParameterizedTest
	@EnumSource
	void s41BytesUnderWayWhenStoppingAreDelivered(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket server = fixture.server();
			fixture.start(platform, ForwarderFixture.route().upstream(ForwarderFixture.address(server)));
			Socket client = fixture.connect();
			Socket accepted = fixture.accept(server);
			CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
				try {
					accepted.getOutputStream().write(new byte[16 << 20]);
					accepted.close();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
			await().atMost(Duration.ofSeconds(10)).until(() -> fixture.state().toClient().total() > 0);
			CompletableFuture<Void> stop = CompletableFuture
				.runAsync(() -> fixture.forwarder().stop(Duration.ofSeconds(20)));
			assertThat(client.getInputStream().readAllBytes()).hasSize(16 << 20);
			client.close();
			stop.get(10, TimeUnit.SECONDS);
			sending.get(10, TimeUnit.SECONDS);
			assertThat(fixture.awaitReport().reason()).isEqualTo(CloseReason.UPSTREAM_CLOSED);
		}
	}

	@ParameterizedTest
	@EnumSource
	void s42ForwarderStartsAgainOnTheSamePort(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket server = fixture.server();
			int port;
			try (ServerSocket free = new ServerSocket(0)) {
				port = free.getLocalPort();
			}
			fixture.start(platform,
					RouteSpec.route(ForwarderFixture.ROUTE)
						.listen("127.0.0.1:" + port)
						.upstream(ForwarderFixture.address(server))
						.healthCheck(HealthCheckSettings.DISABLED));
			for (int i = 0; i < 20; i++) {
				Socket client = fixture.connect();
				Socket accepted = fixture.accept(server);
				fixture.assertEcho(client, accepted);
				fixture.forwarder().stop(Duration.ZERO);
				assertThatIllegalStateException().isThrownBy(fixture::state);
				assertThat(fixture.forwarder().state().routes()).isEmpty();
				fixture.forwarder().start();
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void s43DrainedRouteKeepsOldConnectionsAndResumesOnItsPort(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket server = fixture.server();
			fixture.start(platform, ForwarderFixture.route().upstream(ForwarderFixture.address(server)));
			List<String> before = fixture.state().listening();
			Socket client = fixture.connect();
			Socket accepted = fixture.accept(server);
			fixture.forwarder().drain(ForwarderFixture.ROUTE);
			assertThat(fixture.state().status()).isEqualTo(RouteStatus.DRAINING);
			assertThat(fixture.state().isUp()).isFalse();
			fixture.assertEcho(client, accepted);
			fixture.forwarder().resume(ForwarderFixture.ROUTE);
			assertThat(fixture.state().listening()).isEqualTo(before);
			fixture.assertEcho(fixture.connect(), fixture.accept(server));
			fixture.assertEcho(client, accepted);
		}
	}

	@ParameterizedTest
	@EnumSource
	void portInUseFailsTheStartAndLeavesNothingRunning(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket taken = fixture.server();
			RouteSpecBuilder route = RouteSpec.route("busy")
				.listen("127.0.0.1:0")
				.listen(ForwarderFixture.address(taken))
				.upstream("127.0.0.1:1");
			assertThatExceptionOfType(RouteStartException.class).isThrownBy(() -> fixture.start(platform, route))
				.withMessageContaining("Route 'busy' cannot listen on '" + ForwarderFixture.address(taken) + "'")
				.satisfies((ex) -> assertThat(ex.getRoute()).isEqualTo("busy"));
			assertThat(fixture.forwarder().isRunning()).isFalse();
		}
	}

	@Test
	void portOfAnotherForwarderOfTheSameUserIsInUse() throws Exception {
		try (ForwarderFixture one = new ForwarderFixture(); ForwarderFixture other = new ForwarderFixture()) {
			one.start(Platform.KERNEL, ForwarderFixture.route().upstream("127.0.0.1:1"));
			String taken = one.state().listening().get(0);
			assertThatExceptionOfType(RouteStartException.class).isThrownBy(() -> other.start(Platform.KERNEL,
					RouteSpec.route("second").listen(taken).upstream("127.0.0.1:1")));
		}
	}

	@ParameterizedTest
	@EnumSource
	void unknownRouteAndUpstreamAreNamedWithTheRemedy(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			fixture.start(platform, ForwarderFixture.route().upstream("127.0.0.1:1"));
			TcpForwarder forwarder = fixture.forwarder();
			assertThatIllegalArgumentException().isThrownBy(() -> forwarder.drain("other"))
				.withMessage("There is no route 'other'; there are [test]");
			assertThatIllegalArgumentException().isThrownBy(() -> forwarder.enableUpstream("test", "127.0.0.1:2", true))
				.withMessageContaining("Route 'test' has no upstream '127.0.0.1:2'");
			forwarder.stop();
			forwarder.stop();
			assertThatIllegalStateException().isThrownBy(() -> forwarder.resume("test"))
				.withMessageContaining("start it first");
		}
	}

	@Test
	void routesThatShareANameOrAnAddressAreRefused() {
		RouteSpec one = RouteSpec.route("one").listen("127.0.0.1:5000").upstream("127.0.0.1:1").build();
		RouteSpec same = RouteSpec.route("one").listen("127.0.0.1:5001").upstream("127.0.0.1:1").build();
		RouteSpec sameAddress = RouteSpec.route("two").listen("127.0.0.1:5000").upstream("127.0.0.1:1").build();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new TcpForwarder(ForwarderSettings.DEFAULT, List.of(one, same)))
			.withMessageContaining("Two routes are named 'one'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new TcpForwarder(ForwarderSettings.DEFAULT, List.of(one, sameAddress)))
			.withMessageContaining("Routes 'one' and 'two' both listen on '127.0.0.1:5000'");
	}

	@ParameterizedTest
	@EnumSource
	void unixSocketsWorkOnBothSidesAndAStaleFileIsReplaced(Platform platform, @TempDir Path directory)
			throws Exception {
		Path listening = directory.resolve("in.sock");
		Path target = directory.resolve("out.sock");
		ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(listening)).close();
		assertThat(listening).exists();
		try (ForwarderFixture fixture = new ForwarderFixture();
				ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			server.bind(UnixDomainSocketAddress.of(target));
			fixture.start(platform,
					RouteSpec.route(ForwarderFixture.ROUTE)
						.listen("unix:" + listening)
						.upstream("unix:" + target)
						.healthCheck(HealthCheckSettings.DISABLED));
			try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(listening));
					SocketChannel accepted = server.accept()) {
				client.write(ByteBuffer.wrap("through two files".getBytes()));
				client.shutdownOutput();
				assertThat(new String(Channels.newInputStream(accepted).readAllBytes())).isEqualTo("through two files");
			}
			assertThat(fixture.awaitReport().reason()).isEqualTo(CloseReason.CLIENT_CLOSED);
			fixture.forwarder().stop(Duration.ZERO);
			assertThat(Files.exists(listening)).isFalse();
		}
	}

	@ParameterizedTest
	@EnumSource(TransferMode.class)
	void unixSocketsCarryBulkByEveryTransfer(TransferMode mode, @TempDir Path directory) throws Exception {
		Path listening = directory.resolve("in.sock");
		Path target = directory.resolve("out.sock");
		try (ForwarderFixture fixture = new ForwarderFixture();
				ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			server.bind(UnixDomainSocketAddress.of(target));
			fixture.start(Platform.KERNEL,
					RouteSpec.route(ForwarderFixture.ROUTE)
						.listen("unix:" + listening)
						.upstream("unix:" + target)
						.transfer(mode)
						.healthCheck(HealthCheckSettings.DISABLED));
			byte[] bulk = new byte[8 << 20];
			new Random(1).nextBytes(bulk);
			try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(listening));
					SocketChannel accepted = server.accept()) {
				CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> {
					try {
						return Channels.newInputStream(accepted).readAllBytes();
					}
					catch (IOException ex) {
						throw new UncheckedIOException(ex);
					}
				});
				ByteBuffer buffer = ByteBuffer.wrap(bulk);
				while (buffer.hasRemaining()) {
					client.write(buffer);
				}
				client.shutdownOutput();
				assertThat(received.get(20, TimeUnit.SECONDS)).isEqualTo(bulk);
			}
			ConnectionReport report = fixture.awaitReport();
			assertThat(report.toUpstream().total()).isEqualTo(bulk.length);
			if (mode != TransferMode.COPY) {
				assertThat(report.toUpstream().spliced()).isPositive();
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void s44ListenerThatThrowsHarmsNoConnection(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket server = fixture.server();
			RouteSpec route = ForwarderFixture.route().upstream(ForwarderFixture.address(server)).build();
			TcpForwarder forwarder = new TcpForwarder(platform.settings(), List.of(route), new ForwarderListener() {

				@Override
				public void connectAttempted(String name, Duration duration, boolean success) {
					throw new IllegalStateException("thrown by the test");
				}

				@Override
				public void connectionClosed(ConnectionReport report) {
					throw new IllegalStateException("thrown by the test");
				}

			});
			forwarder.start();
			String listening = forwarder.state(ForwarderFixture.ROUTE).listening().get(0);
			int port = Integer.parseInt(listening.substring(listening.lastIndexOf(':') + 1));
			try (Socket client = new Socket("127.0.0.1", port); Socket accepted = fixture.accept(server)) {
				fixture.assertEcho(client, accepted);
			}
			await().atMost(Duration.ofSeconds(10)).until(() -> forwarder.state(ForwarderFixture.ROUTE).active() == 0);
			forwarder.stop(Duration.ZERO);
		}
	}

	@ParameterizedTest
	@EnumSource
	void openConnectionsShowTheirBytesWhileTheyRun(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket server = fixture.server();
			fixture.start(platform,
					ForwarderFixture.route().accessLog(true).upstream(ForwarderFixture.address(server)));
			Socket client = fixture.connect();
			Socket accepted = fixture.accept(server);
			client.getOutputStream().write(new byte[12_345]);
			accepted.getInputStream().readNBytes(12_345);
			await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
				ConnectionState open = fixture.forwarder().connections(ForwarderFixture.ROUTE).get(0);
				assertThat(open.toUpstream().total()).isEqualTo(12_345);
				assertThat(open.client())
					.isEqualTo(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), client.getLocalPort()));
				assertThat(open.relaying()).isTrue();
			});
			await().atMost(Duration.ofSeconds(10)).until(() -> fixture.state().toUpstream().total() == 12_345);
		}
	}

}
