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
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Precompressed siblings, RFC 9110 §12.5.3.
 */
class HttpNegotiationTests extends HttpTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			''                                  | identity
			gzip                                | gzip
			GZip                                | gzip
			br                                  | br
			zstd                                | zstd
			br, gzip                            | br
			gzip, br                            | br
			gzip, deflate, br, zstd             | br
			gzip, deflate, zstd                 | zstd
			gzip;q=1.0, br;q=0.5                | gzip
			gzip ; q=0.2 , br ; q=0.9           | br
			br;q=0, gzip                        | gzip
			br;q=0                              | identity
			br;q=0.000, gzip;q=0.0              | identity
			*                                   | br
			*;q=0.5, br;q=0                     | zstd
			*;q=0, gzip                         | gzip
			*;q=0, identity                     | identity
			identity                            | identity
			identity;q=0, br                    | br
			identity;q=0, *                     | br
			identity;q=0, gzip;q=0.1            | gzip
			identity;q=1, gzip;q=0.5            | identity
			deflate, compress                   | identity
			exi, gzip                           | gzip
			,gzip,,                             | gzip
			""")
	void codingIsChosenByQualityAndThenByPreference(String acceptEncoding, String coding) throws IOException {
		assertCoding(exchange(RawRequest.get("/app.js").header("Accept-Encoding", acceptEncoding)), coding);
	}

	@Test
	void fieldMayBeAbsentOrRepeated() throws IOException {
		assertCoding(get("/app.js"), "identity");
		assertCoding(exchange(
				RawRequest.get("/app.js").header("Accept-Encoding", "gzip;q=0.5").header("Accept-Encoding", "zstd")),
				"zstd");
	}

	private static void assertCoding(RawResponse response, String coding) {
		assertThat(response.status()).as("%s", response).isEqualTo(200);
		assertThat(response.header("Content-Encoding")).isEqualTo(coding.equals("identity") ? null : coding);
		assertThat(response.text()).startsWith(switch (coding) {
			case "br" -> "brotli";
			case "zstd" -> "zstandard";
			case "gzip" -> "gzip";
			default -> TestSite.SCRIPT;
		});
		assertThat(response.list("Vary")).contains("accept-encoding");
		assertThat(response.header("Content-Type")).matches("(text|application)/javascript *; *charset=(?i:utf-8)");
		assertThat(response.header("ETag")).matches(STRONG_ETAG);
	}

	@Test
	void entityTagsDifferByCoding() throws IOException {
		Set<String> etags = new HashSet<>();
		for (String coding : new String[] { "identity", "br", "zstd", "gzip" }) {
			etags.add(exchange(RawRequest.get("/app.js").header("Accept-Encoding", coding)).header("ETag"));
		}
		assertThat(etags).hasSize(4);
	}

	@Test
	void entityTagOfAnotherCodingDoesNotMatch() throws IOException {
		String brotli = exchange(RawRequest.get("/app.js").header("Accept-Encoding", "br")).header("ETag");
		RawRequest request = RawRequest.get("/app.js").header("If-None-Match", brotli);
		assertCoding(exchange(request), "identity");
		assertCoding(exchange(request.header("Accept-Encoding", "gzip")), "gzip");
		RawResponse response = exchange(request.header("Accept-Encoding", "br"));
		assertThat(response.status()).isEqualTo(304);
		assertThat(response.list("Vary")).contains("accept-encoding");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/app.js    | identity;q=0
			/app.js    | *;q=0
			/app.js    | identity;q=0, deflate
			/hello.txt | identity;q=0
			/hello.txt | gzip, identity;q=0
			/hello.txt | *;q=0
			/hello.txt | br, *;q=0
			/style.css | br, identity;q=0
			""")
	void nothingAcceptableIsSaid(String target, String acceptEncoding) throws IOException {
		RawResponse response = exchange(RawRequest.get(target).header("Accept-Encoding", acceptEncoding));
		assertThat(response.status()).as("%s", response).isEqualTo(406);
		assertThat(response.list("Vary")).contains("accept-encoding");
		assertEmpty(response);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "gzip;q=0", "br;q=1, gzip;q=0.8", "*;q=0, identity;q=0.1", "deflate", "*" })
	void fileWithoutSiblingsIsServedAsItIs(String acceptEncoding) throws IOException {
		RawResponse response = exchange(RawRequest.get("/hello.txt").header("Accept-Encoding", acceptEncoding));
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Encoding")).isNull();
		assertThat(response.text()).isEqualTo(TestSite.HELLO);
	}

	@Test
	void onlySiblingThatExistsIsChosen() throws IOException {
		RawResponse response = exchange(RawRequest.get("/style.css").header("Accept-Encoding", "br, zstd, gzip;q=0.1"));
		assertThat(response.header("Content-Encoding")).isIn(null, "gzip");
		assertThat(response.list("Vary")).contains("accept-encoding");
		response = exchange(RawRequest.get("/style.css").header("Accept-Encoding", "br, gzip"));
		assertThat(response.header("Content-Encoding")).isEqualTo("gzip");
		assertThat(response.header("Content-Type")).startsWith("text/css");
	}

	@Test
	void siblingItselfHasNoContentEncoding() throws IOException {
		RawResponse response = exchange(RawRequest.get("/app.js.gz").header("Accept-Encoding", "gzip"));
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Encoding")).isNull();
		assertThat(response.header("Content-Type")).doesNotContain("javascript");
	}

	@ParameterizedTest
	@CsvSource({ "/odd.js, odd siblings", "/stuck.js, the sibling is a pipe", "/sibling.js, sibling escapes" })
	void siblingThatIsNoFileBelowTheRootIsIgnored(String target, String content) throws IOException {
		RawResponse response = exchange(RawRequest.get(target).header("Accept-Encoding", "br, gzip"));
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Encoding")).isNull();
		assertThat(response.text()).isEqualTo(content + "\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip;q=abc", "gzip;q=", ";", "gzip;q=2", "gzip;;q=1", "\"", "gzip q=1", "q=0", "\u00e4" })
	void malformedFieldIsSurvived(String acceptEncoding) throws IOException {
		RawResponse response = exchange(RawRequest.get("/app.js").header("Accept-Encoding", acceptEncoding));
		assertThat(response.status()).isIn(200, 400);
	}

}
