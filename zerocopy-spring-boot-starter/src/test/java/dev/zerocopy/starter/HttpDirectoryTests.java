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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Directories: index files and redirects.
 */
class HttpDirectoryTests extends HttpTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/             | home
			/docs/        | docs
			/docs/guide/  | guide
			/with%20space/| space
			/link-docs/   | docs
			""")
	void directoryIsAnsweredWithItsIndex(String target, String title) throws IOException {
		RawResponse response = get(target);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.text()).contains("<title>" + title + "</title>");
		assertThat(response.header("Content-Type")).startsWith("text/html");
		assertThat(response.header("ETag")).matches(STRONG_ETAG);
		RawRequest conditional = RawRequest.get(target).header("If-None-Match", response.header("ETag"));
		assertThat(exchange(conditional).status()).isEqualTo(304);
	}

	@ParameterizedTest
	@CsvSource({ "/docs,/docs/", "/docs/guide,/docs/guide/", "/with%20space,/with%20space/", "/docs?a=b,/docs/?a=b",
			"/link-docs,/link-docs/", "/evil.example,/evil.example/" })
	void directoryWithoutSlashIsRedirected(String target, String location) throws IOException {
		RawResponse response = get(target);
		assertThat(response.status()).isIn(301, 308);
		assertThat(response.header("Location")).isEqualTo(location);
		assertEmpty(response);
	}

	@Test
	void hostOfTheRequestIsNotPartOfTheRedirect() throws IOException {
		RawResponse response = exchange(RawRequest.get("http://evil.example/docs"));
		assertThat(response.status()).isIn(301, 308, 400);
		assertThat(response.header("Location")).isIn("/docs/", null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/plain", "/plain/", "/odd.js.br", "/odd.js.br/", "/docs/.ssh/", "/docs/.ssh", "/assets/",
			"/assets", "/linked-index", "/linked-index/" })
	void directoryWithoutIndexIsNotFound(String target) throws IOException {
		assertThat(get(target).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.example", "///evil.example", "//evil.example/", "/%2fevil.example",
			"/%5cevil.example", "/\\evil.example", "//evil.example/..", "/evil.example//", "/.//evil.example",
			"/docs//evil.example", "/%09/evil.example", "//evil.example/%2e%2e", "/docs/..//evil.example" })
	void redirectNeverLeavesTheHost(String target) throws IOException {
		RawResponse response = server().exchange(RawRequest.get(target));
		assertThat(response.status()).as("%s", response).isIn(400, 404);
		assertThat(response.header("Location")).isNull();
	}

	@Test
	void optionsOfADirectoryIsNoError() throws IOException {
		assertThat(exchange(RawRequest.of("OPTIONS", "/docs/")).status()).isEqualTo(200);
	}

	@Test
	void homeIsTheFileOfTheRoot() throws IOException {
		assertThat(get("/").text()).isEqualTo(TestSite.HOME);
		assertThat(get("/index.html").text()).isEqualTo(TestSite.HOME);
	}

}
