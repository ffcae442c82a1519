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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Methods, RFC 9110 §9.
 */
class HttpMethodTests extends HttpTests {

	@Test
	void getReturnsTheFile() throws IOException {
		RawResponse response = get("/hello.txt");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.text()).isEqualTo(TestSite.HELLO);
		assertThat(response.header("Content-Length")).isEqualTo(String.valueOf(TestSite.HELLO.length()));
		assertThat(response.header("Accept-Ranges")).isEqualTo("bytes");
		assertThat(response.header("ETag")).matches(STRONG_ETAG);
		assertThat(response.header("Last-Modified")).isEqualTo(TestSite.httpDate(TestSite.MODIFIED));
		assertThat(response.header("Transfer-Encoding")).isNull();
		assertThat(response.header("Content-Encoding")).isNull();
	}

	@Test
	void queryIsIgnored() throws IOException {
		assertThat(get("/hello.txt?v=1&x=../secret").text()).isEqualTo(TestSite.HELLO);
		assertThat(get("/hello.txt?").text()).isEqualTo(TestSite.HELLO);
	}

	@Test
	void targetInAbsoluteFormIsServed() throws IOException {
		RawResponse response = get("http://127.0.0.1/hello.txt");
		assertThat(response.text()).isEqualTo(TestSite.HELLO);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/hello.txt", "/size-0.bin", "/size-5242880.bin", "/huge.bin", "/app.js", "/", "/docs/",
			"/docs", "/download/report.pdf", "/assets/app.0a1b2c3d.js", "/thing.foo" })
	void headEqualsGetInEveryField(String target) throws IOException {
		RawRequest request = RawRequest.head(target).header("Accept-Encoding", "br");
		RawResponse head = exchange(request);
		RawResponse get;
		try (RawHttpConnection connection = server().connect(1 << 14)) {
			get = connection.send(request.method("GET")).receiveHead();
		}
		assertThat(head.status()).isEqualTo(get.status());
		assertThat(head.comparableFields()).isEqualTo(get.comparableFields());
	}

	@Test
	void headEqualsGetWhenAPreconditionDecides() throws IOException {
		String etag = etagOf("/hello.txt");
		for (RawRequest request : new RawRequest[] { RawRequest.get("/hello.txt").header("If-None-Match", etag),
				RawRequest.get("/hello.txt").header("If-Match", "\"other\""),
				RawRequest.get("/hello.txt").header("Accept-Encoding", "identity;q=0") }) {
			RawResponse head = exchange(request.method("HEAD"));
			RawResponse get = exchange(request);
			assertThat(head.status()).as("%s", request).isEqualTo(get.status());
			assertThat(head.comparableFields()).as("%s", request).isEqualTo(get.comparableFields());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes=0-4", "bytes=-1", "bytes=0-0,50000-50010", "bytes=999999-" })
	void headIgnoresRange(String range) throws IOException {
		RawResponse response = exchange(RawRequest.head("/size-71680.bin").header("Range", range));
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Length")).isEqualTo("71680");
		assertThat(response.header("Content-Range")).isNull();
	}

	@Test
	void optionsNamesTheMethods() throws IOException {
		RawResponse response = exchange(RawRequest.of("OPTIONS", "/hello.txt"));
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.list("Allow")).containsExactlyInAnyOrder("get", "head", "options");
		assertEmpty(response);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "PATCH", "PROPFIND", "BREW" })
	void otherMethodsAreNotAllowed(String method) throws IOException {
		RawResponse response = exchange(RawRequest.of(method, "/hello.txt").header("Content-Length", "0"));
		assertThat(response.status()).isEqualTo(405);
		assertThat(response.list("Allow")).containsExactlyInAnyOrder("get", "head", "options");
		assertEmpty(response);
	}

	@Test
	void bodyOfARefusedMethodIsNotTakenForTheNextRequest() throws IOException {
		RawResponse response = exchange(
				RawRequest.of("POST", "/hello.txt").body("GET /docs/ HTTP/1.1\r\nHost: a\r\n\r\n".repeat(50)));
		assertThat(response.status()).isEqualTo(405);
	}

	@Test
	void bodyOfAGetIsNotTakenForTheNextRequest() throws IOException {
		RawResponse response = exchange(
				RawRequest.get("/hello.txt").body("GET /docs/ HTTP/1.1\r\nHost: a\r\n\r\n".repeat(50)));
		assertThat(response.text()).isEqualTo(TestSite.HELLO);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "POST", "DELETE" })
	void missingFileIsNotFoundWhateverTheMethod(String method) throws IOException {
		RawResponse response = exchange(RawRequest.of(method, "/missing.txt").header("Content-Length", "0"));
		assertThat(response.status()).isEqualTo(404);
	}

	@Test
	void missIsAnsweredByTheErrorHandlingOfTheApplication() throws IOException {
		RawResponse response = exchange(RawRequest.get("/missing.txt").header("Accept", "application/json"));
		assertThat(response.status()).isEqualTo(404);
		assertThat(response.header("Content-Type")).startsWith("application/json");
		assertThat(response.text()).contains("\"status\":404");
	}

	@Test
	void connectionClosesWhenTheClientSaysSo() throws IOException {
		try (RawHttpConnection connection = server().connect()) {
			RawResponse response = connection.exchange(RawRequest.get("/size-71680.bin").header("Connection", "close"));
			assertThat(response.body()).hasSize(71680);
			assertThat(connection.read(1)).isEmpty();
		}
	}

}
