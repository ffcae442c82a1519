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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for downloads that curl, in a container, resumes after it was killed.
 */
@ContainerTest
class ResumedDownloadTests {

	private static final int SIZE = 64 * 1024 * 1024;

	private static final Duration EXIT = Duration.ofSeconds(60);

	@TempDir
	private Path temporary;

	private Site site;

	private Path output;

	private Path downloaded;

	private SampleContainer app;

	@BeforeEach
	void start() throws Exception {
		this.site = new Site(this.temporary);
		this.output = Site.createDirectory(this.temporary.resolve("output"));
		this.downloaded = this.output.resolve("large.bin");
		this.app = new SampleContainer(this.site.directory());
		this.app.start();
	}

	@AfterEach
	void stop() {
		if (this.app != null) {
			this.app.stop();
		}
	}

	@Test
	void resumedDownloadHasTheSameDigestAndFetchesOnlyTheRest() throws Exception {
		byte[] content = this.site.write("large.bin", SIZE);
		long before = interruptDownload();
		try (HostContainer curl = curl("--continue-at", "-", "--write-out", "%{http_code} %{size_download}")) {
			curl.start();
			assertThat(curl.awaitExit(EXIT)).isZero();
			assertThat(curl.getLogs()).isEqualTo("206 " + (SIZE - before));
		}
		assertThat(sha256(Files.readAllBytes(this.downloaded))).isEqualTo(sha256(content));
	}

	@Test
	void downloadInterruptedSeveralTimesHasTheSameDigest() throws Exception {
		byte[] content = this.site.write("large.bin", SIZE);
		long before = interruptDownload();
		for (int interruption = 0; interruption < 2; interruption++) {
			long after = interruptDownload();
			assertThat(after).isGreaterThan(before);
			before = after;
		}
		try (HostContainer curl = curl("--continue-at", "-")) {
			curl.start();
			assertThat(curl.awaitExit(EXIT)).isZero();
		}
		assertThat(sha256(Files.readAllBytes(this.downloaded))).isEqualTo(sha256(content));
	}

	@Test
	void fileThatWasReplacedMeanwhileIsNotContinued() throws Exception {
		this.site.write("large.bin", SIZE);
		long before = interruptDownload();
		String validator = this.app.get("/large.bin").headers().firstValue("ETag").orElseThrow();
		Path replacement = this.site.directory().resolve("replacement");
		this.site.write("replacement", SIZE + 1);
		Files.move(replacement, this.site.directory().resolve("large.bin"), StandardCopyOption.ATOMIC_MOVE);
		try (HostContainer curl = curl("--continue-at", "-", "--header", "If-Range: " + validator)) {
			curl.start();
			// CURLE_RANGE_ERROR: the answer was the whole new file
			assertThat(curl.awaitExit(EXIT)).isEqualTo(33);
		}
		assertThat(this.downloaded).hasSize(before);
	}

	// continues what is there, and is killed after some more has arrived
	private long interruptDownload() throws IOException {
		long before = Files.exists(this.downloaded) ? Files.size(this.downloaded) : 0;
		try (HostContainer curl = curl("--limit-rate", "4M", "--continue-at", "-")) {
			curl.start();
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.pollInterval(Duration.ofMillis(50))
				.until(() -> Files.exists(this.downloaded) && Files.size(this.downloaded) > before + 2 * 1024 * 1024);
			curl.kill("SIGKILL");
			assertThat(curl.awaitExit(EXIT)).isEqualTo(137);
		}
		long size = Files.size(this.downloaded);
		assertThat(size).isLessThan(SIZE);
		return size;
	}

	private HostContainer curl(String... options) {
		String[] common = { "--silent", "--show-error", "--max-time", "60", "--output", "/output/large.bin",
				this.app.uri("/large.bin").toString() };
		String[] arguments = Arrays.copyOf(options, options.length + common.length);
		System.arraycopy(common, 0, arguments, options.length, common.length);
		return Peers.curl(this.output, arguments);
	}

	private static String sha256(byte[] content) throws Exception {
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
	}

}
