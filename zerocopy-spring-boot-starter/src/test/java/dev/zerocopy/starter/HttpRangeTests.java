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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.zerocopy.starter.fixture.Content;
import dev.zerocopy.starter.fixture.Multipart;
import dev.zerocopy.starter.fixture.Multipart.Part;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ranges, RFC 9110 §14.
 */
class HttpRangeTests extends HttpTests {

	private static final String DIGITS = "0123456789".repeat(10);

	private static final int SIZE = 70 << 10;

	private static final String FILE = "/" + TestSite.sizeName(SIZE);

	private static final byte[] BYTES = Content.of(SIZE, SIZE);

	@ParameterizedTest
	@CsvSource({ "bytes=0-0,0,0", "bytes=0-9,0,9", "bytes=10-19,10,19", "bytes=90-,90,99", "bytes=99-,99,99",
			"bytes=99-99,99,99", "bytes=0-,0,99", "bytes=0-99,0,99", "bytes=-1,99,99", "bytes=-10,90,99",
			"bytes=-100,0,99", "bytes=-200,0,99", "bytes=0-199,0,99", "bytes=50-99999999999999999999,50,99",
			"bytes=50-9223372036854775807,50,99", "bytes=-9223372036854775808,0,99", "bytes=-99999999999999999999,0,99",
			"Bytes=0-4,0,4", "BYTES=0-4,0,4", "bytes=00-04,0,4", "'bytes=,0-4',0,4", "'bytes=0-4, ,',0,4",
			"'bytes=0-4 ',0,4" })
	void singleRangeSelectsTheBytes(String range, int first, int last) throws IOException {
		RawResponse response = exchange(RawRequest.get("/digits.txt").header("Range", range));
		assertThat(response.status()).as("%s", response).isEqualTo(206);
		assertThat(response.header("Content-Range")).isEqualTo("bytes " + first + "-" + last + "/100");
		assertThat(response.header("Content-Length")).isEqualTo(String.valueOf(last - first + 1));
		assertThat(response.text()).isEqualTo(DIGITS.substring(first, last + 1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes=100-", "bytes=100-200", "bytes=-0", "bytes=9223372036854775807-",
			"bytes=99999999999999999999-", "bytes=200-300,400-", "bytes=100-,-0" })
	void unsatisfiableRangeIsRefused(String range) throws IOException {
		RawResponse response = exchange(RawRequest.get("/digits.txt").header("Range", range));
		assertThat(response.status()).as("%s", response).isEqualTo(416);
		assertThat(response.header("Content-Range")).isEqualTo("bytes */100");
		assertEmpty(response);
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes=5-2", "bytes=", "bytes=,,", "bytes=abc", "bytes=0-4,abc", "foo=0-1", "bytes 0-4",
			"bytes=0-4-5", "bytes=--1", "bytes=-", "bytes=1.0-2", "bytes=+1-2", "0-4", "bytes=0x0-4", "bytes",
			"bytes=0-4;10-14", "bytes=9-0,0-4", "seconds=1-2", "none=0-0", "=0-1" })
	void malformedOrUnknownRangeIsIgnored(String range) throws IOException {
		RawResponse response = exchange(RawRequest.get("/digits.txt").header("Range", range));
		assertThat(response.status()).as("%s", response).isEqualTo(200);
		assertThat(response.header("Content-Range")).isNull();
		assertThat(response.text()).isEqualTo(DIGITS);
	}

	@Test
	void openRangeOfAnEmptyFileIsRefused() throws IOException {
		RawResponse response = exchange(RawRequest.get("/size-0.bin").header("Range", "bytes=0-"));
		assertThat(response.status()).isEqualTo(416);
		assertThat(response.header("Content-Range")).isEqualTo("bytes */0");
		assertEmpty(response);
	}

	@Test
	void suffixOfAnEmptyFileIsEmptyOrRefused() throws IOException {
		RawResponse response = exchange(RawRequest.get("/size-0.bin").header("Range", "bytes=-1"));
		assertThat(response.status()).isIn(200, 416);
		assertEmpty(response);
	}

	@Test
	void partialResponseHasTheFieldsOfTheWhole() throws IOException {
		RawRequest request = RawRequest.get("/app.js").header("Accept-Encoding", "gzip");
		RawResponse full = exchange(request);
		RawResponse response = exchange(request.header("Range", "bytes=1-3"));
		assertThat(response.status()).isEqualTo(206);
		for (String name : new String[] { "ETag", "Last-Modified", "Cache-Control", "Vary", "Content-Type",
				"Content-Encoding", "Accept-Ranges", "X-Content-Type-Options", "X-Frame-Options" }) {
			assertThat(response.headers(name)).as(name).isEqualTo(full.headers(name)).isNotEmpty();
		}
	}

	@Test
	void rangesFarApartMakeAMultipart() throws IOException {
		RawResponse response = exchange(
				RawRequest.get(FILE).header("Range", "bytes=0-99, 20000-20499,60000-60000 , -300"));
		assertThat(response.status()).isEqualTo(206);
		assertThat(response.header("Content-Range")).isNull();
		assertThat(response.header("Content-Length")).isEqualTo(String.valueOf(response.body().length));
		List<Part> parts = Multipart.of(response).parts();
		assertThat(parts).extracting(Part::first).containsExactly(0L, 20000L, 60000L, (long) SIZE - 300);
		assertThat(parts).extracting(Part::last).containsExactly(99L, 20499L, 60000L, (long) SIZE - 1);
		assertParts(parts);
		assertThat(parts).extracting(Part::contentType)
			.containsOnly(server().exchange(RawRequest.get(FILE)).header("Content-Type"));
	}

	@Test
	void rangesOutOfOrderAreAllAnswered() throws IOException {
		RawResponse response = exchange(RawRequest.get(FILE).header("Range", "bytes=60000-60009,0-9,30000-30009"));
		assertCovered(response, 60000, 60009, 0, 9, 30000, 30009);
	}

	@ParameterizedTest
	@CsvSource({ "'bytes=0-9,5-14',0,14", "'bytes=0-999,500-1499,1000-1999',0,1999", "'bytes=0-0,1-1,2-2',0,2",
			"'bytes=100-199,100-199',100,199", "'bytes=10-20,12-14',10,20" })
	void overlappingAndAdjacentRangesBecomeOne(String range, int first, int last) throws IOException {
		RawResponse response = exchange(RawRequest.get(FILE).header("Range", range));
		assertThat(response.status()).isEqualTo(206);
		List<Part> parts = Multipart.partsOf(response);
		assertThat(parts).hasSize(1);
		assertParts(parts);
		assertThat(parts.get(0).first()).isEqualTo(first);
		assertThat(parts.get(0).last()).isEqualTo(last);
	}

	@Test
	void tinyRangesCloseTogetherCostNoMoreThanTheFile() throws IOException {
		String ranges = IntStream.range(0, 16)
			.mapToObj((index) -> (index * 6) + "-" + (index * 6))
			.collect(Collectors.joining(","));
		RawResponse response = exchange(RawRequest.get("/digits.txt").header("Range", "bytes=" + ranges));
		assertThat(response.status()).isIn(200, 206);
		assertThat(response.body().length).isLessThanOrEqualTo(100);
	}

	@Test
	void satisfiableRangeIsAnsweredBesideAnUnsatisfiableOne() throws IOException {
		RawResponse response = exchange(RawRequest.get(FILE).header("Range", "bytes=999999-,0-9"));
		assertCovered(response, 0, 9);
		assertThat(Multipart.partsOf(response)).hasSize(1);
	}

	@Test
	void sixteenRangesAreAnswered() throws IOException {
		RawResponse response = exchange(RawRequest.get(FILE).header("Range", "bytes=" + distantRanges(16)));
		assertThat(response.status()).isEqualTo(206);
		List<Part> parts = Multipart.of(response).parts();
		assertThat(parts).hasSize(16);
		assertParts(parts);
	}

	@Test
	void moreRangesAreAnsweredWithTheWhole() throws IOException {
		for (String ranges : new String[] { distantRanges(17), "0-0,".repeat(1000) + "1-1" }) {
			RawResponse response = exchange(RawRequest.get(FILE).header("Range", "bytes=" + ranges));
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.body()).isEqualTo(BYTES);
		}
	}

	@Test
	void wholeFileTwiceIsNotSentTwice() throws IOException {
		RawResponse response = exchange(RawRequest.get(FILE).header("Range", "bytes=0-,0-"));
		assertThat(response.status()).isIn(200, 206);
		assertThat(response.body()).isEqualTo(BYTES);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			E                             | 206
			"other"                       | 200
			W/E                           | 200
			DATE                          | 206
			Wed, 01 May 2024 12:34:55 GMT | 200
			Wed, 01 May 2024 12:34:57 GMT | 200
			garbage                       | 200
			*                             | 200
			""")
	void ifRangeDecidesAboutTheRange(String validator, int status) throws IOException {
		String value = validator.equals("DATE") ? TestSite.httpDate(TestSite.MODIFIED)
				: validator.replaceFirst("^(W/)?E$", "$1" + Matcher.quoteReplacement(etagOf(FILE)));
		RawRequest request = RawRequest.get(FILE).header("If-Range", value);
		assertThat(exchange(request.header("Range", "bytes=0-9")).status()).isEqualTo(status);
		assertThat(exchange(request.header("Range", "bytes=0-9,50000-50009")).status()).isEqualTo(status);
		assertThat(exchange(request.header("Range", "bytes=999999-")).status()).isEqualTo((status == 206) ? 416 : 200);
		assertThat(exchange(request).status()).isEqualTo(200);
	}

	@Test
	void rangeIsOfTheSelectedEncoding() throws IOException {
		String brotli = site.path("app.js.br").toFile().length() + "";
		RawRequest request = RawRequest.get("/app.js").header("Accept-Encoding", "br").header("Range", "bytes=0-5");
		RawResponse response = exchange(request);
		assertThat(response.status()).isEqualTo(206);
		assertThat(response.header("Content-Encoding")).isEqualTo("br");
		assertThat(response.header("Content-Range")).isEqualTo("bytes 0-5/" + brotli);
		assertThat(response.text()).isEqualTo("brotli");
		assertThat(exchange(request.header("If-Range", etagOf("/app.js"))).status()).isEqualTo(200);
	}

	@Test
	void offsetsBeyondTwoGibibytesAreServed() throws IOException {
		for (Map.Entry<Long, String> mark : TestSite.HUGE_MARKS.entrySet()) {
			long first = mark.getKey();
			long last = first + mark.getValue().length() - 1;
			RawResponse response = exchange(RawRequest.get("/huge.bin").header("Range", "bytes=" + first + "-" + last));
			assertThat(response.header("Content-Range")).isEqualTo("bytes " + first + "-" + last + "/" + TestSite.HUGE);
			assertThat(response.text()).isEqualTo(mark.getValue());
		}
		String ranges = TestSite.HUGE_MARKS.entrySet()
			.stream()
			.map((mark) -> mark.getKey() + "-" + (mark.getKey() + mark.getValue().length() - 1))
			.collect(Collectors.joining(","));
		RawResponse response = exchange(RawRequest.get("/huge.bin").header("Range", "bytes=" + ranges));
		assertThat(Multipart.of(response).parts())
			.extracting((part) -> new String(part.bytes(), StandardCharsets.US_ASCII))
			.containsExactlyElementsOf(TestSite.HUGE_MARKS.values());
		assertThat(exchange(RawRequest.get("/huge.bin").header("Range", "bytes=-10")).text()).isEqualTo("last-bytes");
		assertThat(exchange(RawRequest.get("/huge.bin").header("Range", "bytes=" + TestSite.HUGE + "-")).status())
			.isEqualTo(416);
	}

	@Test
	void downloadIsResumedWhereItStopped() throws IOException {
		RawResponse first = exchange(RawRequest.get(FILE).header("Range", "bytes=0-32999"));
		RawResponse rest = exchange(
				RawRequest.get(FILE).header("Range", "bytes=33000-").header("If-Range", first.header("ETag")));
		assertThat(concat(first.body(), rest.body())).isEqualTo(BYTES);
	}

	@Test
	void videoSeeksOverOneConnection() throws IOException {
		try (RawHttpConnection connection = server().connect()) {
			for (int position : new int[] { 0, 5_000_000, 1_234_567, 5_242_879, 42 }) {
				RawResponse response = connection
					.exchange(RawRequest.get("/size-5242880.bin").header("Range", "bytes=" + position + "-"));
				assertThat(response.status()).isEqualTo(206);
				assertThat(response.sha256()).isEqualTo(
						Content.sha256(Content.slice(TestSite.FIVE_MIB, position, TestSite.FIVE_MIB - position)));
			}
		}
	}

	@Test
	void rangeOfAMissingFileIsNotFound() throws IOException {
		assertThat(exchange(RawRequest.get("/missing.bin").header("Range", "bytes=0-4")).status()).isEqualTo(404);
	}

	@Test
	void repeatedRangeFieldsAreFramedWell() throws IOException {
		RawResponse response = exchange(
				RawRequest.get("/digits.txt").header("Range", "bytes=0-4").header("Range", "bytes=10-14"));
		assertThat(response.status()).isIn(200, 206, 400);
	}

	private static String distantRanges(int count) {
		return IntStream.range(0, count)
			.mapToObj((index) -> (index * 4096) + "-" + (index * 4096 + index))
			.collect(Collectors.joining(","));
	}

	private static void assertCovered(RawResponse response, int... bounds) {
		assertThat(response.status()).isEqualTo(206);
		List<Part> parts = Multipart.partsOf(response);
		assertParts(parts);
		for (int index = 0; index < bounds.length; index += 2) {
			int first = bounds[index];
			int last = bounds[index + 1];
			assertThat(parts).as("%d-%d", first, last).anyMatch((part) -> part.covers(first, last));
		}
	}

	private static void assertParts(List<Part> parts) {
		assertThat(parts).allSatisfy((part) -> {
			assertThat(part.complete()).isEqualTo(SIZE);
			assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(BYTES, (int) part.first(), (int) part.last() + 1));
		});
	}

}
