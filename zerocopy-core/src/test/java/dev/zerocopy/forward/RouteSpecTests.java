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

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.zerocopy.forward.proxyprotocol.ProxyProtocolVersion;
import dev.zerocopy.forward.relay.ByteCounts;
import dev.zerocopy.forward.relay.CloseReason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RouteSpec}, {@link ProxyProtocolSettings} and {@link AccessLog}.
 */
class RouteSpecTests {

	static Stream<Arguments> invalid() {
		return Stream.of(change((route) -> route.connectTimeout(Duration.ZERO), "connect timeout PT0S"),
				change((route) -> route.connectRetries(-1), "connect retries -1 must be between 0 and 100"),
				change((route) -> route.headTimeout(Duration.ofSeconds(-1)), "head timeout PT-1S"),
				change((route) -> route.idleTimeout(Duration.ofSeconds(-1)), "idle timeout PT-1S"),
				change((route) -> route.halfCloseTimeout(Duration.ofSeconds(-1)), "half-close timeout PT-1S"),
				change((route) -> route.maxConnections(-1), "max connections -1"),
				change((route) -> route.maxConnectionsPerClient(-1), "max connections per client -1"),
				change((route) -> route.allow(List.of("10.0.0.0/99")), "Network '10.0.0.0/99'"),
				change((route) -> route.deny(List.of("x")), "Network 'x'"),
				change((route) -> route.backlog(0), "backlog 0"),
				change((route) -> route.dnsRefresh(Duration.ZERO), "DNS refresh PT0S"),
				change((route) -> route.listen("localhost:80"), "listen address 'localhost:80'"),
				change((route) -> route.serverName("a.example", List.of()), "server name 'a.example'"));
	}

	private static Arguments change(UnaryOperator<RouteSpecBuilder> change, String message) {
		return Arguments.of(change, message);
	}

	@ParameterizedTest
	@MethodSource("invalid")
	void messageNamesTheRouteThePartAndTheValue(UnaryOperator<RouteSpecBuilder> change, String message) {
		RouteSpecBuilder route = change
			.apply(RouteSpec.route("postgres").listen("127.0.0.1:0").upstream("10.0.0.1:5432"));
		assertThatIllegalArgumentException().isThrownBy(route::build)
			.withMessageContaining("Route 'postgres'")
			.withMessageContaining(message);
	}

	@Test
	void listenAndUpstreamsMustNotBeEmpty() {
		assertThatIllegalArgumentException().isThrownBy(() -> RouteSpec.route("a").upstream("10.0.0.1:1").build())
			.withMessageContaining("listen is empty");
		assertThatIllegalArgumentException().isThrownBy(() -> RouteSpec.route("a").listen(":0").build())
			.withMessageContaining("upstreams is empty");
	}

	@Test
	void proxyProtocolNeedsTrustedNetworksToAcceptAndAVersionToSend() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ProxyProtocolSettings(ProxyProtocolVersion.V1, ProxyProtocolVersion.NONE, List.of(),
					Duration.ofSeconds(1)))
			.withMessageContaining("trusted");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ProxyProtocolSettings(ProxyProtocolVersion.NONE, ProxyProtocolVersion.ANY, List.of(),
					Duration.ofSeconds(1)))
			.withMessageContaining("not any");
	}

	@Test
	void accessLogLineHasEverythingAboutAConnection() {
		ConnectionReport report = new ConnectionReport("postgres", new InetSocketAddress("10.0.0.9", 4711),
				new InetSocketAddress("10.0.0.1", 5432), Duration.ofMillis(1500), Duration.ofMillis(3), 2,
				new ByteCounts(0, 120), new ByteCounts(5000, 80), CloseReason.CLIENT_CLOSED);
		assertThat(AccessLog.format(report)).isEqualTo("client=10.0.0.9:4711 route=postgres upstream=10.0.0.1:5432 "
				+ "connect=3ms duration=1500ms attempts=2 up=120(spliced=0,copied=120) "
				+ "down=5080(spliced=5000,copied=80) end=client_closed");
	}

	@Test
	void accessLogLineOfARefusedConnectionMarksWhatItLacks() {
		ConnectionReport report = new ConnectionReport("postgres", null, null, Duration.ZERO, null, 0, ByteCounts.ZERO,
				ByteCounts.ZERO, CloseReason.DENIED);
		assertThat(AccessLog.format(report)).isEqualTo("client=- route=postgres upstream=- connect=- duration=0ms "
				+ "attempts=0 up=0(spliced=0,copied=0) down=0(spliced=0,copied=0) end=denied");
	}

}
