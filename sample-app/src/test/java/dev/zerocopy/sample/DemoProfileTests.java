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

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the sample with the profile {@code demo}, which the console needs for all of
 * its buttons, and for the documents about monitoring, because every meter is there.
 */
@Tag("slow")
class DemoProfileTests {

	private static final Path DOCUMENTS = Path.of("..", "docs", "monitoring");

	private static final int DOWNLOAD = 4 << 20;

	@TempDir
	private static Path directory;

	private static ConfigurableApplicationContext context;

	private static int port;

	private static int splicePort;

	private static int copyPort;

	private final HttpClient client = HttpClient.newHttpClient();

	@BeforeAll
	static void start() throws IOException {
		port = freePort();
		splicePort = freePort();
		copyPort = freePort();
		context = SpringApplication.run(SampleApplication.class, "--spring.profiles.active=demo",
				"--server.port=" + port, "--server.address=127.0.0.1", "--demo.splice.port=" + splicePort,
				"--demo.copy.port=" + copyPort, "--sample.site.directory=" + directory.resolve("site"),
				"--sample.site.download-size=" + DOWNLOAD + "B");
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@ParameterizedTest
	@CsvSource({ "/console/index.html, text/html", "/console/console.js, javascript", "/console/format.js, javascript",
			"/console/rate-chart.js, javascript", "/console/totals.js, javascript", "/console/ways.js, javascript",
			"/console/console.css, text/css", "/webjars/chart.js/dist/chart.umd.js, javascript" })
	void everythingTheConsoleLoadsIsServed(String path, String type) throws Exception {
		HttpResponse<String> response = get(port, path);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type"))
			.hasValueSatisfying((contentType) -> assertThat(contentType).contains(type));
	}

	@Test
	void everyWayOfTheConsoleIsCountedAsSuch() throws Exception {
		for (int round = 0; round < 3; round++) {
			get(port, "/");
		}
		assertThat(get(port, "/download/large.bin").body()).hasSize(DOWNLOAD);
		assertThat(get(port, "/chunked/download/large.bin").body()).hasSize(DOWNLOAD);
		HttpResponse<String> spliced = get(splicePort, "/forwarded/download/large.bin");
		assertThat(spliced.body()).hasSize(DOWNLOAD);
		assertThat(spliced.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
		assertThat(get(copyPort, "/forwarded/download/large.bin").body()).hasSize(DOWNLOAD);
		String report = get(port, "/actuator/zerocopy").body();
		assertThat(bytes(report, "$.mounts.default.bytes.sendfile")).isGreaterThanOrEqualTo(DOWNLOAD);
		assertThat(bytes(report, "$.mounts.default.bytes.memory")).isPositive();
		assertThat(bytes(report, "$.mounts.chunked.bytes.chunked")).isGreaterThanOrEqualTo(DOWNLOAD);
		assertThat(bytes(report, "$.mounts.chunked.fallbacks.configured")).isPositive();
		if (JsonPath.<Boolean>read(report, "$.capabilities.splice.available")) {
			assertThat(bytes(report, "$.routes.splice.bytes.toClient.splice")).isGreaterThanOrEqualTo(DOWNLOAD);
		}
		assertThat(bytes(report, "$.routes.copy.bytes.toClient.copy")).isGreaterThanOrEqualTo(DOWNLOAD);
		assertThat(JsonPath.<String>read(report, "$.routes.splice.listening[0]")).endsWith(":" + splicePort);
	}

	@ParameterizedTest
	@ValueSource(strings = { "grafana-dashboard.json", "prometheus-alerts.yml" })
	void documentsAboutMonitoringNameMetersThatExist(String document) throws Exception {
		get(port, "/");
		MeterNames reported = MeterNames.scraped(get(port, "/actuator/prometheus").body());
		Set<MeterNames.Selector> selectors = MeterNames.selectors(Files.readString(DOCUMENTS.resolve(document)));
		assertThat(selectors).hasSizeGreaterThan(5);
		assertThat(selectors.stream().filter((selector) -> !reported.has(selector)).collect(Collectors.toSet()))
			.as("selectors that match nothing the application reports")
			.isEmpty();
	}

	private static long bytes(String report, String path) {
		return JsonPath.<Number>read(report, path).longValue();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private HttpResponse<String> get(int port, String path) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.timeout(Duration.ofSeconds(30))
			.build();
		return this.client.send(request, BodyHandlers.ofString(java.nio.charset.StandardCharsets.ISO_8859_1));
	}

}
