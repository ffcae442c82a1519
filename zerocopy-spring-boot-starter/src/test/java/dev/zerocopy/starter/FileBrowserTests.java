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
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.zerocopy.starter.fixture.Browser;
import dev.zerocopy.starter.fixture.Content;
import dev.zerocopy.starter.fixture.CuttingProxy;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a browser does with files: seek, reload, save, resume.
 */
@Tag("slow")
class FileBrowserTests {

	private static final int SAMPLES_PER_SECOND = 44_100;

	private static final int SECONDS = 1200;

	private static final int DOWNLOAD = 16 << 20;

	private static TestSite site;

	private static StaticServer server;

	@TempDir
	private Path profile;

	@TempDir
	private Path downloads;

	private Browser browser;

	@BeforeAll
	static void start() throws IOException {
		site = TestSite.create();
		writeSilence(site.path("silence.wav"));
		site.write("player.html", """
				<!doctype html><title>player</title>
				<video id="player" preload="metadata" src="silence.wav"></video>
				""");
		server = StaticServer.serving(site.root()).property("zerocopy.static.attachment[0]", "/download/**").start();
	}

	/**
	 * Twenty minutes of one channel with 16 bits: 100 MiB, which no browser fetches
	 * ahead.
	 */
	private static void writeSilence(Path file) throws IOException {
		int length = SECONDS * SAMPLES_PER_SECOND * 2;
		ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
		header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + length);
		header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1).putShort((short) 1);
		header.putInt(SAMPLES_PER_SECOND).putInt(SAMPLES_PER_SECOND * 2).putShort((short) 2).putShort((short) 16);
		header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(length);
		try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
			sparse.write(header.array());
			sparse.setLength(44L + length);
		}
		TestSite.settle(file);
	}

	@AfterAll
	static void stop() throws IOException {
		server.close();
		site.close();
	}

	@BeforeEach
	void startBrowser() {
		this.browser = Browser.start(server, this.profile);
	}

	@AfterEach
	void stopBrowser() {
		if (this.browser != null) {
			this.browser.close();
		}
	}

	@Test
	void mediaIsSoughtWithRanges() {
		this.browser.open("/player.html");
		await().atMost(Duration.ofSeconds(20))
			.until(() -> this.browser.script("return document.getElementById('player').readyState >= 1").equals(true));
		assertThat(this.browser.script("return Math.round(document.getElementById('player').duration)"))
			.isEqualTo((long) SECONDS);
		long before = count(206);
		Object position = this.browser.driver().executeAsyncScript("""
				const done = arguments[0];
				const player = document.getElementById('player');
				player.onseeked = () => done(Math.round(player.currentTime));
				player.onerror = () => done(player.error.message);
				player.currentTime = 1100;
				""");
		assertThat(position).isEqualTo(1100L);
		await().untilAsserted(() -> assertThat(count(206)).isGreaterThan(before));
		assertThat(server.bean(MeterRegistry.class)
			.find("zerocopy.static.data.sent")
			.tag("transfer", "sendfile")
			.functionCounter()
			.count()).isLessThan(SECONDS * SAMPLES_PER_SECOND * 2.0);
	}

	@Test
	void reloadOfAnUnchangedFileSendsNoBody() {
		this.browser.open("/hello.txt");
		assertThat(this.browser.find("body").getText()).isEqualTo(TestSite.HELLO.strip());
		long before = count(304);
		this.browser.driver().navigate().refresh();
		assertThat(this.browser.find("body").getText()).isEqualTo(TestSite.HELLO.strip());
		await().untilAsserted(() -> assertThat(count(304)).isEqualTo(before + 1));
	}

	@Test
	void attachmentIsSavedUnderItsName() throws IOException {
		this.browser.downloadTo(this.downloads);
		this.browser.open("/probe.txt");
		this.browser.script("location.href = '/download/bericht%20h%C3%B6he%20%E2%82%AC.pdf'");
		Path saved = this.downloads.resolve("bericht h\u00f6he \u20ac.pdf");
		await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(saved));
		assertThat(saved).hasSameBinaryContentAs(site.path("download/bericht h\u00f6he \u20ac.pdf"));
		assertThat(this.browser.driver().getCurrentUrl()).endsWith("/probe.txt");
	}

	@Test
	void browserResumesADownloadThatIsCutOff() throws IOException {
		Path file = writeDownload("resumed.bin", 1);
		String tag = tag(file);
		long before = count(206);
		try (CuttingProxy proxy = CuttingProxy.start(server.port(), DOWNLOAD / 3, 2, () -> {
		})) {
			assertThat(Content.sha256(download(proxy, file))).isEqualTo(Content.sha256(file));
			assertThat(proxy.cutsLeft()).isZero();
			assertThat(ranges(proxy)).hasSize(2).allMatch((head) -> head.contains("If-Range: " + tag + "\r\n"));
		}
		assertThat(count(206)).isEqualTo(before + 2);
	}

	@Test
	void browserStartsADownloadAgainIfTheFileWasReplacedMeanwhile() throws IOException {
		Path file = writeDownload("replaced.bin", 1);
		String tag = tag(file);
		Path next = writeDownload("next.bin", 2);
		long before = count(206);
		try (CuttingProxy proxy = CuttingProxy.start(server.port(), DOWNLOAD / 3, 1, () -> move(next, file))) {
			assertThat(Content.sha256(download(proxy, file))).isEqualTo(Content.sha256(file));
			assertThat(proxy.cutsLeft()).isZero();
			assertThat(ranges(proxy)).hasSize(1).allMatch((head) -> head.contains("If-Range: " + tag + "\r\n"));
		}
		assertThat(tag(file)).isNotEqualTo(tag);
		assertThat(count(206)).isEqualTo(before);
	}

	private static Path writeDownload(String name, long seed) throws IOException {
		Path file = site.path("download/" + name);
		Content.write(file, seed, DOWNLOAD);
		TestSite.settle(file);
		return file;
	}

	private static void move(Path from, Path to) {
		try {
			Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String tag(Path file) throws IOException {
		return server.exchange(RawRequest.head("/download/" + file.getFileName())).header("ETag");
	}

	private Path download(CuttingProxy proxy, Path file) {
		this.browser.downloadTo(this.downloads);
		this.browser.open("/probe.txt");
		this.browser
			.script("location.href = 'http://127.0.0.1:%d/download/%s'".formatted(proxy.port(), file.getFileName()));
		Path saved = this.downloads.resolve(file.getFileName());
		await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(saved));
		return saved;
	}

	private static List<String> ranges(CuttingProxy proxy) {
		return proxy.requests().stream().filter((head) -> head.contains("\r\nRange: bytes=")).toList();
	}

	private static long count(int status) {
		return (long) server.bean(MeterRegistry.class)
			.find("zerocopy.static.requests")
			.tag("status", String.valueOf(status))
			.functionTimers()
			.stream()
			.mapToDouble(FunctionTimer::count)
			.sum();
	}

}
