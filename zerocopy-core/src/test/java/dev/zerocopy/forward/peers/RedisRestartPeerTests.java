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

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.zerocopy.forward.Platform;
import dev.zerocopy.forward.relay.CloseReason;
import dev.zerocopy.forward.upstream.HealthCheckSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A Redis that dies under load and comes back on its port.
 */
@Tag("slow")
class RedisRestartPeerTests {

	private static final HealthCheckSettings CHECKS = new HealthCheckSettings(true, Duration.ofMillis(100),
			Duration.ofSeconds(1), 2, 2);

	private static final Duration PROMPTLY = Duration.ofSeconds(5);

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource
	void killedServerEndsItsConnectionsAndIsUsedAgainWhenItIsBack(Platform platform) throws Exception {
		String redisCli = Executables.require("redis-cli");
		String benchmark = Executables.require("redis-benchmark");
		int port = PeerProgram.freePort();
		try (PeerProgram redis = RedisServer.start(this.directory, port);
				PeerRoute route = PeerRoute.start(platform, PeerRoute.to(port).healthCheck(CHECKS))) {
			String through = String.valueOf(route.port());
			try (PeerProgram idle = PeerProgram.start(this.directory.resolve("idle.log"), redisCli, "-p", through,
					"subscribe", "news");
					PeerProgram load = PeerProgram.start(this.directory.resolve("load.log"), benchmark, "-p", through,
							"-n", "100000000", "-P", "16", "-c", "10", "-d", "4096", "-t", "set", "-q")) {
				idle.awaitLog("subscribe\nnews\n1\n");
				await().atMost(Duration.ofSeconds(20)).until(() -> route.state().toUpstream().total() > 32 << 20);
				redis.kill();
				assertThat(load.awaitExit(PROMPTLY)).isNotZero();
				assertThat(idle.awaitExit(PROMPTLY)).isNotZero();
				await().atMost(PROMPTLY).until(() -> !route.state().upstreams().get(0).healthy());
			}
			route.awaitNothingLeft();
			assertThat(route.state().isUp()).isFalse();
			// the load gives up at its first broken connection and closes the others
			// itself
			assertThat(route.state().closed().get(CloseReason.UPSTREAM_RESET)
					+ route.state().closed().get(CloseReason.UPSTREAM_CLOSED))
				.isGreaterThanOrEqualTo(2);
			PeerCommand.Result refused = PeerCommand.of(redisCli, "-p", through, "ping").attempt();
			assertThat(refused.printed()).containsAnyOf("rror", "reset").doesNotContain("PONG");
			assertThat(route.state().closed().get(CloseReason.NO_UPSTREAM)).isPositive();
			try (PeerProgram again = RedisServer.start(this.directory, port)) {
				await().atMost(PROMPTLY).until(() -> route.state().isUp());
				assertThat(PeerCommand.run(redisCli, "-p", through, "ping")).startsWith("PONG");
				PeerCommand.run(benchmark, "-p", through, "-n", "20000", "-P", "16", "-t", "set", "-q");
				assertThat(again.isAlive()).isTrue();
			}
			assertThat(route.state().closed().get(CloseReason.INTERNAL_ERROR)).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void loadGoesOnWithTheOtherServerWhenOneIsKilled(Platform platform) throws Exception {
		String benchmark = Executables.require("redis-benchmark");
		int first = PeerProgram.freePort();
		int second = PeerProgram.freePort();
		try (PeerProgram killed = RedisServer.start(this.directory, first);
				PeerProgram other = RedisServer.start(this.directory, second);
				PeerRoute route = PeerRoute.start(platform, PeerRoute.to(first, second).healthCheck(CHECKS))) {
			String through = String.valueOf(route.port());
			PeerCommand.run(benchmark, "-p", through, "-n", "2000", "-c", "10", "-t", "set", "-q");
			assertThat(route.state().upstreams())
				.allSatisfy((upstream) -> assertThat(upstream.connected()).isPositive());
			killed.kill();
			// at once, before a check has seen it: the attempt fails over
			PeerCommand.run(benchmark, "-p", through, "-n", "2000", "-c", "10", "-t", "set", "-q");
			assertThat(other.isAlive()).isTrue();
			assertThat(route.state().closed().get(CloseReason.CONNECT_FAILED)).isZero();
		}
	}

}
