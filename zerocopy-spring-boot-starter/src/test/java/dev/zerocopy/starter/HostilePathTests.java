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

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.zerocopy.starter.fixture.Engine;
import dev.zerocopy.starter.fixture.NoLeaks;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing outside the root, hidden, or not a regular file is ever served; nothing hangs
 * and nothing is an error of the server.
 */
@NoLeaks
@ParameterizedClass
@EnumSource(Engine.class)
class HostilePathTests {

	private static TestSite site;

	private static StaticServer server;

	@Parameter
	Engine engine;

	@BeforeAll
	static void createSite() throws IOException {
		site = TestSite.create();
	}

	@BeforeParameterizedClassInvocation
	static void start(Engine engine) {
		server = StaticServer.serving(site.root()).engine(engine).start();
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		server.close();
	}

	@AfterAll
	static void deleteSite() throws IOException {
		site.close();
	}

	@AfterEach
	void serverIsAlive() throws IOException {
		assertThat(server.exchange(RawRequest.get("/probe.txt")).text()).isEqualTo(TestSite.PROBE);
	}

	static Stream<String> targets() {
		return HostilePaths.targets();
	}

	static Stream<String> requestLines() {
		return HostilePaths.requestLines();
	}

	@Test
	void thereAreManyTargets() {
		assertThat(targets().distinct().count()).isGreaterThan(150);
	}

	@ParameterizedTest
	@MethodSource("targets")
	void targetIsNotServed(String target) throws IOException {
		List<RawRequest> requests = List.of(RawRequest.get(target),
				RawRequest.get(target).header("Accept-Encoding", "br, zstd, gzip").header("Range", "bytes=0-99"),
				RawRequest.head(target), RawRequest.get("http://127.0.0.1" + target));
		for (RawRequest request : requests) {
			try (RawHttpConnection connection = server.connect()) {
				RawResponse response = connection.exchange(request);
				assertHarmless(request.toString(), response);
				if (isServedWithoutItsSuffix(target)) {
					continue;
				}
				assertThat(response.status()).as("%s: %s", request, response).isIn(400, 404, 414);
				if (!response.closes()) {
					assertThat(connection.exchange(RawRequest.get("/probe.txt")).text()).as("after %s", request)
						.isEqualTo(TestSite.PROBE);
				}
			}
		}
	}

	/**
	 * A query or fragment is not part of the path, so what is left may be served, and a
	 * space ends the target: the server may answer the rest in any harmless way.
	 */
	private static boolean isServedWithoutItsSuffix(String target) {
		return target.contains("?") || target.contains("#") || target.contains(" ");
	}

	@ParameterizedTest
	@MethodSource("requestLines")
	void requestLineIsHarmless(String line) throws IOException {
		byte[] request = (line + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
			.getBytes(StandardCharsets.ISO_8859_1);
		try (RawHttpConnection connection = server.connect()) {
			connection.send(request);
			assertHarmless(line, connection.receive(line.startsWith("HEAD") ? "HEAD" : "GET"));
		}
		catch (EOFException | SocketException ex) {
			// Ending the connection is an answer too; hanging is a time-out and fails
		}
	}

	@Test
	void symbolicLinksBelowTheRootAreServed() throws IOException {
		for (String target : new String[] { "/link-inside.txt", "/link-chain.txt", "/link-absolute-inside.txt",
				"/link-docs/link-up.txt", "/docs/link-up.txt", "/link-self/hello.txt" }) {
			RawResponse response = server.exchange(RawRequest.get(target));
			assertThat(response.status()).as("%s", target).isEqualTo(200);
			assertThat(response.text()).isEqualTo(TestSite.HELLO);
		}
	}

	@Test
	void wellKnownFilesAreServed() throws IOException {
		assertThat(server.exchange(RawRequest.get("/.well-known/security.txt")).text()).startsWith("Contact:");
	}

	@Test
	void namesThatOnlyLookHostileAreServed() throws IOException {
		assertThat(server.exchange(RawRequest.get("/dots..txt")).status()).isEqualTo(200);
		assertThat(server.exchange(RawRequest.get("/~tilde.txt")).status()).isEqualTo(200);
	}

	@Test
	void manyDistinctMissesAreHarmless() throws IOException {
		try (RawHttpConnection connection = server.connect()) {
			for (int index = 0; index < 2000; index++) {
				assertThat(connection.exchange(RawRequest.head("/missing-" + index)).status()).isEqualTo(404);
			}
		}
	}

	@Test
	void oneMissDoesNotPoisonAnother() throws IOException {
		for (String target : new String[] { "/docs%2F..%2Findex.html", "/docs/x%2F..%2Findex.html",
				"/docs//index.html" }) {
			assertThat(server.exchange(RawRequest.get(target)).status()).isIn(400, 404);
		}
		assertThat(server.exchange(RawRequest.get("/docs/index.html")).text()).contains("docs");
		assertThat(server.exchange(RawRequest.get("/index.html")).text()).isEqualTo(TestSite.HOME);
	}

	private static void assertHarmless(String request, RawResponse response) {
		if (response.status() != 501) {
			// CONNECT is no method of every server
			assertThat(response.status()).as("%s: %s", request, response).isLessThan(500);
		}
		assertThat(response.text()).as(request).doesNotContain(TestSite.SECRET).doesNotContain("root:x:0");
		assertThat(response.header("X-Injected")).isNull();
		assertThat(response.headers("Location")).allSatisfy((location) -> assertThat(location).matches("/[^/\\\\].*"));
	}

}
