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
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.zerocopy.mount.Mount;
import dev.zerocopy.mount.StaticFiles;
import dev.zerocopy.starter.fixture.Content;
import dev.zerocopy.starter.fixture.Multipart;
import dev.zerocopy.starter.fixture.NoLeaks;
import dev.zerocopy.starter.fixture.ProcessResources;
import dev.zerocopy.starter.fixture.Protocol;
import dev.zerocopy.starter.fixture.ProtocolClient;
import dev.zerocopy.starter.fixture.RawHttp2Connection;
import dev.zerocopy.starter.fixture.RawHttp2Connection.Frame;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Connections that are held to a speed.
 */
@NoLeaks
@Tag("slow")
class RateLimitTests {

	private static final int SIZE = TestSite.FIVE_MIB;

	private static final String TARGET = "/" + TestSite.sizeName(SIZE);

	private static final int SPEED = 2 << 20;

	private static final int BURST = 1 << 20;

	private static final Map<String, String> LIMIT = Map.of("zerocopy.static.rate-limit", "2MB",
			"zerocopy.static.rate-limit-after", "1MB");

	private static TestSite site;

	@BeforeAll
	static void create() throws IOException {
		site = TestSite.create();
	}

	@AfterAll
	static void delete() throws IOException {
		site.close();
	}

	@ParameterizedTest
	@EnumSource(Protocol.class)
	void downloadTakesItsTime(Protocol protocol) throws IOException {
		try (StaticServer server = start(protocol, LIMIT);
				ProtocolClient client = new ProtocolClient(server, protocol)) {
			long start = System.nanoTime();
			RawResponse response = client.exchange(RawRequest.get(TARGET));
			assertTime(start, SIZE);
			assertThat(response.sha256()).isEqualTo(Content.sha256(Content.of(SIZE, SIZE)));
		}
	}

	@ParameterizedTest
	@EnumSource(Protocol.class)
	void partsOfSeveralRangesAreLimitedTogether(Protocol protocol) throws IOException {
		try (StaticServer server = start(protocol, LIMIT);
				ProtocolClient client = new ProtocolClient(server, protocol)) {
			long start = System.nanoTime();
			RawResponse response = client
				.exchange(RawRequest.get(TARGET).header("Range", "bytes=1-1500000,2000000-3500000,5000000-5000000"));
			assertTime(start, 3_000_002);
			assertThat(Multipart.of(response).parts()).hasSize(3)
				.allSatisfy((part) -> assertThat(part.bytes())
					.isEqualTo(Content.slice(SIZE, part.first(), (int) (part.last() - part.first() + 1))));
		}
	}

	@Test
	void requestsOfOneConnectionShareTheLimit() throws IOException {
		try (StaticServer server = start(Protocol.HTTP11, LIMIT); RawHttpConnection connection = server.connect()) {
			long start = System.nanoTime();
			for (int request = 0; request < 3; request++) {
				RawRequest range = RawRequest.get(TARGET).header("Range", "bytes=0-1048575");
				assertThat(connection.exchange(range).body()).hasSize(1 << 20);
			}
			assertTime(start, 3 << 20);
		}
	}

	@Test
	void streamsOfOneConnectionShareTheLimit() throws IOException {
		try (StaticServer server = start(Protocol.H2C, LIMIT);
				RawHttp2Connection connection = new RawHttp2Connection(server.port(), 1 << 20, Integer.MAX_VALUE)) {
			long start = System.nanoTime();
			int first = connection.get(TARGET);
			int second = connection.get(TARGET);
			long[] received = new long[2];
			while (received[0] + received[1] < 6 << 20) {
				Frame frame = connection.read();
				assertThat(frame.type()).isNotEqualTo(RawHttp2Connection.RST_STREAM);
				if (frame.type() == RawHttp2Connection.DATA) {
					assertThat(frame.stream()).isIn(first, second);
					received[(frame.stream() == first) ? 0 : 1] += frame.length();
				}
			}
			assertTime(start, 6 << 20);
			assertThat(received[0]).as("neither starves").isBetween(1L << 20, 5L << 20);
		}
	}

	@ParameterizedTest
	@EnumSource(Protocol.class)
	void clientThatLeavesInAWaitReleasesTheFileAtOnce(Protocol protocol) throws IOException {
		Map<String, String> crawl = Map.of("zerocopy.static.rate-limit", "1KB", "zerocopy.static.rate-limit-after",
				"100KB", "zerocopy.static.write-timeout", "0s");
		try (StaticServer server = start(protocol, crawl);
				ProtocolClient client = new ProtocolClient(server, protocol)) {
			ProtocolClient.Download download = client.download(RawRequest.get(TARGET));
			assertThat(download.next()).isNotEmpty();
			await().until(() -> active(server) == 1);
			download.close();
			await().atMost(Duration.ofSeconds(10)).until(() -> active(server) == 0);
			Mount mount = server.bean(StaticFiles.class).mounts().get(0);
			mount.files().invalidateAll();
			await().atMost(Duration.ofSeconds(10)).until(() -> mount.files().stats().openFiles() == 0);
			assertThat(ProcessResources.descriptors()).noneMatch((target) -> target.endsWith(TARGET));
		}
	}

	@ParameterizedTest
	@EnumSource(Protocol.class)
	void waitIsNotMistakenForAStalledClient(Protocol protocol) throws IOException {
		Map<String, String> crawl = Map.of("zerocopy.static.rate-limit", "1KB", "zerocopy.static.write-timeout",
				"400ms");
		try (StaticServer server = start(protocol, crawl);
				ProtocolClient client = new ProtocolClient(server, protocol)) {
			RawResponse response = client.exchange(RawRequest.get(TARGET).header("Range", "bytes=7-3078"));
			assertThat(response.body()).isEqualTo(Content.slice(SIZE, 7, 3072));
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "HTTP11", "H2C" })
	void decoratedResponsesAreLimitedToo(Protocol protocol) throws IOException {
		try (StaticServer server = StaticServer.serving(site.root())
			.with(DecoratedDownloadTests.DecoratingFilter.class)
			.protocol(protocol)
			.properties(LIMIT)
			.property("zerocopy.static.write-timeout", "400ms")
			.start(); ProtocolClient client = new ProtocolClient(server, protocol)) {
			long start = System.nanoTime();
			RawResponse response = client.exchange(RawRequest.get(TARGET));
			assertTime(start, SIZE);
			assertThat(response.sha256()).isEqualTo(Content.sha256(Content.of(SIZE, SIZE)));
		}
	}

	@Test
	void smallFilesAreNotHeldInMemory() throws IOException {
		try (StaticServer server = start(Protocol.HTTP11, LIMIT)) {
			assertThat(server.exchange(RawRequest.get("/hello.txt")).text()).isEqualTo(TestSite.HELLO);
			assertThat(server.bean(StaticFiles.class).mounts().get(0).files().stats().memoryFiles()).isZero();
		}
	}

	private static StaticServer start(Protocol protocol, Map<String, String> properties) {
		return StaticServer.serving(site.root())
			.protocol(protocol)
			.properties(properties)
			.property("logging.level.root", "off")
			.start();
	}

	private static void assertTime(long start, long bytes) {
		double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
		double least = (bytes - BURST) / (double) SPEED;
		assertThat(seconds).isGreaterThanOrEqualTo(least).isLessThan(least * 3 + 5);
	}

	private static double active(StaticServer server) {
		return server.bean(MeterRegistry.class).get("zerocopy.static.transfers.active").gauge().value();
	}

}
