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

package dev.zerocopy.starter;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.zerocopy.starter.fixture.ApplicationProcess;
import dev.zerocopy.starter.fixture.Content;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code kill -TERM} while requests are being answered.
 */
@Tag("slow")
@Timeout(120)
class TerminationTests {

	private static final int DOWNLOADS = 32;

	private static final int BUSY_CLIENTS = 8;

	/**
	 * More than the sockets buffer on both sides.
	 */
	private static final int SIZE = 24 << 20;

	private static final int SHORT = 1 << 16;

	private static final int STEP = 1 << 20;

	private static final int SECONDS_TO_END = 60;

	private final ExecutorService clients = Executors.newCachedThreadPool();

	private final CountDownLatch begun = new CountDownLatch(DOWNLOADS);

	private final CountDownLatch terminated = new CountDownLatch(1);

	private final AtomicBoolean ending = new AtomicBoolean();

	private final AtomicInteger answered = new AtomicInteger();

	private TestSite site;

	private ApplicationProcess server;

	@BeforeEach
	void start() throws IOException {
		this.site = TestSite.create();
		Path file = this.site.path("large.bin");
		Content.write(file, 1, SIZE);
		TestSite.settle(file);
		this.server = ApplicationProcess.start("zerocopy.static.root=" + this.site.root(), "server.shutdown=graceful",
				"spring.reactor.netty.shutdown-quiet-period=0s");
	}

	@AfterEach
	void stop() throws IOException {
		this.clients.shutdownNow();
		if (this.server != null) {
			this.server.close();
		}
		this.site.close();
	}

	@Test
	void everyResponseThatHadBegunIsCompleted() throws Exception {
		List<Future<?>> tasks = new ArrayList<>();
		for (int i = 0; i < DOWNLOADS; i++) {
			tasks.add(this.clients.submit(this::download));
		}
		for (int i = 0; i < BUSY_CLIENTS; i++) {
			tasks.add(this.clients.submit(this::exchangeUntilTheEnd));
		}
		assertThat(this.begun.await(30, TimeUnit.SECONDS)).as("all downloads have begun").isTrue();
		this.ending.set(true);
		long start = System.nanoTime();
		this.server.terminate();
		this.terminated.countDown();
		for (Future<?> task : tasks) {
			task.get(SECONDS_TO_END, TimeUnit.SECONDS);
		}
		int exit = this.server.awaitExit(SECONDS_TO_END);
		Duration time = Duration.ofNanos(System.nanoTime() - start);
		System.out.printf("SIGTERM: %d downloads of %,d bytes completed, %,d short requests answered, ended with %d "
				+ "after %,d ms%n", DOWNLOADS, SIZE, this.answered.get(), exit, time.toMillis());
		// 128 + SIGTERM, as of every JVM that a signal ends
		assertThat(exit).isEqualTo(143);
		assertThat(this.answered).hasPositiveValue();
		assertThat(this.server.output()).noneMatch((line) -> line.contains("LEAK") || line.contains("ERROR"));
	}

	private Void download() throws Exception {
		try (RawHttpConnection connection = RawHttpConnection.open(this.server.port(), 1 << 16)) {
			RawResponse head = connection.send(RawRequest.get("/large.bin")).receiveHead();
			assertThat(head.status()).isEqualTo(200);
			this.begun.countDown();
			this.terminated.await();
			for (int at = 0; at < SIZE; at += STEP) {
				assertThat(connection.read(STEP)).as("bytes from %d on", at).isEqualTo(Content.slice(1, at, STEP));
			}
		}
		return null;
	}

	private static int receiveAll(RawHttpConnection connection) {
		try {
			RawResponse response = connection.receive("GET");
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.body()).hasSize(SHORT);
			return 1;
		}
		catch (IOException ex) {
			throw new AssertionError("An answer that had begun was not completed", ex);
		}
	}

	/**
	 * Whatever gets an answer gets all of it; only where none begins the connection may
	 * end.
	 */
	private Void exchangeUntilTheEnd() throws Exception {
		while (true) {
			try (RawHttpConnection connection = RawHttpConnection.open(this.server.port())) {
				while (true) {
					connection.send(RawRequest.get("/" + TestSite.sizeName(SHORT)));
					connection.stream().mark(1);
					if (connection.stream().read() < 0) {
						throw new IOException("No answer");
					}
					connection.stream().reset();
					this.answered.addAndGet(receiveAll(connection));
				}
			}
			catch (IOException ex) {
				if (this.ending.get()) {
					return null;
				}
				throw ex;
			}
		}
	}

}
