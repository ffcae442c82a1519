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

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.zerocopy.file.FileCacheStats;
import dev.zerocopy.mount.Mount;
import dev.zerocopy.mount.StaticFiles;
import dev.zerocopy.starter.fixture.Content;
import dev.zerocopy.starter.fixture.Engine;
import dev.zerocopy.starter.fixture.Protocol;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is particular to Spring MVC; the rest is in the tests that run for every engine.
 */
@ExtendWith(OutputCaptureExtension.class)
class ServletTests {

	private static final String LARGE = "/size-5242880.bin";

	private static TestSite site;

	@BeforeAll
	static void create() throws IOException {
		site = TestSite.create();
	}

	@AfterAll
	static void delete() throws IOException {
		site.close();
	}

	@Test
	void controllersComeBeforeFilesAndMissesFallThrough() throws IOException {
		try (StaticServer server = server().with(Controller.class).start()) {
			assertThat(server.exchange(RawRequest.get("/hello.txt")).text()).isEqualTo("controller");
			assertThat(server.exchange(RawRequest.get("/data.json")).text()).isEqualTo("{\"a\":1}\n");
			assertThat(server.exchange(RawRequest.get("/nowhere")).status()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders", "/orders/42" })
	void navigationIsAnsweredWithTheFallback(String target) throws IOException {
		try (StaticServer server = server().property("zerocopy.static.fallback", "/index.html").start()) {
			RawRequest navigation = RawRequest.get(target).header("Sec-Fetch-Mode", "navigate");
			assertThat(server.exchange(navigation).text()).isEqualTo(TestSite.HOME);
			assertThat(server.exchange(navigation.method("POST")).status()).isIn(404, 405);
			assertThat(server.exchange(RawRequest.get("/missing.js")).status()).isEqualTo(404);
		}
	}

	@Test
	void springSecurityProtectsFiles() throws IOException {
		try (StaticServer server = server().withSpringSecurity().start()) {
			RawResponse response = server.exchange(RawRequest.get("/hello.txt"));
			assertThat(response.status()).isIn(302, 401);
			assertThat(response.text()).doesNotContain(TestSite.HELLO);
		}
	}

	@Test
	void redirectContainsTheContextPath() throws IOException {
		try (StaticServer server = server().property("server.servlet.context-path", "/app").start()) {
			assertThat(server.exchange(RawRequest.get("/app/docs?a=b")).header("Location")).isEqualTo("/app/docs/?a=b");
			assertThat(server.exchange(RawRequest.get("/app/hello.txt")).text()).isEqualTo(TestSite.HELLO);
			assertThat(server.exchange(RawRequest.get("/hello.txt")).status()).isEqualTo(404);
		}
	}

	@Test
	void compressionLeavesFilesAlone() throws IOException {
		try (StaticServer server = server().property("server.compression.enabled", "true")
			.property("server.compression.min-response-size", "0")
			.start()) {
			RawResponse response = server
				.exchange(RawRequest.get("/style.css").header("Accept-Encoding", "deflate, gzip"));
			assertThat(response.text()).isEqualTo("gzip of a style sheet");
			RawResponse range = server.exchange(
					RawRequest.get("/digits.txt").header("Accept-Encoding", "gzip").header("Range", "bytes=10-14"));
			assertThat(range.status()).isEqualTo(206);
			assertThat(range.text()).isEqualTo("01234");
		}
	}

	@Test
	void filesAreServedOverTls() throws IOException {
		try (StaticServer server = server().protocol(Protocol.HTTP11_TLS).start()) {
			assertThat(server.exchange(RawRequest.get(LARGE)).sha256())
				.isEqualTo(Content.sha256(Content.of(5242880, 5242880)));
		}
	}

	@Test
	void metersTellHowBytesTravelled() throws IOException {
		try (StaticServer server = server().start()) {
			server.exchange(RawRequest.get("/hello.txt"));
			server.exchange(RawRequest.get(LARGE));
			await().untilAsserted(() -> {
				assertThat(sent(server, "memory").count()).isEqualTo(TestSite.HELLO.length());
				assertThat(sent(server, "sendfile").count()).isEqualTo(5242880);
			});
		}
	}

	@Test
	void abortedDownloadGivesTheFileBack() throws IOException {
		try (StaticServer server = server().property("zerocopy.static.open-files.expire-after-access", "100ms")
			.start()) {
			for (int i = 0; i < 20; i++) {
				try (RawHttpConnection connection = server.connect(4096)) {
					connection.send(RawRequest.get("/huge.bin"));
					assertThat(connection.receiveHead().status()).isEqualTo(200);
					connection.reset();
				}
			}
			Mount mount = server.bean(StaticFiles.class).mounts().get(0);
			await().atMost(Duration.ofSeconds(20)).until(() -> mount.stats().active() == 0);
			await().atMost(Duration.ofSeconds(20)).until(() -> {
				FileCacheStats stats = mount.files().stats();
				mount.files().invalidateAll();
				return stats.openFiles() == 0;
			});
		}
	}

	@Test
	void startIsAnnounced(CapturedOutput output) throws IOException {
		try (StaticServer server = server().property("logging.level.dev.zerocopy", "info").start()) {
			assertThat(server.port()).isPositive();
			assertThat(output)
				.contains("Serving " + site.root() + " at / (mount 'default', engine servlet, sendfile available)");
		}
	}

	private static StaticServer.Builder server() {
		return StaticServer.serving(site.root()).engine(Engine.SERVLET);
	}

	private static FunctionCounter sent(StaticServer server, String transfer) {
		return server.bean(MeterRegistry.class)
			.find("zerocopy.static.data.sent")
			.tag("transfer", transfer)
			.functionCounter();
	}

	@RestController
	static class Controller {

		@GetMapping("/hello.txt")
		String hello() {
			return "controller";
		}

	}

}
