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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

import dev.zerocopy.starter.fixture.Engine;
import dev.zerocopy.starter.fixture.NoLeaks;
import dev.zerocopy.starter.fixture.ProcessResources;
import dev.zerocopy.starter.fixture.Protocol;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that behave badly leave nothing behind.
 */
@NoLeaks
@Tag("slow")
@Timeout(300)
@ParameterizedClass
@CsvSource({ "WEBFLUX, HTTP11, 10000", "WEBFLUX, HTTP11_TLS, 1000", "NETTY, HTTP11, 10000", "NETTY, HTTP11_TLS, 1000" })
class ResourceSafetyTests {

	private static final int CLIENTS = 16;

	private static final int STALLED = 200;

	private static final long MEMORY_TOLERANCE = 16 << 20;

	private static final String[] TARGETS = { "/size-1024.bin", "/size-71680.bin", "/size-5242880.bin", "/huge.bin" };

	@Parameter(0)
	Engine engine;

	@Parameter(1)
	Protocol protocol;

	@Parameter(2)
	int downloads;

	private TestSite site;

	private StaticServer server;

	@BeforeEach
	void start() throws Exception {
		this.site = TestSite.create();
		this.server = StaticServer.serving(this.site.root())
			.engine(this.engine)
			.protocol(this.protocol)
			.property("zerocopy.static.write-timeout", "2s")
			.property("logging.level.root", "off")
			.start();
	}

	@AfterEach
	void stop() throws IOException {
		this.server.close();
		this.site.close();
	}

	@Test
	void abortedDownloadsLeaveNothingBehind() throws Exception {
		// Pooled memory stays with the pool once it was needed: what counts is that the
		// same load does not need more of it again
		abort(200);
		Resources before = Resources.settled(this.site);
		abort(this.downloads);
		assertThatServerWorks();
		before.assertRestored(0);
	}

	@Test
	void stalledReadersAreCutOff() throws Exception {
		// as above: what they need is in the pool from now on
		stall(STALLED).forEach(ResourceSafetyTests::closeQuietly);
		Resources before = Resources.settled(this.site);
		List<RawHttpConnection> readers = stall(STALLED);
		try {
			assertThatServerWorks();
			before.assertRestored(STALLED);
		}
		finally {
			readers.forEach(ResourceSafetyTests::closeQuietly);
		}
		before.assertRestored(0);
		assertThatServerWorks();
	}

	@Test
	void idleConnectionsAreNotCutOffByTheWriteTimeout() throws IOException {
		try (RawHttpConnection connection = this.server.connect()) {
			connection.exchange(RawRequest.get("/probe.txt"));
			await().pollDelay(Duration.ofSeconds(4)).until(() -> true);
			assertThat(connection.exchange(RawRequest.get("/probe.txt")).text()).isEqualTo(TestSite.PROBE);
		}
	}

	@Test
	void slowReaderThatMakesProgressIsNotCutOff() throws IOException {
		try (RawHttpConnection connection = this.server.connect(1 << 14)) {
			connection.send(RawRequest.get("/huge.bin")).receiveHead();
			for (int second = 0; second < 6; second++) {
				assertThat(connection.read(8 << 20)).hasSize(8 << 20);
				await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
			}
		}
	}

	private void abort(int count) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		try {
			List<Callable<Void>> tasks = new ArrayList<>();
			SplittableRandom random = new SplittableRandom(42);
			for (int index = 0; index < count; index++) {
				SplittableRandom own = random.split();
				tasks.add(() -> {
					abort(own);
					return null;
				});
			}
			for (Future<Void> task : clients.invokeAll(tasks)) {
				task.get();
			}
		}
		finally {
			clients.shutdownNow();
		}
	}

	private void abort(SplittableRandom random) throws IOException {
		RawHttpConnection connection = this.server.connect((random.nextInt(4) == 0) ? 1 << 12 : 0);
		RawRequest request = RawRequest.get(TARGETS[random.nextInt(TARGETS.length)]);
		if (random.nextInt(4) == 0) {
			request = request.header("Range", "bytes=0-500,10000-40000,60000-");
		}
		connection.send(request);
		if (random.nextInt(8) == 0) {
			connection.send(request);
		}
		int bytes = random.nextBoolean() ? 0 : random.nextInt(1 << random.nextInt(18));
		if (bytes > 0) {
			connection.receiveHead();
			connection.stream().readNBytes(Math.min(bytes, 500));
		}
		connection.reset();
	}

	private List<RawHttpConnection> stall(int count) throws IOException {
		List<RawHttpConnection> readers = new ArrayList<>();
		for (int index = 0; index < count; index++) {
			RawHttpConnection connection = this.server.connect(1 << 12);
			readers.add(connection);
			connection.send(RawRequest.get((index % 2 == 0) ? "/huge.bin" : "/size-5242880.bin?" + index));
			connection.receiveHead();
		}
		return readers;
	}

	private void assertThatServerWorks() throws IOException {
		assertThat(this.server.exchange(RawRequest.get("/probe.txt")).text()).isEqualTo(TestSite.PROBE);
	}

	private static void closeQuietly(RawHttpConnection connection) {
		try {
			connection.reset();
		}
		catch (IOException ex) {
			// Already ended by the server, as it should be
		}
	}

	/**
	 * What the process holds beside the files of the cache.
	 *
	 * @param directory of the site, whose files the cache may keep open
	 * @param descriptors counts by kind
	 * @param siteFiles the number of descriptors of files of the site
	 * @param memory direct memory in bytes
	 * @param threads live threads
	 */
	record Resources(String directory, Map<String, Integer> descriptors, int siteFiles, long memory, int threads) {

		static Resources settled(TestSite site) {
			Resources[] last = { now(site.directory().toString()) };
			await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofSeconds(3)).until(() -> {
				Resources previous = last[0];
				last[0] = now(previous.directory());
				return last[0].descriptors().equals(previous.descriptors());
			});
			return last[0];
		}

		static Resources now(String directory) {
			try {
				Map<String, Integer> kinds = new TreeMap<>(ProcessResources.descriptorsByKind());
				int siteFiles = kinds.entrySet()
					.stream()
					.filter((entry) -> entry.getKey().startsWith(directory))
					.mapToInt(Map.Entry::getValue)
					.sum();
				kinds.keySet().removeIf((kind) -> kind.startsWith(directory));
				return new Resources(directory, kinds, siteFiles, ProcessResources.directMemory(),
						Thread.activeCount());
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		void assertRestored(int moreSockets) {
			await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
				Resources now = now(this.directory);
				Map<String, Integer> expected = new TreeMap<>(this.descriptors);
				expected.merge("socket", moreSockets, Integer::sum);
				// what other tests left to a collector may go meanwhile
				assertThat(now.descriptors()).allSatisfy((kind, count) -> assertThat(count).as(kind)
					.isLessThanOrEqualTo(expected.getOrDefault(kind, 0)));
				assertThat(now.siteFiles()).as("files open").isLessThanOrEqualTo(this.siteFiles + TARGETS.length + 1);
				assertThat(now.memory()).as("direct memory").isLessThanOrEqualTo(this.memory + MEMORY_TOLERANCE);
				assertThat(now.threads()).as("threads").isLessThanOrEqualTo(this.threads + CLIENTS);
			});
		}

	}

}
