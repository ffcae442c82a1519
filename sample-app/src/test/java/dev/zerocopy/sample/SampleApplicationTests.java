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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SampleApplication} as it is started without arguments, apart from the
 * places it uses.
 */
@Tag("slow")
class SampleApplicationTests {

	@TempDir
	private static Path directory;

	private static ConfigurableApplicationContext context;

	private final HttpClient client = HttpClient.newHttpClient();

	@BeforeAll
	static void start() {
		context = SpringApplication.run(SampleApplication.class, "--server.port=0", "--server.address=127.0.0.1",
				"--sample.site.directory=" + directory.resolve("site"), "--sample.site.download-size=1MB");
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			/actuator/health,     "status":"UP"
			/actuator/info,       "java"
			/actuator/metrics,    jvm.memory.used
			/actuator/prometheus, zerocopy_static_data_sent_bytes_total
			/actuator/zerocopy,   "capabilities"
			""", quoteCharacter = '\'')
	void managementEndpointsAreExposed(String path, String content) throws Exception {
		HttpResponse<String> response = get(path);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains(content);
	}

	@Test
	void exampleSiteIsServed() throws Exception {
		HttpResponse<String> page = get("/");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
		assertThat(page.headers().firstValue("ETag")).isPresent();
	}

	@Test
	void videoCanBeSought() throws Exception {
		HttpResponse<String> part = get("/video.mp4", "Range", "bytes=1000-1999");
		assertThat(part.statusCode()).isEqualTo(206);
		assertThat(part.headers().firstValue("Content-Type")).hasValue("video/mp4");
		assertThat(part.headers().firstValue("Content-Range"))
			.hasValueSatisfying((range) -> assertThat(range).startsWith("bytes 1000-1999/"));
	}

	@Test
	void largeDownloadIsServed() throws Exception {
		assertThat(get("/download/large.bin").headers().firstValueAsLong("Content-Length")).hasValue(1024 * 1024);
	}

	private HttpResponse<String> get(String path, String... headers) throws Exception {
		int port = ((WebServerApplicationContext) context).getWebServer().getPort();
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.timeout(Duration.ofSeconds(20));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

}
