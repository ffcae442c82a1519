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
import java.util.Locale;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.zerocopy.starter.fixture.Engine;
import dev.zerocopy.starter.fixture.Protocol;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Meters, endpoint, health and log of a server that has answered requests.
 */
@ExtendWith(OutputCaptureExtension.class)
class ObservabilityTests {

	private static final String LARGE = "/size-5242880.bin";

	private TestSite site;

	@BeforeEach
	void create() throws IOException {
		this.site = TestSite.create();
	}

	@AfterEach
	void delete() throws IOException {
		this.site.close();
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "SERVLET")
	void metersTellHowBytesTravelled(Engine engine) throws IOException {
		try (StaticServer server = start(engine, Protocol.HTTP11)) {
			server.exchange(RawRequest.get("/hello.txt"));
			server.exchange(RawRequest.get(LARGE));
			server.exchange(RawRequest.get(LARGE).header("Range", "bytes=0-99999"));
			server.exchange(RawRequest.get(LARGE).header("Range", "bytes=99999999-"));
			server.exchange(RawRequest.head(LARGE));
			assertCount(server, "zerocopy.static.data.sent", "transfer", "memory", TestSite.HELLO.length());
			assertCount(server, "zerocopy.static.data.sent", "transfer", "sendfile", 5242880 + 100_000);
			assertCount(server, "zerocopy.static.data.sent", "transfer", "chunked", 0);
			assertTimed(server, 200, "memory", 1);
			assertTimed(server, 200, "sendfile", 1);
			assertTimed(server, 206, "sendfile", 1);
			assertTimed(server, 416, "none", 1);
			assertTimed(server, 200, "none", 1);
			await().until(() -> search(server, "zerocopy.static.transfers.active").gauge().value() == 0);
			assertThat(search(server, "zerocopy.static.open.files").gauge().value()).isEqualTo(1);
			assertThat(search(server, "zerocopy.static.cache.gets").tag("result", "hit").functionCounter().count())
				.isPositive();
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "SERVLET")
	void metersTellWhyBytesWereCopied(Engine engine) throws IOException {
		try (StaticServer server = start(engine, Protocol.HTTP11_TLS)) {
			server.exchange(RawRequest.get(LARGE));
			assertCount(server, "zerocopy.static.fallbacks", "reason", "tls", 1);
			assertCount(server, "zerocopy.static.data.sent", "transfer", "chunked", 5242880);
		}
	}

	@Test
	void servletContainerIsToldApart(CapturedOutput output) throws IOException {
		try (StaticServer server = start(Engine.SERVLET, Protocol.HTTP11)) {
			server.exchange(RawRequest.get(LARGE));
			assertCount(server, "zerocopy.static.data.sent", "transfer", "sendfile", 5242880);
			assertThat(output).contains("engine servlet, sendfile available");
		}
	}

	@Test
	void requestsAreObservedByMountNotByPath() throws IOException {
		try (StaticServer server = start(Protocol.HTTP11)) {
			server.exchange(RawRequest.get("/hello.txt"));
			server.exchange(RawRequest.get("/docs/"));
			await().untilAsserted(() -> assertThat(
					search(server, "http.server.requests").tag("uri", "/**").tag("status", "200").timer().count())
				.isEqualTo(2));
			assertThat(server.bean(MeterRegistry.class).find("http.server.requests").tag("uri", "/hello.txt").timer())
				.isNull();
		}
	}

	@ParameterizedTest
	@EnumSource(Engine.class)
	void endpointDescribesAndInvalidates(Engine engine) throws IOException {
		try (StaticServer server = start(engine, Protocol.HTTP11)) {
			server.exchange(RawRequest.get("/hello.txt"));
			String description = server.exchange(RawRequest.get("/actuator/zerocopy")).text();
			assertThat(description).contains("\"transport\":\"")
				.contains("\"sendfile\":{\"available\":")
				.contains("\"root\":\"******\"", "\"engine\":\"" + engine.name().toLowerCase(Locale.ROOT) + "\"")
				.contains("\"memory\":" + TestSite.HELLO.length())
				.doesNotContain(this.site.root().toString());
			RawResponse invalidated = server.exchange(RawRequest.of("DELETE", "/actuator/zerocopy"));
			assertThat(invalidated.status()).isEqualTo(200);
			assertThat(server.exchange(RawRequest.of("DELETE", "/actuator/zerocopy/default")).status()).isEqualTo(200);
			assertThat(server.exchange(RawRequest.of("DELETE", "/actuator/zerocopy/other")).status()).isEqualTo(404);
			assertThat(invalidated.text()).matches("\\{\"default\":[1-9][0-9]*}");
			assertThat(server.exchange(RawRequest.get("/hello.txt")).text()).isEqualTo(TestSite.HELLO);
		}
	}

	@Test
	void healthNamesTheMounts() throws IOException {
		try (StaticServer server = start(Protocol.HTTP11)) {
			assertThat(server.exchange(RawRequest.get("/actuator/health/zerocopy")).text())
				.contains("\"mounts\":{\"default\":{\"status\":\"UP\"}}");
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "SERVLET")
	void startIsAnnouncedInOneLine(Engine engine, CapturedOutput output) throws IOException {
		try (StaticServer server = StaticServer.serving(this.site.root())
			.engine(engine)
			.property("logging.level.dev.zerocopy", "info")
			.start()) {
			assertThat(server.port()).isPositive();
			assertThat(output.getOut().lines().filter((line) -> line.contains("Serving " + this.site.root())))
				.singleElement()
				.asString()
				.contains(" at / ", "engine " + engine.name().toLowerCase(Locale.ROOT), "transport ",
						"sendfile available");
		}
	}

	@Test
	void startOverTlsSaysWhySendfileIsNotAvailable(CapturedOutput output) throws IOException {
		try (StaticServer server = StaticServer.serving(this.site.root())
			.protocol(Protocol.HTTP11_TLS)
			.property("logging.level.dev.zerocopy", "info")
			.start()) {
			assertThat(server.port()).isPositive();
			assertThat(output).contains("sendfile unavailable (server.ssl");
		}
	}

	private StaticServer start(Protocol protocol) throws IOException {
		return start(Engine.WEBFLUX, protocol);
	}

	private StaticServer start(Engine engine, Protocol protocol) throws IOException {
		return StaticServer.serving(this.site.root())
			.engine(engine)
			.protocol(protocol)
			.property("management.endpoints.web.exposure.include", "*")
			.property("management.endpoint.health.show-details", "always")
			.property("logging.level.dev.zerocopy", "info")
			.start();
	}

	private static void assertCount(StaticServer server, String meter, String tag, String value, long expected) {
		await().atMost(Duration.ofSeconds(5))
			.untilAsserted(() -> assertThat(search(server, meter).tag(tag, value).functionCounter().count())
				.isEqualTo(expected));
	}

	private static void assertTimed(StaticServer server, int status, String transfer, long expected) {
		await().atMost(Duration.ofSeconds(5))
			.untilAsserted(() -> assertThat(search(server, "zerocopy.static.requests")
				.tags("status", String.valueOf(status), "transfer", transfer)
				.functionTimer()
				.count()).isEqualTo(expected));
	}

	private static Search search(StaticServer server, String meter) {
		return server.bean(MeterRegistry.class).find(meter);
	}

}
