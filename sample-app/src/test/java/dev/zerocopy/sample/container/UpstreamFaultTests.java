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

package dev.zerocopy.sample.container;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.lifecycle.Startable;
import org.testcontainers.lifecycle.Startables;
import redis.clients.jedis.Jedis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the forwarder while containers behind it are killed, paused and restarted
 * under traffic.
 */
@ContainerTest
class UpstreamFaultTests {

	private static final String ROUTE = "redis";

	private static final int MANY = 50;

	@TempDir
	private static Path temporary;

	private static final int port = HostContainer.freePort();

	private static final int firstPort = HostContainer.freePort();

	private static final int secondPort = HostContainer.freePort();

	private static HostContainer first;

	private static HostContainer second;

	private static SampleContainer app;

	@BeforeAll
	static void start() throws Exception {
		first = Peers.redis(firstPort);
		second = Peers.redis(secondPort);
		app = new SampleContainer(new Site(temporary).directory(), Routes.route(ROUTE, port, firstPort, secondPort));
		Startables.deepStart(first, second, app).join();
	}

	@AfterAll
	static void stop() {
		for (Startable container : new Startable[] { app, first, second }) {
			if (container != null) {
				container.stop();
			}
		}
	}

	@BeforeEach
	void bothAreUp() {
		app.awaitUpstreams(ROUTE, true, true);
	}

	@Test
	void killBreaksNoMoreThanTheConnectionsThatWereOpen() throws Exception {
		try (RedisTraffic traffic = new RedisTraffic(port)) {
			traffic.awaitAnswers(firstPort, MANY);
			traffic.awaitAnswers(secondPort, MANY);
			first.kill("SIGKILL");
			app.awaitUpstreams(ROUTE, false, true);
			traffic.awaitAnswers(secondPort, MANY);
			first.startAgain(firstPort);
			app.awaitUpstreams(ROUTE, true, true);
			traffic.awaitAnswers(firstPort, MANY);
			assertThat(traffic.failures()).isLessThanOrEqualTo(RedisTraffic.CLIENTS);
		}
	}

	@Test
	void rollingRestartBreaksNoMoreThanTheConnectionsThatWereOpen() throws Exception {
		try (RedisTraffic traffic = new RedisTraffic(port)) {
			traffic.awaitAnswers(firstPort, MANY);
			first.restart(firstPort);
			app.awaitUpstreams(ROUTE, true, true);
			traffic.awaitAnswers(firstPort, MANY);
			second.restart(secondPort);
			app.awaitUpstreams(ROUTE, true, true);
			traffic.awaitAnswers(secondPort, MANY);
			assertThat(traffic.failures()).isLessThanOrEqualTo(2 * RedisTraffic.CLIENTS);
		}
	}

	@Test
	void pausedUpstreamIsLeftOutWhileItsOpenConnectionsWait() throws Exception {
		try (Jedis patient = connectTo(firstPort); RedisTraffic traffic = new RedisTraffic(port)) {
			patient.set("key", "value");
			first.pause();
			CompletableFuture<String> answer;
			try {
				answer = CompletableFuture.supplyAsync(() -> patient.get("key"));
				// its kernel still takes connections until they are more than the backlog
				app.awaitUpstreams(ROUTE, false, true);
				int failures = traffic.failures();
				traffic.awaitAnswers(secondPort, 2 * MANY);
				assertThat(traffic.failures()).isLessThanOrEqualTo(failures + RedisTraffic.CLIENTS);
				assertThat(answer).isNotDone();
			}
			finally {
				first.unpause();
			}
			assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("value");
			app.awaitUpstreams(ROUTE, true, true);
			traffic.awaitAnswers(firstPort, MANY);
		}
	}

	@Test
	void withoutAnyUpstreamClientsAreRefusedAndHealthSaysSo() throws Exception {
		first.kill("SIGKILL");
		second.kill("SIGKILL");
		try {
			app.awaitUpstreams(ROUTE, false, false);
			assertThat(app.get("/actuator/health").statusCode()).isEqualTo(503);
			try (RedisTraffic traffic = new RedisTraffic(port)) {
				Awaitility.await().until(() -> traffic.failures() > 3);
			}
		}
		finally {
			first.startAgain(firstPort);
			second.startAgain(secondPort);
		}
		app.awaitUpstreams(ROUTE, true, true);
		assertThat(app.get("/actuator/health").statusCode()).isEqualTo(200);
	}

	private static Jedis connectTo(int upstream) {
		for (int attempt = 0; attempt < 20; attempt++) {
			Jedis jedis = new Jedis("127.0.0.1", port, 60_000);
			if (RedisTraffic.portOf(jedis) == upstream) {
				return jedis;
			}
			jedis.close();
		}
		throw new AssertionError("No connection reached port " + upstream);
	}

}
