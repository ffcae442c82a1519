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
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import dev.zerocopy.starter.fixture.Content;
import dev.zerocopy.starter.fixture.NoLeaks;
import dev.zerocopy.starter.fixture.Protocol;
import dev.zerocopy.starter.fixture.ProtocolClient;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Responses between which and the network something else stands: a filter that rewrites
 * them, or compression by the server.
 */
@NoLeaks
class DecoratedResponseTests {

	private static final byte MASK = 0x5a;

	private static TestSite site;

	@BeforeAll
	static void create() throws IOException {
		site = TestSite.create();
	}

	@AfterAll
	static void delete() throws IOException {
		site.close();
	}

	@ParameterizedTest
	@EnumSource
	void filterThatRewritesTheBodySeesEveryByte(Protocol protocol) throws IOException {
		try (StaticServer server = StaticServer.serving(site.root())
			.protocol(protocol)
			.with(MaskingFilter.class)
			.start(); ProtocolClient client = new ProtocolClient(server, protocol)) {
			for (int size : new int[] { 1024, 70 << 10, TestSite.FIVE_MIB }) {
				RawResponse response = client.exchange(RawRequest.get("/" + TestSite.sizeName(size)));
				assertThat(response.status()).isEqualTo(200);
				assertThat(response.sha256()).isEqualTo(Content.sha256(masked(Content.of(size, size))));
			}
			RawRequest range = RawRequest.get("/" + TestSite.sizeName(70 << 10)).header("Range", "bytes=1000-1999");
			assertThat(client.exchange(range).body()).isEqualTo(masked(Content.slice(70 << 10, 1000, 1000)));
			assertThat(client.exchange(RawRequest.head("/hello.txt")).header("Content-Length")).isEqualTo("18");
			assertThat(server.bean(MaskingFilter.class).seen.get())
				.isEqualTo(1024 + (70 << 10) + TestSite.FIVE_MIB + 1000);
		}
	}

	@Test
	void framingIsExactBehindAFilterThatRewritesTheBody() throws IOException {
		try (StaticServer server = StaticServer.serving(site.root()).with(MaskingFilter.class).start();
				RawHttpConnection connection = server.connect()) {
			RawRequest request = RawRequest.get("/size-71680.bin");
			String etag = connection.exchange(request).header("ETag");
			assertThat(connection.exchange(request.header("If-None-Match", etag)).status()).isEqualTo(304);
			assertThat(connection.exchange(request.header("Range", "bytes=99999-")).status()).isEqualTo(416);
			assertThat(connection.exchange(request.header("Range", "bytes=0-0,60000-60000")).status()).isEqualTo(206);
			assertThat(connection.exchange(request.method("HEAD")).status()).isEqualTo(200);
			assertThat(connection.exchange(RawRequest.get("/probe.txt")).body())
				.isEqualTo(masked(TestSite.PROBE.getBytes()));
		}
	}

	@ParameterizedTest
	@EnumSource
	void compressionOfTheServerDoesNotTouchFiles(Protocol protocol) throws IOException {
		site.write("long.txt", "compressible ".repeat(10_000));
		try (StaticServer server = StaticServer.serving(site.root())
			.protocol(protocol)
			.with(TextRoute.class)
			.property("server.compression.enabled", "true")
			.property("server.compression.min-response-size", "1B")
			.start(); ProtocolClient client = new ProtocolClient(server, protocol)) {
			RawResponse plain = client.exchange(RawRequest.get("/long.txt"));
			RawRequest request = RawRequest.get("/long.txt").header("Accept-Encoding", "gzip");
			RawResponse response = client.exchange(request);
			assertThat(response.header("Content-Encoding")).isNull();
			assertThat(response.header("Content-Length")).isEqualTo("130000");
			assertThat(response.header("ETag")).isEqualTo(plain.header("ETag"));
			assertThat(response.body()).isEqualTo(plain.body());
			RawResponse slice = client.exchange(request.header("Range", "bytes=13-25"));
			assertThat(slice.status()).isEqualTo(206);
			assertThat(slice.header("Content-Encoding")).isNull();
			assertThat(slice.text()).isEqualTo("compressible ");
			assertThat(client.exchange(request.method("HEAD")).header("Content-Length")).isEqualTo("130000");
			RawResponse sibling = client.exchange(RawRequest.get("/app.js").header("Accept-Encoding", "gzip"));
			assertThat(sibling.headers("Content-Encoding")).containsExactly("gzip");
			assertThat(sibling.text()).isEqualTo("gzip: not really, but told apart");
			RawResponse route = client.exchange(RawRequest.get("/route").header("Accept-Encoding", "gzip"));
			assertThat(route.header("Content-Encoding")).isEqualTo("gzip");
			assertThat(route.body().length).isLessThan(10_000);
		}
	}

	private static byte[] masked(byte[] bytes) {
		for (int index = 0; index < bytes.length; index++) {
			bytes[index] ^= MASK;
		}
		return bytes;
	}

	@Configuration(proxyBeanMethods = false)
	static class TextRoute {

		@Bean
		RouterFunction<ServerResponse> textRoute() {
			return RouterFunctions.route()
				.GET("/route", (request) -> ServerResponse.ok().bodyValue("compressible ".repeat(10_000)))
				.build();
		}

	}

	/**
	 * Changes every byte that passes {@code writeWith}.
	 */
	static class MaskingFilter implements WebFilter {

		private final AtomicLong seen = new AtomicLong();

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			return chain.filter(exchange.mutate().response(new ServerHttpResponseDecorator(exchange.getResponse()) {

				@Override
				public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
					return super.writeWith(Flux.from(body).map(MaskingFilter.this::mask));
				}

				@Override
				public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
					return super.writeAndFlushWith(
							Flux.from(body).map((inner) -> Flux.from(inner).map(MaskingFilter.this::mask)));
				}

			}).build());
		}

		private DataBuffer mask(DataBuffer buffer) {
			byte[] bytes = new byte[buffer.readableByteCount()];
			buffer.read(bytes);
			DataBufferUtils.release(buffer);
			this.seen.addAndGet(bytes.length);
			return DefaultDataBufferFactory.sharedInstance.wrap(masked(bytes));
		}

	}

}
