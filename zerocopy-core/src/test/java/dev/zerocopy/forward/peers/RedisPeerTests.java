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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

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
 * Redis and its own clients.
 */
@Tag("slow")
class RedisPeerTests {

	private static final int REQUESTS = 20_000;

	private static final long VALUE = 64L << 20;

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource
	void benchmarkWithPipeliningLosesNoRequest(Platform platform) throws Exception {
		String benchmark = Executables.require("redis-benchmark");
		int port = PeerProgram.freePort();
		try (PeerProgram redis = RedisServer.start(this.directory, port);
				PeerRoute route = PeerRoute.start(platform, PeerRoute.to(port))) {
			String printed = PeerCommand.run(benchmark, "-h", "127.0.0.1", "-p", String.valueOf(route.port()), "-n",
					String.valueOf(REQUESTS), "-P", "16", "-c", "50", "-d", "512", "-t", "set,incr,lpush,lrange_100",
					"--csv");
			assertThat(printed).contains("\"SET\"", "\"INCR\"", "\"LPUSH\"", "\"LRANGE_100").doesNotContain("rror");
			assertThat(redisCli(port, "get", "counter:__rand_int__").strip()).isEqualTo(String.valueOf(REQUESTS));
			assertThat(redis.isAlive()).isTrue();
			route.awaitNothingLeft();
			assertThat(route.state().closed().get(CloseReason.INTERNAL_ERROR)).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void publishedMessagesReachTheSubscriberInOrder(Platform platform) throws Exception {
		String redisCli = Executables.require("redis-cli");
		int port = PeerProgram.freePort();
		List<String> messages = IntStream.range(0, 1000).mapToObj((i) -> "message-" + i).toList();
		Path commands = Files.write(this.directory.resolve("commands"),
				messages.stream().map((message) -> "PUBLISH news " + message).toList());
		try (PeerProgram redis = RedisServer.start(this.directory, port);
				PeerRoute route = PeerRoute.start(platform, PeerRoute.to(port));
				PeerProgram subscriber = PeerProgram.start(this.directory.resolve("subscriber.log"), redisCli, "-h",
						"127.0.0.1", "-p", String.valueOf(route.port()), "SUBSCRIBE", "news")) {
			subscriber.awaitLog("subscribe\nnews\n1\n");
			PeerCommand.of(redisCli, "-h", "127.0.0.1", "-p", String.valueOf(route.port())).input(commands).run();
			subscriber.awaitLog("message-999\n");
			assertThat(subscriber.log().lines().filter((line) -> line.startsWith("message-"))).isEqualTo(messages);
			assertThat(redis.isAlive()).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource
	void subscriberThatGoesAwayIsGoneFromTheServerToo(Platform platform) throws Exception {
		String redisCli = Executables.require("redis-cli");
		int port = PeerProgram.freePort();
		try (PeerProgram redis = RedisServer.start(this.directory, port);
				PeerRoute route = PeerRoute.start(platform, PeerRoute.to(port))) {
			try (PeerProgram subscriber = PeerProgram.start(this.directory.resolve("subscriber.log"), redisCli, "-h",
					"127.0.0.1", "-p", String.valueOf(route.port()), "SUBSCRIBE", "news")) {
				subscriber.awaitLog("subscribe\nnews\n1\n");
				assertThat(redisCli(port, "pubsub", "numsub", "news")).contains("1");
			}
			await().atMost(Duration.ofSeconds(10))
				.until(() -> redisCli(port, "pubsub", "numsub", "news").contains("0"));
			assertThat(route.awaitReport().reason()).isEqualTo(CloseReason.CLIENT_CLOSED);
			assertThat(redis.isAlive()).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource
	void largeValueComesBackUnchanged(Platform platform) throws Exception {
		String redisCli = Executables.require("redis-cli");
		int port = PeerProgram.freePort();
		Path value = RandomFile.write(this.directory.resolve("value"), VALUE);
		Path back = this.directory.resolve("back");
		try (PeerProgram redis = RedisServer.start(this.directory, port);
				PeerRoute route = PeerRoute.start(platform, PeerRoute.to(port))) {
			String through = String.valueOf(route.port());
			assertThat(PeerCommand.of(redisCli, "-p", through, "-x", "set", "large").input(value).run())
				.startsWith("OK");
			ConnectionReport set = route.awaitReport();
			route.assertStreamed(set.toUpstream(), VALUE);
			assertThat(set.reason()).isEqualTo(CloseReason.CLIENT_CLOSED);
			PeerCommand.of(redisCli, "-p", through, "--raw", "get", "large").output(back).run();
			route.assertStreamed(route.awaitReport().toClient(), VALUE);
			// the client ends its output with a line feed
			assertThat(Files.size(back)).isEqualTo(VALUE + 1);
			assertThat(Files.mismatch(value, back)).isEqualTo(VALUE);
			assertThat(redis.isAlive()).isTrue();
			route.awaitNothingLeft();
		}
	}

	private static String redisCli(int port, String... arguments) throws IOException, InterruptedException {
		return PeerCommand.of(Executables.require("redis-cli"), "-p", String.valueOf(port)).and(arguments).run();
	}

}
