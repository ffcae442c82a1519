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
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

import dev.zerocopy.starter.fixture.Content;
import dev.zerocopy.starter.fixture.Engine;
import dev.zerocopy.starter.fixture.NoLeaks;
import dev.zerocopy.starter.fixture.ProcessResources;
import dev.zerocopy.starter.fixture.Protocol;
import dev.zerocopy.starter.fixture.ProtocolClient;
import dev.zerocopy.starter.fixture.ProtocolClient.Download;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

/**
 * A file changes while a slow client is still downloading it.
 */
@NoLeaks
@Tag("slow")
@Timeout(120)
@ParameterizedClass
@CsvSource({ "WEBFLUX, HTTP11", "WEBFLUX, HTTP11_TLS", "WEBFLUX, H2C", "WEBFLUX, H2_TLS", "NETTY, HTTP11",
		"NETTY, HTTP11_TLS", "SERVLET, HTTP11" })
class ChangeMidTransferTests {

	/**
	 * More than the sockets buffer on both sides.
	 */
	private static final int SIZE = 48 << 20;

	private static final int READ_FIRST = 200_000;

	private static final RawRequest REQUEST = RawRequest.get("/large.bin");

	@Parameter(0)
	Engine engine;

	@Parameter(1)
	Protocol protocol;

	private TestSite site;

	private Path file;

	private StaticServer server;

	private ProtocolClient client;

	@BeforeEach
	void start() throws IOException {
		this.site = TestSite.create();
		this.file = this.site.path("large.bin");
		Content.write(this.file, 1, SIZE);
		TestSite.settle(this.file);
		this.server = StaticServer.serving(this.site.root())
			.engine(this.engine)
			.protocol(this.protocol)
			.property("logging.level.root", "off")
			.start();
		this.client = new ProtocolClient(this.server, this.protocol);
	}

	@AfterEach
	void stop() throws IOException {
		this.client.close();
		this.server.close();
		this.site.close();
	}

	@Test
	void replacedFileFinishesWithTheOldBytes() throws IOException {
		Path replacement = this.site.directory().resolve("replacement");
		Content.write(replacement, 2, SIZE + 1);
		try (Download download = this.client.download(REQUEST)) {
			long position = readAndCheck(download, 0, READ_FIRST);
			Files.move(replacement, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			assertThat(readAndCheck(download, position, Long.MAX_VALUE)).isEqualTo(SIZE);
		}
		assertThatDeletedFilesAreClosed();
		assertThat(this.client.exchange(REQUEST.method("HEAD")).header("Content-Length"))
			.isEqualTo(String.valueOf(SIZE + 1));
	}

	@Test
	void deletedFileFinishes() throws IOException {
		try (Download download = this.client.download(REQUEST)) {
			long position = readAndCheck(download, 0, READ_FIRST);
			Files.delete(this.file);
			assertThat(readAndCheck(download, position, Long.MAX_VALUE)).isEqualTo(SIZE);
		}
		assertThatDeletedFilesAreClosed();
	}

	@Test
	void grownFileFinishesAtTheOldLength() throws IOException {
		try (Download download = this.client.download(REQUEST)) {
			long position = readAndCheck(download, 0, READ_FIRST);
			Files.write(this.file, new byte[100_000], StandardOpenOption.APPEND);
			assertThat(readAndCheck(download, position, Long.MAX_VALUE)).isEqualTo(SIZE);
		}
		assertThat(this.client.exchange(RawRequest.get("/probe.txt")).text()).isEqualTo(TestSite.PROBE);
	}

	@Test
	void truncatedFileEndsTheResponseWithAnError() throws IOException {
		long start;
		try (Download download = this.client.download(REQUEST)) {
			long position = readAndCheck(download, 0, READ_FIRST);
			truncate(1 << 20);
			start = System.nanoTime();
			assertThatIOException().isThrownBy(() -> readToTheEnd(download, position));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
			assertThatProcessorIsIdle();
		}
		assertThat(this.client.exchange(RawRequest.get("/probe.txt")).text()).isEqualTo(TestSite.PROBE);
		assertThat(this.client.exchange(REQUEST).body()).isEqualTo(Content.of(1, 1 << 20));
	}

	@Test
	void fileTruncatedToNothingForAClientThatLeftIsGivenUp() throws IOException {
		try (Download download = this.client.download(REQUEST)) {
			readAndCheck(download, 0, READ_FIRST);
			truncate(0);
		}
		assertThatProcessorIsIdle();
		assertThat(this.client.exchange(RawRequest.get("/probe.txt")).text()).isEqualTo(TestSite.PROBE);
		Files.delete(this.file);
		assertThatDeletedFilesAreClosed();
	}

	private void truncate(long size) throws IOException {
		try (SeekableByteChannel channel = Files.newByteChannel(this.file, StandardOpenOption.WRITE)) {
			channel.truncate(size);
		}
	}

	private static void readToTheEnd(Download download, long position) throws IOException {
		long read = position;
		for (byte[] bytes; (bytes = download.next()) != null;) {
			read += bytes.length;
		}
		assertThat(read).as("bytes of a response that ended regularly").isEqualTo(-1);
	}

	private static long readAndCheck(Download download, long from, long atLeast) throws IOException {
		long position = from;
		for (byte[] bytes; position - from < atLeast && (bytes = download.next()) != null;) {
			byte[] expected = Content.slice(1, position, bytes.length);
			assertThat(Arrays.equals(bytes, expected)).as("bytes at %d", position).isTrue();
			position += bytes.length;
		}
		return position;
	}

	private static void assertThatProcessorIsIdle() {
		await().atMost(Duration.ofSeconds(20)).pollDelay(Duration.ZERO).untilAsserted(() -> {
			Map<String, Double> shares = ProcessResources.processorShares(Duration.ofSeconds(1));
			assertThat(shares.values()).as("%s", shares).allMatch((share) -> share < 0.5);
		});
	}

	private void assertThatDeletedFilesAreClosed() {
		String root = this.site.directory().toString();
		await().atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(ProcessResources.descriptors())
				.noneMatch((target) -> target.startsWith(root) && target.endsWith(" (deleted)")));
	}

}
