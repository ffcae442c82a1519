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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Validators and conditional requests, RFC 9110 §8.8 and §13. In the tables {@code E} is
 * the entity tag, and {@code THEN}, {@code BEFORE}, {@code AFTER} are dates around the
 * last modification.
 */
class HttpPreconditionTests extends HttpTests {

	private static final String FILE = "/hello.txt";

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			If-Match: E                                             | 200
			If-Match: *                                             | 200
			If-Match: "other"                                       | 412
			If-Match: "other", E                                    | 200
			If-Match: "a,b" , "" ,E                                 | 200
			If-Match: W/E                                           | 412
			If-Match: "other" ; If-Match: E                         | 200
			If-Match: E ; If-Unmodified-Since: BEFORE               | 200
			If-Unmodified-Since: THEN                               | 200
			If-Unmodified-Since: AFTER                              | 200
			If-Unmodified-Since: BEFORE                             | 412
			If-Unmodified-Since: yesterday                          | 200
			If-None-Match: E                                        | 304
			If-None-Match: W/E                                      | 304
			If-None-Match: *                                        | 304
			If-None-Match: "other"                                  | 200
			If-None-Match: "other", W/"another", E                  | 304
			If-None-Match: "a,b",E                                  | 304
			If-None-Match: "other" ; If-None-Match: E               | 304
			If-None-Match: "unterminated                            | 200
			If-None-Match: W/                                       | 200
			If-None-Match: "other" ; If-Modified-Since: AFTER       | 200
			If-None-Match: E ; If-Modified-Since: BEFORE            | 304
			If-Modified-Since: THEN                                 | 304
			If-Modified-Since: AFTER                                | 304
			If-Modified-Since: BEFORE                               | 200
			If-Modified-Since: tomorrow                             | 200
			If-Modified-Since: Wed, 99 Foo 2024 99:99:99 GMT        | 200
			If-Match: "other" ; If-None-Match: E                    | 412
			If-Match: E ; If-None-Match: E                          | 304
			If-Match: E ; If-None-Match: "other"                    | 200
			If-Unmodified-Since: BEFORE ; If-None-Match: E          | 412
			If-Unmodified-Since: THEN ; If-Modified-Since: THEN     | 304
			If-Match: E ; If-Modified-Since: THEN                   | 304
			If-None-Match: E ; Range: bytes=0-4                     | 304
			If-Match: "other" ; Range: bytes=0-4                    | 412
			If-Match: E ; Range: bytes=0-4                          | 206
			If-None-Match: E ; Range: bytes=999-                    | 304
			""")
	void preconditionsAreEvaluatedInOrder(String fields, int status) throws IOException {
		RawRequest request = RawRequest.get(FILE);
		for (String field : fields.split(" ; ")) {
			String[] nameAndValue = field.strip().split(": ", 2);
			request = request.header(nameAndValue[0], substitute(nameAndValue[1]));
		}
		RawResponse response = exchange(request);
		assertThat(response.status()).as("%s", response).isEqualTo(status);
		assertThat(exchange(request.method("HEAD")).status()).isEqualTo((status == 206) ? 200 : status);
		if (status == 412) {
			assertEmpty(response);
		}
	}

	private static String substitute(String value) throws IOException {
		return value.replaceFirst("\\bE\\b", Matcher.quoteReplacement(etagOf(FILE)))
			.replace("THEN", TestSite.httpDate(TestSite.MODIFIED))
			.replace("BEFORE", TestSite.httpDate(TestSite.MODIFIED.minusSeconds(1)))
			.replace("AFTER", TestSite.httpDate(TestSite.MODIFIED.plusSeconds(1)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM ppd HH:mm:ss yyyy" })
	void obsoleteDatesAreUnderstood(String pattern) throws IOException {
		String date = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
			.withZone(ZoneOffset.UTC)
			.format(TestSite.MODIFIED);
		assertThat(exchange(RawRequest.get(FILE).header("If-Modified-Since", date)).status()).as(date).isEqualTo(304);
	}

	@Test
	void notModifiedHasTheFieldsThatUpdateACache() throws IOException {
		RawRequest request = RawRequest.get("/app.js").header("Accept-Encoding", "br");
		RawResponse full = exchange(request);
		RawResponse response = exchange(request.header("If-None-Match", full.header("ETag")));
		assertThat(response.status()).isEqualTo(304);
		for (String name : new String[] { "ETag", "Cache-Control", "Vary" }) {
			assertThat(response.headers(name)).as(name).isEqualTo(full.headers(name)).isNotEmpty();
		}
		assertThat(response.header("Content-Range")).isNull();
		assertThat(response.header("Transfer-Encoding")).isNull();
		assertThat(response.header("Content-Length")).isIn(null, full.header("Content-Length"));
	}

	@Test
	void browserReloadIsNotModified() throws IOException {
		RawResponse first = get(FILE);
		RawResponse reload = exchange(RawRequest.get(FILE)
			.header("If-None-Match", first.header("ETag"))
			.header("If-Modified-Since", first.header("Last-Modified"))
			.header("Cache-Control", "max-age=0"));
		assertThat(reload.status()).isEqualTo(304);
	}

	@Test
	void longListsAreSearched() throws IOException {
		String list = "\"a\",".repeat(1000) + etagOf(FILE);
		assertThat(exchange(RawRequest.get(FILE).header("If-None-Match", list)).status()).isEqualTo(304);
	}

	@Test
	void entityTagStaysTheSameAndDiffersBetweenFiles() throws IOException {
		assertThat(etagOf(FILE)).isEqualTo(etagOf(FILE));
		assertThat(etagOf("/size-65535.bin")).isNotEqualTo(etagOf("/size-65536.bin"));
	}

	@Test
	void changeOfTheSameSizeInTheSameSecondChangesTheEntityTag() throws IOException {
		Path file = site.write("same-second.txt", "version 1");
		String first = etagOf("/same-second.txt");
		Files.writeString(file, "version 2");
		Files.setLastModifiedTime(file, FileTime.from(TestSite.MODIFIED.plusMillis(1)));
		await().atMost(Duration.ofSeconds(5))
			.untilAsserted(() -> assertThat(get("/same-second.txt").text()).isEqualTo("version 2"));
		assertThat(etagOf("/same-second.txt")).matches(STRONG_ETAG).isNotEqualTo(first);
	}

	@Test
	void entityTagOfAYoungFileIsWeak() throws IOException {
		Path file = site.write("young.txt", "just written");
		Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
		String etag = get("/young.txt").header("ETag");
		assertThat(etag).matches("W/" + STRONG_ETAG);
		assertThat(exchange(RawRequest.get("/young.txt").header("If-None-Match", etag)).status()).isEqualTo(304);
		assertThat(exchange(RawRequest.get("/young.txt").header("If-Match", etag)).status()).isEqualTo(412);
		RawRequest range = RawRequest.get("/young.txt").header("Range", "bytes=0-3");
		assertThat(exchange(range).status()).isEqualTo(206);
		assertThat(exchange(range.header("If-Range", etag)).status()).isEqualTo(200);
	}

	@Test
	@Tag("slow")
	void entityTagBecomesStrongWhenTheFileHasSettled() throws IOException {
		Files.writeString(site.path("settling.txt"), "just written");
		assertThat(get("/settling.txt").header("ETag")).startsWith("W/");
		await().atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(get("/settling.txt").header("ETag")).matches(STRONG_ETAG));
	}

}
