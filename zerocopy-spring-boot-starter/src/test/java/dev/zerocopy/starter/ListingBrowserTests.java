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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

import dev.zerocopy.starter.fixture.Browser;
import dev.zerocopy.starter.fixture.StaticServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page that shows a directory, in a browser. Leaves pictures of it in
 * {@code target/screenshots}.
 */
@Tag("slow")
class ListingBrowserTests {

	private static final List<String> HOSTILE_NAMES = List.of("<img src=x onerror=alert(1)>", "<script>alert(1)",
			"\"onclick=alert(1) x=\"", "'><b>", "javascript:alert(1)", "a&lt;b", "\u202egnp.exe",
			"no-break-".repeat(25));

	@TempDir
	private static Path root;

	private static StaticServer server;

	@TempDir
	private Path profile;

	private Browser browser;

	@BeforeAll
	static void start() throws IOException {
		for (String name : HOSTILE_NAMES) {
			write("hostile/" + name, 1, "2024-05-01T12:34:56Z");
		}
		Map<String, Long> album = new TreeMap<>(Map.of("Cover.png", 482_113L, "liner notes.pdf", 1_204_224L,
				"01 Overture.flac", 31_457_280L, "02 Andante.flac", 28_114_909L, "10 Finale.flac", 40_265_318L,
				"making-of.mp4", 734_003_200L, "tracklist.txt", 912L, "metadata.json", 2_048L, "sources.tar.gz",
				9_437_184L, "checksums", 384L));
		int hour = 0;
		for (Map.Entry<String, Long> file : album.entrySet()) {
			write("Concert 2026/" + file.getKey(), file.getValue(),
					"2026-0" + (1 + hour % 9) + "-1" + hour % 9 + "T0" + hour++ % 10 + ":17:00Z");
		}
		for (String name : new String[] { "Live takes", "photos" }) {
			Path directory = Files.createDirectories(root.resolve("Concert 2026/" + name));
			Files.setLastModifiedTime(directory, FileTime.from(Instant.parse("2026-08-30T18:04:00Z")));
		}
		server = StaticServer.serving(root).property("zerocopy.static.listing", "html").start();
	}

	private static void write(String name, long size, String modified) throws IOException {
		Path file = root.resolve(name);
		Files.createDirectories(file.getParent());
		try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
			sparse.setLength(size);
		}
		Files.setLastModifiedTime(file, FileTime.from(Instant.parse(modified)));
	}

	@AfterAll
	static void stop() {
		server.close();
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
	void headersSort() throws IOException {
		this.browser.open("/Concert%202026/");
		this.browser.screenshot("listing-desktop.png");
		assertThat(names()).startsWith("Live takes", "photos", "01 Overture.flac", "02 Andante.flac", "10 Finale.flac",
				"checksums", "Cover.png");
		click("Size");
		assertThat(names()).startsWith("photos", "Live takes", "making-of.mp4", "10 Finale.flac");
		assertThat(this.browser.find("[aria-sort]").getText()).startsWith("Size");
		assertThat(this.browser.find("[aria-sort]").getDomAttribute("aria-sort")).isEqualTo("descending");
		click("Size");
		assertThat(names()).startsWith("Live takes", "photos", "checksums", "tracklist.txt");
		click("Modified");
		assertThat(this.browser.find("[aria-sort]").getText()).startsWith("Modified");
		click("Name");
		assertThat(names()).startsWith("Live takes", "photos", "01 Overture.flac");
		assertThat(this.browser.driver().getCurrentUrl()).endsWith("/Concert%202026/");
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void styleIsAllowedByThePolicy() {
		this.browser.open("/Concert%202026/");
		assertThat(this.browser.find("thead th").getCssValue("position")).isEqualTo("sticky");
		assertThat(this.browser.script("return document.querySelector('tbody svg').getBoundingClientRect().width"))
			.isEqualTo(20L);
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void hostileNamesAreTextAndRunNothing() {
		this.browser.open("/hostile/");
		assertThat(this.browser.driver().findElements(By.cssSelector("img, script, b, [onclick], [onerror]")))
			.isEmpty();
		assertThat(names()).containsExactlyInAnyOrderElementsOf(HOSTILE_NAMES);
		assertThat(this.browser.complaints()).isEmpty();
		for (int i = 0; i < HOSTILE_NAMES.size(); i++) {
			this.browser.open("/hostile/");
			String reference = (String) this.browser
				.script("return document.querySelectorAll('tbody th bdi')[" + i + "].closest('a').href");
			assertThat(reference).startsWith("http://127.0.0.1:" + server.port() + "/hostile/");
		}
	}

	@Test
	void phoneNeedsNoScrollingSideways() throws IOException {
		this.browser.phone().open("/Concert%202026/");
		this.browser.screenshot("listing-phone.png");
		assertNoOverflow();
		this.browser.open("/hostile/");
		this.browser.screenshot("listing-hostile-phone.png");
		assertNoOverflow();
	}

	@Test
	void darkModeIsDarkAndLegible() throws IOException {
		this.browser.open("/Concert%202026/");
		long light = brightness("body", "background-color");
		this.browser.dark().open("/Concert%202026/");
		this.browser.screenshot("listing-dark.png");
		assertThat(light).isGreaterThan(600);
		assertThat(brightness("body", "background-color")).isLessThan(150);
		assertThat(brightness("tbody bdi", "color")).isGreaterThan(600);
	}

	@Test
	void keyboardReachesTheListAtOnce() {
		this.browser.open("/Concert%202026/");
		this.browser.find("body").sendKeys(Keys.TAB);
		assertThat(this.browser.driver().switchTo().activeElement().getText()).isEqualTo("Skip to the list");
		this.browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
		assertThat(this.browser.script("return document.activeElement.id")).isEqualTo("list");
	}

	@Test
	void breadcrumbsLeadUpAndFoldersDown() {
		this.browser.open("/Concert%202026/photos/?sort=size&order=desc");
		assertThat(this.browser.find("tbody").getText()).contains("This folder is empty.");
		this.browser.driver().findElement(By.linkText("Concert 2026")).click();
		assertThat(this.browser.driver().getCurrentUrl()).endsWith("/Concert%202026/?sort=size&order=desc");
		this.browser.driver().findElement(By.linkText("Home")).click();
		assertThat(names()).contains("Concert 2026", "hostile");
	}

	private void click(String header) {
		this.browser.driver().findElement(By.xpath("//thead//a[starts-with(., '" + header + "')]")).click();
	}

	private List<String> names() {
		return this.browser.texts("tbody th bdi");
	}

	private void assertNoOverflow() {
		assertThat(this.browser.script("return document.documentElement.clientWidth")).isEqualTo(390L);
		assertThat(this.browser.script("return document.documentElement.scrollWidth")).isEqualTo(390L);
	}

	private long brightness(String css, String property) {
		return (Long) this.browser.script("return getComputedStyle(document.querySelector('" + css
				+ "')).getPropertyValue('" + property + "').match(/\\d+/g).slice(0, 3).reduce((a, b) => a + +b, 0)");
	}

}
