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

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Clients that connect, ask which Redis they have reached, and leave, again and again.
 */
class RedisTraffic implements AutoCloseable {

	/**
	 * Most connections at a time: what one fault may break.
	 */
	static final int CLIENTS = 2;

	private static final int TIMEOUT_MILLIS = 3000;

	private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(CLIENTS);

	private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();

	private final Queue<JedisException> failures = new ConcurrentLinkedQueue<>();

	private final int port;

	RedisTraffic(int port) {
		this.port = port;
		for (int client = 0; client < CLIENTS; client++) {
			this.executor.scheduleWithFixedDelay(this::connectAndAsk, 0, 10, TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * The port that the Redis behind a connection listens on.
	 */
	static int portOf(Jedis jedis) {
		return Integer.parseInt(jedis.configGet("port").get("port"));
	}

	int failures() {
		return this.failures.size();
	}

	/**
	 * Wait until a Redis has answered a number of times from now on.
	 */
	void awaitAnswers(int upstream, int more) {
		long wanted = answers(upstream) + more;
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> answers(upstream) >= wanted);
	}

	@Override
	public void close() throws InterruptedException {
		this.executor.shutdownNow();
		if (!this.executor.awaitTermination(10, TimeUnit.SECONDS)) {
			throw new IllegalStateException("A client did not end");
		}
	}

	private long answers(int upstream) {
		LongAdder count = this.answers.get(upstream);
		return (count != null) ? count.sum() : 0;
	}

	private void connectAndAsk() {
		try (Jedis jedis = new Jedis("127.0.0.1", this.port, TIMEOUT_MILLIS)) {
			this.answers.computeIfAbsent(portOf(jedis), (upstream) -> new LongAdder()).increment();
		}
		catch (JedisException ex) {
			this.failures.add(ex);
		}
	}

}
