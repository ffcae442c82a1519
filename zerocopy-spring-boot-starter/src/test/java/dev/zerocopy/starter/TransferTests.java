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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.zerocopy.starter.fixture.Content;
import dev.zerocopy.starter.fixture.Engine;
import dev.zerocopy.starter.fixture.Multipart;
import dev.zerocopy.starter.fixture.Multipart.Part;
import dev.zerocopy.starter.fixture.NoLeaks;
import dev.zerocopy.starter.fixture.Protocol;
import dev.zerocopy.starter.fixture.ProtocolClient;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bytes are the same however they are moved.
 */
@NoLeaks
@Tag("slow")
@ParameterizedClass(name = "{0} {1} {2}")
@MethodSource("ways")
class TransferTests {

	private static TestSite site;

	private static StaticServer server;

	private static ProtocolClient client;

	@Parameter(0)
	Engine engine;

	@Parameter(1)
	Protocol protocol;

	@Parameter(2)
	Map<String, String> properties;

	static List<Arguments> ways() {
		List<Map<String, String>> properties = List.of(Map.of(), Map.of("zerocopy.static.memory.max-file-size", "0B"),
				Map.of("zerocopy.static.memory.max-file-size", "8MB"), Map.of("zerocopy.static.transfer", "chunked"),
				Map.of("zerocopy.static.transfer", "chunked", "zerocopy.static.memory.max-file-size", "0B"),
				Map.of("zerocopy.static.page-cache", "drop-behind", "zerocopy.static.page-cache-threshold", "1MB"),
				Map.of("zerocopy.static.page-cache", "direct", "zerocopy.static.page-cache-threshold", "1MB"));
		Stream<Arguments> webflux = Stream.of(Protocol.values())
			.flatMap((protocol) -> properties.stream().map((each) -> Arguments.of(Engine.WEBFLUX, protocol, each)));
		Stream<Arguments> netty = Stream.of(Protocol.HTTP11, Protocol.HTTP11_TLS)
			.flatMap((protocol) -> properties.stream().map((each) -> Arguments.of(Engine.NETTY, protocol, each)));
		Stream<Arguments> servlet = properties.stream()
			.map((each) -> Arguments.of(Engine.SERVLET, Protocol.HTTP11, each));
		return Stream.of(webflux, netty, servlet).flatMap((each) -> each).toList();
	}

	@BeforeAll
	static void createSite() throws IOException {
		site = TestSite.create();
	}

	@BeforeParameterizedClassInvocation
	static void start(Engine engine, Protocol protocol, Map<String, String> properties) {
		server = StaticServer.serving(site.root()).engine(engine).protocol(protocol).properties(properties).start();
		client = new ProtocolClient(server, protocol);
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		client.close();
		server.close();
	}

	@AfterAll
	static void deleteSite() throws IOException {
		site.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 1024, 65535, 65536, 65537, 70 << 10, TestSite.FIVE_MIB })
	void wholeFileIsTheSame(int size) throws IOException {
		String target = "/" + TestSite.sizeName(size);
		for (int repetition = 0; repetition < 3; repetition++) {
			RawResponse response = client.exchange(RawRequest.get(target));
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.header("Content-Length")).isEqualTo(String.valueOf(size));
			assertThat(response.sha256()).isEqualTo(Content.sha256(Content.of(size, size)));
		}
		RawResponse head = client.exchange(RawRequest.head(target));
		assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(size));
		assertThat(head.body()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0-0", "1-70000", "65535-65536", "4000000-", "-1", "131072-262143" })
	void rangeIsTheSame(String range) throws IOException {
		RawResponse response = client
			.exchange(RawRequest.get("/" + TestSite.sizeName(TestSite.FIVE_MIB)).header("Range", "bytes=" + range));
		assertThat(response.status()).isEqualTo(206);
		assertParts(Multipart.partsOf(response));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "0-9,100000-199999,-10", "5000000-5000009,0-4000000", "1000-1000,20000-20000,300000-900000" })
	void severalRangesAreTheSame(String ranges) throws IOException {
		RawResponse response = client
			.exchange(RawRequest.get("/" + TestSite.sizeName(TestSite.FIVE_MIB)).header("Range", "bytes=" + ranges));
		assertThat(response.status()).isEqualTo(206);
		List<Part> parts = Multipart.of(response).parts();
		assertThat(parts).hasSize(ranges.split(",").length);
		assertParts(parts);
	}

	@ParameterizedTest
	@ValueSource(longs = { (1L << 31) - 4, 3_000_000_000L })
	void rangeBeyondTwoGibibytesIsTheSame(long position) throws IOException {
		RawResponse response = client
			.exchange(RawRequest.get("/huge.bin").header("Range", "bytes=" + position + "-" + (position + 200_000)));
		assertThat(response.status()).isEqualTo(206);
		assertThat(response.body()).hasSize(200_001);
		String mark = TestSite.HUGE_MARKS.get(position);
		assertThat(response.text()).startsWith(mark);
		assertThat(response.body()).endsWith(new byte[200_001 - mark.length()]);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/missing.txt", "/.env", "/docs", "/hello.txt/" })
	void connectionIsUsableAfterAnOddResponse(String target) throws IOException {
		assertThat(client.exchange(RawRequest.get(target)).status()).isIn(301, 308, 404);
		String etag = client.exchange(RawRequest.get("/probe.txt")).header("ETag");
		assertThat(client.exchange(RawRequest.get("/probe.txt").header("If-None-Match", etag)).status()).isEqualTo(304);
		assertThat(client.exchange(RawRequest.get("/probe.txt").header("If-Match", "\"x\"")).status()).isEqualTo(412);
		assertThat(client.exchange(RawRequest.get("/probe.txt").header("Range", "bytes=999-")).status()).isEqualTo(416);
		assertThat(client.exchange(RawRequest.get("/probe.txt")).text()).isEqualTo(TestSite.PROBE);
	}

	private static void assertParts(List<Part> parts) {
		assertThat(parts).allSatisfy((part) -> {
			byte[] expected = Content.slice(TestSite.FIVE_MIB, part.first(), (int) (part.last() - part.first() + 1));
			assertThat(Content.sha256(part.bytes())).isEqualTo(Content.sha256(expected));
		});
	}

}
