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

package dev.zerocopy.sample;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * The console in a headless Chromium.
 */
@Tag("slow")
class ConsoleBrowserTests {

	private static final Path SCREENSHOTS = Path.of("target/screenshots");

	private static final Duration SOON = Duration.ofSeconds(60);

	@TempDir
	private Path directory;

	private ConfigurableApplicationContext context;

	private ChromeDriver driver;

	@BeforeEach
	void start() throws IOException {
		File chromium = executable("chromium");
		File chromedriver = executable("chromedriver");
		int port = freePort();
		this.context = SpringApplication.run(SampleApplication.class, "--spring.profiles.active=demo",
				"--server.port=" + port, "--server.address=127.0.0.1", "--demo.splice.port=" + freePort(),
				"--demo.copy.port=" + freePort(), "--sample.site.directory=" + this.directory.resolve("site"),
				"--sample.site.download-size=64MB");
		ChromeOptions options = new ChromeOptions().setBinary(chromium);
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
				"--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars", "--window-size=1200,1400",
				"--user-data-dir=" + this.directory.resolve("profile"));
		this.driver = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(chromedriver).build(),
				options);
		this.driver.get("http://127.0.0.1:" + port + "/console/index.html");
	}

	@AfterEach
	void stop() {
		if (this.driver != null) {
			this.driver.quit();
		}
		if (this.context != null) {
			this.context.close();
		}
	}

	@Test
	void everyWayIsSentAndDrawn() throws IOException {
		await().atMost(SOON).until(() -> find("#status").getText().startsWith("Transport "));
		List<WebElement> buttons = this.driver.findElements(By.cssSelector(".way button"));
		assertThat(buttons).hasSize(5).allMatch(WebElement::isEnabled);
		for (WebElement button : buttons) {
			button.click();
		}
		await().atMost(SOON)
			.untilAsserted(
					() -> assertThat(texts(".way output")).allMatch((text) -> text.matches("\\d.+ in .+ s, .+/s")));
		await().atMost(SOON).untilAsserted(() -> {
			assertThat(cells("default")).element(4).asString().isNotEqualTo("0 B");
			assertThat(cells("default")).element(5).asString().isNotEqualTo("0 B");
			assertThat(cells("chunked")).element(6).asString().isEqualTo("64.0 MB");
			assertThat(find("#fallbacks").getText()).contains("configured", "the configuration asks for it");
			assertThat(texts("#routes tbody tr")).hasSize(2).allMatch((row) -> row.contains(" up "));
		});
		assertThat(this.driver.executeScript("""
				const chart = Chart.getChart('rates');
				return chart.data.datasets.filter((set) => set.data.some((value) => value > 0)).length;
				""")).isEqualTo(5L);
		screenshot("console-desktop");
	}

	@Test
	void nothingIsWiderThanAPhone() throws IOException {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", 390, "height", 1400, "deviceScaleFactor", 2, "mobile", true));
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
		this.driver.navigate().refresh();
		await().atMost(SOON).until(() -> !texts("#mounts tbody tr").isEmpty());
		assertThat(this.driver.executeScript("return document.documentElement.scrollWidth")).isEqualTo(390L);
		screenshot("console-phone");
	}

	private WebElement find(String css) {
		return this.driver.findElement(By.cssSelector(css));
	}

	private List<String> texts(String css) {
		return this.driver.findElements(By.cssSelector(css)).stream().map(WebElement::getText).toList();
	}

	/** At once: the table is made anew every second. */
	private List<?> cells(String mount) {
		return (List<?>) this.driver.executeScript("""
				return [...document.querySelectorAll('#mounts tbody tr')]
					.map((row) => [...row.cells].map((cell) => cell.textContent))
					.find((cells) => cells[0] === arguments[0]);
				""", mount);
	}

	private void screenshot(String name) throws IOException {
		Files.createDirectories(SCREENSHOTS);
		Files.write(SCREENSHOTS.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
	}

	private static File executable(String name) {
		Path found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.map((directory) -> Path.of(directory, name))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
		assumeThat(found).as(name + " is not installed").isNotNull();
		return found.toFile();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
