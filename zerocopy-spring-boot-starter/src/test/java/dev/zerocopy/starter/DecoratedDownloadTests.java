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

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import dev.zerocopy.starter.fixture.Content;
import dev.zerocopy.starter.fixture.NoLeaks;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Downloads that pass a filter's decoration, by clients that leave or stall.
 */
@NoLeaks
class DecoratedDownloadTests {

	private static final String LARGE = "/" + TestSite.sizeName(TestSite.FIVE_MIB);

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
	void clientsThatLeaveDoNotCloseTheFileUnderOthers() throws IOException {
		try (StaticServer server = start("30s").start()) {
			for (int attempt = 0; attempt < 60; attempt++) {
				try (RawHttpConnection connection = server.connect(1 << 14)) {
					connection.send(RawRequest.get(LARGE)).receiveHead();
					connection.read(1 << 16);
					connection.reset();
				}
				assertThat(server.exchange(RawRequest.get(LARGE).header("Range", "bytes=0-9")).body())
					.isEqualTo(Content.slice(TestSite.FIVE_MIB, 0, 10));
			}
			RawResponse whole = server.exchange(RawRequest.get(LARGE));
			assertThat(whole.sha256()).isEqualTo(Content.sha256(Content.of(TestSite.FIVE_MIB, TestSite.FIVE_MIB)));
		}
	}

	@Test
	@Tag("slow")
	void stalledReaderIsCutOff() throws IOException {
		try (StaticServer server = start("1s").start(); RawHttpConnection connection = server.connect(1 << 12)) {
			connection.send(RawRequest.get("/huge.bin")).receiveHead();
			await().atMost(Duration.ofSeconds(15))
				.until(() -> server.bean(MeterRegistry.class)
					.get("zerocopy.static.transfers.active")
					.gauge()
					.value() == 0);
		}
	}

	@Test
	void stalledReaderHoldsLittleMemory() throws IOException {
		try (StaticServer server = start("30s").start(); RawHttpConnection connection = server.connect(1 << 12)) {
			connection.send(RawRequest.get("/huge.bin")).receiveHead();
			double[] sent = { -1 };
			await().pollInterval(Duration.ofMillis(500)).until(() -> {
				double before = sent[0];
				sent[0] = server.bean(MeterRegistry.class)
					.get("zerocopy.static.data.sent")
					.tag("transfer", "chunked")
					.functionCounter()
					.count();
				return sent[0] > 0 && sent[0] == before;
			});
			// what waits in this process, and what the kernel took
			assertThat(sent[0]).isLessThan(8 << 20);
		}
	}

	@Test
	void compressionOfTheServerDoesNotTouchThem() throws IOException {
		site.write("decorated.txt", "compressible ".repeat(10_000));
		try (StaticServer server = start("30s").property("server.compression.enabled", "true")
			.property("server.compression.min-response-size", "1B")
			.start()) {
			RawRequest request = RawRequest.get("/decorated.txt").header("Accept-Encoding", "gzip");
			RawResponse whole = server.exchange(request);
			assertThat(whole.header("Content-Encoding")).isNull();
			assertThat(whole.header("Content-Length")).isEqualTo("130000");
			RawResponse slice = server.exchange(request.header("Range", "bytes=13-25"));
			assertThat(slice.status()).isEqualTo(206);
			assertThat(slice.header("Content-Encoding")).isNull();
			assertThat(slice.text()).isEqualTo("compressible ");
		}
	}

	private static StaticServer.Builder start(String writeTimeout) {
		return StaticServer.serving(site.root())
			.with(DecoratingFilter.class)
			.property("zerocopy.static.write-timeout", writeTimeout)
			.property("logging.level.root", "off");
	}

	/**
	 * Decorates responses and changes nothing.
	 */
	static class DecoratingFilter implements WebFilter {

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			return chain
				.filter(exchange.mutate().response(new ServerHttpResponseDecorator(exchange.getResponse())).build());
		}

	}

}
