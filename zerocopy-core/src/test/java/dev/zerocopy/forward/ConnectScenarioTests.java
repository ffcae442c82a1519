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
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.zerocopy.forward.address.HostAddress;
import dev.zerocopy.forward.relay.CloseReason;
import dev.zerocopy.forward.upstream.HealthCheckSettings;
import dev.zerocopy.forward.upstream.UpstreamSpec;
import dev.zerocopy.forward.upstream.UpstreamState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Connecting to upstreams. The numbers are those of the scenario list in the research on
 * forwarding.
 */
class ConnectScenarioTests {

	@ParameterizedTest
	@EnumSource
	void s21RefusingUpstreamIsFollowedByTheNextAtOnce(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket server = fixture.server();
			fixture.start(platform,
					ForwarderFixture.route().upstream(fixture.closedPort()).upstream(ForwarderFixture.address(server)));
			for (int i = 0; i < 6; i++) {
				fixture.assertEcho(fixture.connect(), fixture.accept(server));
			}
			assertThat(fixture.state().upstreams()).extracting(UpstreamState::connected).containsExactly(0L, 6L);
			assertThat(fixture.state().upstreams().get(0).failed()).isPositive();
			assertThat(fixture.state().upstreams().get(0).isUp()).isFalse();
			assertThat(fixture.state().upstreams().get(0).ejected()).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource
	void s22UnansweringUpstreamTimesOutAndIsFollowedByTheNext(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket server = fixture.server();
			fixture.start(platform,
					ForwarderFixture.route()
						.connectTimeout(Duration.ofMillis(300))
						.upstream(fixture.blackhole())
						.upstream(ForwarderFixture.address(server)));
			Socket client = fixture.connect();
			Socket accepted = fixture.accept(server);
			fixture.assertEcho(client, accepted);
			client.close();
			assertThat(accepted.getInputStream().read()).isEqualTo(-1);
			accepted.close();
			ConnectionReport report = fixture.awaitReport();
			assertThat(report.attempts()).isEqualTo(2);
			assertThat(report.connectDuration()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
			assertThat(report.reason()).isEqualTo(CloseReason.CLIENT_CLOSED);
		}
	}

	@ParameterizedTest
	@EnumSource
	void s23ClientIsResetWhenAllUpstreamsAreDown(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			fixture.start(platform,
					ForwarderFixture.route().upstream(fixture.closedPort()).upstream(fixture.closedPort()));
			fixture.assertReset(fixture.connect());
			ConnectionReport report = fixture.awaitReport();
			assertThat(report.reason()).isEqualTo(CloseReason.CONNECT_FAILED);
			assertThat(report.attempts()).isEqualTo(3);
			assertThat(report.connectDuration()).isNull();
			assertThat(fixture.state().closed()).containsEntry(CloseReason.CONNECT_FAILED, 1L);
			assertThat(fixture.state().active()).isZero();
			assertThat(fixture.state().upstreams()).extracting(UpstreamState::active).containsOnly(0);
		}
	}

	@ParameterizedTest
	@EnumSource
	void s24EveryAddressOfANameIsUsedThoughTheFirstIsDead(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket server = fixture.server("127.0.0.2", 0);
			ServerSocket other = fixture.server("127.0.0.3", server.getLocalPort());
			fixture.start(platform,
					(host) -> List.of(InetAddress.getByName("127.0.0.9"), InetAddress.getByName("127.0.0.2"),
							InetAddress.getByName("127.0.0.3")),
					ForwarderFixture.route().upstream("three.example:" + server.getLocalPort()));
			await().atMost(Duration.ofSeconds(10)).until(() -> fixture.state().upstreams().size() == 3);
			for (int i = 0; i < 4; i++) {
				Socket client = fixture.connect();
				client.getOutputStream().write(1);
			}
			assertThat(fixture.accept(server).getInputStream().read()).isEqualTo(1);
			assertThat(fixture.accept(other).getInputStream().read()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void s25ChangeOfANameIsPickedUp(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			AtomicReference<String> address = new AtomicReference<>("127.0.0.2");
			ServerSocket first = fixture.server("127.0.0.2", 0);
			ServerSocket second = fixture.server("127.0.0.3", first.getLocalPort());
			fixture.start(platform, (host) -> List.of(InetAddress.getByName(address.get())),
					ForwarderFixture.route()
						.dnsRefresh(Duration.ofMillis(50))
						.upstream("moving.example:" + first.getLocalPort()));
			await().atMost(Duration.ofSeconds(10)).until(() -> fixture.state().upstreams().size() == 1);
			Socket client = fixture.connect();
			Socket accepted = fixture.accept(first);
			fixture.assertEcho(client, accepted);
			address.set("127.0.0.3");
			await().atMost(Duration.ofSeconds(10))
				.until(() -> fixture.state().upstreams().get(0).address().contains("127.0.0.3"));
			fixture.assertEcho(fixture.connect(), fixture.accept(second));
			fixture.assertEcho(client, accepted);
		}
	}

	@ParameterizedTest
	@EnumSource(names = "KERNEL")
	void s26ClientThatResetsDuringConnectCancelsTheAttempt(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			fixture.start(platform,
					ForwarderFixture.route().connectTimeout(Duration.ofSeconds(60)).upstream(fixture.blackhole()));
			Socket client = fixture.connect();
			await().atMost(Duration.ofSeconds(10)).until(() -> fixture.state().upstreams().get(0).active() == 1);
			client.setSoLinger(true, 0);
			client.close();
			assertThat(fixture.awaitReport().reason()).isEqualTo(CloseReason.CLIENT_RESET);
			assertThat(fixture.state().upstreams().get(0).active()).isZero();
			assertThat(fixture.state().active()).isZero();
		}
	}

	/**
	 * NIO does not tell of a reset while nothing is read.
	 */
	@Test
	void s26ClientThatResetsDuringConnectIsNoticedWhenTheAttemptEndsOnNio() throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			fixture.start(Platform.NIO,
					ForwarderFixture.route()
						.connectTimeout(Duration.ofMillis(500))
						.connectRetries(0)
						.upstream(fixture.blackhole()));
			Socket client = fixture.connect();
			await().atMost(Duration.ofSeconds(10)).until(() -> fixture.state().upstreams().get(0).active() == 1);
			client.setSoLinger(true, 0);
			client.close();
			assertThat(fixture.awaitReport().reason()).isEqualTo(CloseReason.CONNECT_FAILED);
			assertThat(fixture.state().upstreams().get(0).active()).isZero();
			assertThat(fixture.state().active()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void s27BytesSentBeforeTheUpstreamIsConnectedArriveUnchanged(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket reserved = fixture.server();
			int port = reserved.getLocalPort();
			reserved.close();
			fixture.start(platform, ForwarderFixture.route().connectRetries(50).upstream("127.0.0.1:" + port));
			Socket client = fixture.connect();
			byte[] sent = new byte[1 << 20];
			new Random(27).nextBytes(sent);
			CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
				try {
					client.getOutputStream().write(sent);
					client.shutdownOutput();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
			await().atMost(Duration.ofSeconds(10)).until(() -> fixture.state().upstreams().get(0).failed() > 0);
			Socket accepted = fixture.accept(fixture.server("127.0.0.1", port));
			assertThat(accepted.getInputStream().readAllBytes()).isEqualTo(sent);
			sending.get(10, TimeUnit.SECONDS);
		}
	}

	@ParameterizedTest
	@EnumSource
	void backupServesOnlyWhileNoOtherIsAvailable(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket primary = fixture.server();
			ServerSocket backup = fixture.server();
			fixture.start(platform,
					ForwarderFixture.route()
						.upstream(ForwarderFixture.address(primary))
						.upstream(new UpstreamSpec(HostAddress.parse(ForwarderFixture.address(backup)), 1, true)));
			for (int i = 0; i < 3; i++) {
				fixture.assertEcho(fixture.connect(), fixture.accept(primary));
			}
			primary.close();
			fixture.assertEcho(fixture.connect(), fixture.accept(backup));
		}
	}

	@ParameterizedTest
	@EnumSource
	void healthChecksTakeAnUpstreamDownAndUpAgain(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket server = fixture.server();
			int port = server.getLocalPort();
			fixture.start(platform, ForwarderFixture.route()
				.upstream("127.0.0.1:" + port)
				.healthCheck(new HealthCheckSettings(true, Duration.ofMillis(30), Duration.ofSeconds(1), 2, 2)));
			assertThat(fixture.state().isUp()).isTrue();
			server.close();
			await().atMost(Duration.ofSeconds(10)).until(() -> !fixture.state().isUp());
			fixture.assertReset(fixture.connect());
			assertThat(fixture.awaitReport().reason()).isEqualTo(CloseReason.NO_UPSTREAM);
			fixture.server("127.0.0.1", port);
			await().atMost(Duration.ofSeconds(10)).until(() -> fixture.state().isUp());
		}
	}

	@ParameterizedTest
	@EnumSource
	void disabledUpstreamReceivesNoNewConnections(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket one = fixture.server();
			ServerSocket other = fixture.server();
			fixture.start(platform,
					ForwarderFixture.route()
						.upstream(ForwarderFixture.address(one))
						.upstream(ForwarderFixture.address(other)));
			fixture.forwarder().enableUpstream(ForwarderFixture.ROUTE, ForwarderFixture.address(one), false);
			for (int i = 0; i < 3; i++) {
				fixture.assertEcho(fixture.connect(), fixture.accept(other));
			}
			fixture.forwarder().enableUpstream(ForwarderFixture.ROUTE, ForwarderFixture.address(one), true);
			fixture.forwarder().enableUpstream(ForwarderFixture.ROUTE, ForwarderFixture.address(other), false);
			fixture.assertEcho(fixture.connect(), fixture.accept(one));
			Map<CloseReason, Long> closed = fixture.state().closed();
			assertThat(closed.get(CloseReason.CONNECT_FAILED)).isZero();
		}
	}

}
