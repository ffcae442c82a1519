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
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import dev.zerocopy.starter.fixture.Content;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Changes between requests are seen although the file is cached and not due for
 * revalidation, for files of the memory tier and larger ones.
 */
@ParameterizedClass
@ValueSource(ints = { 1024, 200_000 })
class ChangeOnDiskTests {

	private static final Duration BOUND = Duration.ofSeconds(1);

	private static final String TARGET = "/docs/changing.bin";

	@Parameter
	int size;

	private TestSite site;

	private Path file;

	private StaticServer server;

	private RawHttpConnection connection;

	@BeforeEach
	void start() throws IOException {
		this.site = TestSite.create();
		this.file = this.site.path("docs/changing.bin");
		Content.write(this.file, 1, this.size);
		TestSite.settle(this.file);
		this.server = StaticServer.serving(this.site.root())
			.property("zerocopy.static.open-files.revalidate-after", "10m")
			.start();
		this.connection = this.server.connect();
		for (int repetition = 0; repetition < 3; repetition++) {
			assertThat(get().body()).isEqualTo(Content.of(1, this.size));
		}
	}

	@AfterEach
	void stop() throws IOException {
		this.connection.close();
		this.server.close();
		this.site.close();
	}

	@Test
	void replacementByRenameIsSeen() throws IOException {
		String etag = get().header("ETag");
		Path replacement = this.site.directory().resolve("replacement");
		Content.write(replacement, 2, this.size + 7);
		Files.move(replacement, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		RawResponse response = awaitContent(2, this.size + 7, Set.of(Content.sha256(Content.of(1, this.size))));
		assertThat(response.header("ETag")).isNotEqualTo(etag);
		assertThat(this.connection.exchange(RawRequest.get(TARGET).header("If-None-Match", etag)).status())
			.isEqualTo(200);
	}

	@Test
	void replacementOfTheSameSizeAndTimeIsSeen() throws IOException {
		Path replacement = this.site.directory().resolve("replacement");
		Content.write(replacement, 2, this.size);
		TestSite.settle(replacement);
		Files.move(replacement, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		awaitContent(2, this.size, Set.of(Content.sha256(Content.of(1, this.size))));
	}

	@Test
	void rewriteInPlaceIsSeen() throws IOException {
		String etag = get().header("ETag");
		Files.write(this.file, Content.of(3, this.size), StandardOpenOption.WRITE);
		RawResponse response = awaitContent(3, this.size, null);
		assertThat(response.header("ETag")).isNotEqualTo(etag);
	}

	@Test
	void growthIsSeen() throws IOException {
		Files.write(this.file, Content.slice(1, this.size, 500), StandardOpenOption.APPEND);
		awaitContent(1, this.size + 500, Set.of(Content.sha256(Content.of(1, this.size))));
	}

	@Test
	void truncationIsSeen() throws IOException {
		try (SeekableByteChannel channel = Files.newByteChannel(this.file, StandardOpenOption.WRITE)) {
			channel.truncate(100);
		}
		await().atMost(BOUND)
			.pollInterval(Duration.ofMillis(10))
			.ignoreExceptionsInstanceOf(IOException.class)
			.untilAsserted(() -> assertThat(this.server.exchange(RawRequest.get(TARGET)).body())
				.isEqualTo(Content.of(1, 100)));
	}

	@Test
	void deletionIsSeen() throws IOException {
		Files.delete(this.file);
		await().atMost(BOUND)
			.pollInterval(Duration.ofMillis(10))
			.untilAsserted(() -> assertThat(get().status()).isEqualTo(404));
	}

	@Test
	void creationIsSeenAfterAMiss() throws IOException {
		RawRequest request = RawRequest.get("/docs/created.txt");
		for (int repetition = 0; repetition < 3; repetition++) {
			assertThat(this.connection.exchange(request).status()).isEqualTo(404);
		}
		this.site.write("docs/created.txt", "here now");
		await().atMost(BOUND)
			.pollInterval(Duration.ofMillis(10))
			.untilAsserted(() -> assertThat(this.connection.exchange(request).text()).isEqualTo("here now"));
	}

	@Test
	void fileInANewDirectoryIsSeenAfterAMiss() throws IOException {
		RawRequest request = RawRequest.get("/docs/new/deep/created.txt");
		assertThat(this.connection.exchange(request).status()).isEqualTo(404);
		this.site.write("docs/new/deep/created.txt", "here now");
		await().atMost(BOUND)
			.pollInterval(Duration.ofMillis(10))
			.untilAsserted(() -> assertThat(this.connection.exchange(request).text()).isEqualTo("here now"));
	}

	@Test
	void newSiblingIsSeen() throws IOException {
		RawRequest request = RawRequest.get("/hello.txt").header("Accept-Encoding", "gzip");
		assertThat(this.connection.exchange(request).header("Content-Encoding")).isNull();
		this.site.write("hello.txt.gz", "gzip of hello");
		await().atMost(BOUND)
			.pollInterval(Duration.ofMillis(10))
			.untilAsserted(() -> assertThat(this.connection.exchange(request).text()).isEqualTo("gzip of hello"));
	}

	@Test
	void fileReplacedByALinkOutOfTheRootIsNotFound() throws IOException {
		Files.delete(this.file);
		Files.createSymbolicLink(this.file, Path.of("../../secret.txt"));
		await().atMost(BOUND).pollInterval(Duration.ofMillis(10)).untilAsserted(() -> {
			RawResponse response = get();
			assertThat(response.text()).doesNotContain(TestSite.SECRET);
			assertThat(response.status()).isEqualTo(404);
		});
	}

	@Test
	void newTimeAloneChangesTheValidators() throws IOException {
		Files.setLastModifiedTime(this.file, FileTime.from(TestSite.MODIFIED.plusSeconds(100)));
		await().atMost(BOUND)
			.pollInterval(Duration.ofMillis(10))
			.untilAsserted(() -> assertThat(get().header("Last-Modified"))
				.isEqualTo(TestSite.httpDate(TestSite.MODIFIED.plusSeconds(100))));
	}

	/**
	 * Wait until the content is seen. What is seen before must be one of the versions
	 * given as a whole.
	 */
	private RawResponse awaitContent(long seed, int length, Set<String> before) {
		String expected = Content.sha256(Content.of(seed, length));
		return await().atMost(BOUND).pollInterval(Duration.ofMillis(5)).until(this::get, (response) -> {
			String actual = response.sha256();
			if (before != null && !actual.equals(expected)) {
				assertThat(before).as("versions seen before").contains(actual);
			}
			return actual.equals(expected);
		});
	}

	private RawResponse get() throws IOException {
		return this.connection.exchange(RawRequest.get(TARGET));
	}

}
