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
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Types, names and fields of what is served.
 */
class HttpRepresentationTests extends HttpTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/hello.txt     | text/plain;charset=utf-8
			/UPPER.TXT     | text/plain;charset=utf-8
			/index.html    | text/html;charset=utf-8
			/style.css     | text/css;charset=utf-8
			/app.js        | text/javascript;charset=utf-8
			/module.mjs    | text/javascript;charset=utf-8
			/data.json     | application/json
			/photo.png     | image/png
			/vector.svg    | image/svg+xml
			/movie.mp4     | video/mp4
			/font.woff2    | font/woff2
			/code.wasm     | application/wasm
			/book.pdf      | application/pdf
			/thing.foo     | application/x-foo
			/two.dots.txt  | text/plain;charset=utf-8
			/no-extension  | application/octet-stream
			/size-1.bin    | application/octet-stream
			""")
	void typeFollowsTheExtension(String target, String type) throws IOException {
		String actual = get(target).header("Content-Type").toLowerCase(Locale.ROOT).replace(" ", "");
		boolean charsetIsOptional = !type.contains("charset") && (type.contains("json") || type.contains("xml"));
		assertThat(charsetIsOptional ? actual.replace(";charset=utf-8", "") : actual).isEqualTo(type);
	}

	@Test
	void typeIsNotToBeGuessed() throws IOException {
		for (RawRequest request : new RawRequest[] { RawRequest.get("/hello.txt"), RawRequest.get("/no-extension"),
				RawRequest.get("/app.js").header("Accept-Encoding", "br"),
				RawRequest.get("/hello.txt").header("Range", "bytes=0-1") }) {
			assertThat(exchange(request).header("X-Content-Type-Options")).isEqualTo("nosniff");
		}
	}

	@Test
	void cacheControlFollowsThePath() throws IOException {
		assertThat(get("/hello.txt").header("Cache-Control")).isEqualTo("no-cache");
		assertThat(get("/").header("Cache-Control")).isEqualTo("no-cache");
		assertThat(get("/assets/app.0a1b2c3d.js").header("Cache-Control")).isEqualTo(IMMUTABLE);
	}

	@Test
	void configuredFieldIsAdded() throws IOException {
		assertThat(get("/hello.txt").header("X-Frame-Options")).isEqualTo("DENY");
		assertThat(get("/docs/").header("X-Frame-Options")).isEqualTo("DENY");
	}

	@Test
	void missHasNoFieldsOfAFile() throws IOException {
		RawResponse response = get("/missing.txt");
		assertThat(response.status()).isEqualTo(404);
		for (String name : new String[] { "ETag", "Last-Modified", "Accept-Ranges", "Content-Disposition" }) {
			assertThat(response.header(name)).as(name).isNull();
		}
		assertThat(response.header("Cache-Control")).isNotEqualTo("no-cache");
	}

	@Test
	void attachmentIsNamed() throws IOException {
		assertThat(get("/download/report.pdf").header("Content-Disposition"))
			.matches("attachment; *filename=\"?report\\.pdf\"?");
		assertThat(get("/hello.txt").header("Content-Disposition")).isNull();
	}

	@Test
	void attachmentNameBeyondAsciiIsEncoded() throws IOException {
		RawResponse response = get("/download/bericht%20h%C3%B6he%20%E2%82%AC.pdf");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Disposition")).startsWith("attachment")
			.contains("filename*=UTF-8''bericht%20h%C3%B6he%20%E2%82%AC.pdf")
			.matches("[\\x20-\\x7e]+");
	}

	@Test
	void quoteInAnAttachmentNameDoesNotEndIt() throws IOException {
		String disposition = get("/download/quo%22te.pdf").header("Content-Disposition");
		assertThat(disposition).startsWith("attachment")
			.satisfiesAnyOf((value) -> assertThat(value).contains("filename=\"quo\\\"te.pdf\""),
					(value) -> assertThat(value).contains("filename*=UTF-8''quo%22te.pdf").doesNotContain("quo\"te"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
			/a%20b.txt                 | a b.txt
			/h%C3%B6he.txt             | h\u00f6he.txt
			/h%c3%b6he.txt             | h\u00f6he.txt
			/%E6%97%A5%E6%9C%AC.txt    | \u65e5\u672c.txt
			/%F0%9F%98%80.txt          | \ud83d\ude00.txt
			/100%25.txt                | 100%.txt
			/%2541.txt                 | %41.txt
			/q%22uote.txt              | q"uote.txt
			/it's.txt                  | it's.txt
			/semi;colon.txt            | semi;colon.txt
			/semi%3Bcolon.txt          | semi;colon.txt
			/plus+plus.txt             | plus+plus.txt
			/plus%2Bplus.txt           | plus+plus.txt
			/hash%23.txt               | hash#.txt
			/what%3F.txt               | what?.txt
			/am&p=.txt                 | am&p=.txt
			/~tilde.txt                | ~tilde.txt
			/%7Etilde.txt              | ~tilde.txt
			/at@.txt                   | at@.txt
			/%5Bbrackets%5D.txt        | [brackets].txt
			/dots..txt                 | dots..txt
			/c:colon.txt               | c:colon.txt
			/%68ello.txt               |
			""")
	void nameIsDecodedOnce(String target, String name) throws IOException {
		RawResponse response = get(target);
		assertThat(response.status()).as("%s", response).isEqualTo(200);
		assertThat(response.text()).isEqualTo((name != null) ? "name: " + name : "Hello, zero-copy!\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/HELLO.TXT", "/hello.txt%20", "/hello.txt.", "/hello", "/hello.txt;v=1", "/semi",
			"/a+b.txt", "/%2568ello.txt", "/hello.txt/", "/hello.txt//", "/docs/index.html/", "//hello.txt",
			"/docs//index.html", "/docs/guide//", "/hello.txt/." })
	void otherNamesAreNotFound(String target) throws IOException {
		assertThat(get(target).status()).isIn(400, 404);
	}

}
