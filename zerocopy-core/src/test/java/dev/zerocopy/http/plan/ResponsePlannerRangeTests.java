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

package dev.zerocopy.http.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.zerocopy.http.MapRequestFields;
import dev.zerocopy.http.negotiation.ContentCoding;
import dev.zerocopy.http.plan.BodySegment.FileSlice;
import dev.zerocopy.http.representation.FileFacts;
import dev.zerocopy.http.representation.Representation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.zerocopy.http.plan.Plans.field;
import static dev.zerocopy.http.plan.Plans.gzip;
import static dev.zerocopy.http.plan.Plans.names;
import static dev.zerocopy.http.plan.Plans.plain;
import static dev.zerocopy.http.plan.Plans.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the answers of {@link ResponsePlanner} to range requests.
 */
class ResponsePlannerRangeTests {

	private final ResponsePlanner planner = new ResponsePlanner(() -> "B");

	@ParameterizedTest
	@ValueSource(strings = { "bytes=0-4", "bytes=9999-", "bytes=0-0,500-501" })
	void rangeOfHeadIsIgnored(String range) {
		ResponsePlan plan = plan("HEAD", plain(1000), "Range", range);
		assertThat(plan).isEqualTo(plan("HEAD", plain(1000)));
		assertThat(plan.status()).isEqualTo(200);
	}

	@Test
	void singleRangeIsSentAsItIs() {
		ResponsePlan plan = plan("GET", gzip(1000), "Range", "bytes=100-");
		assertThat(plan.status()).isEqualTo(206);
		assertThat(names(plan)).containsExactlyInAnyOrder("Content-Type: text/plain;charset=utf-8",
				"Content-Length: 900", "Content-Range: bytes 100-999/1000", "Content-Encoding: gzip",
				"ETag: \"x-gzip\"", "Last-Modified: " + Plans.DATE, "Accept-Ranges: bytes", "Cache-Control: max-age=60",
				"Vary: Accept-Encoding", "Content-Disposition: attachment", "X-Content-Type-Options: nosniff");
		assertThat(plan.body()).containsExactly(new FileSlice(100, 900));
	}

	@Test
	void severalRangesAreSentAsMultipart() {
		ResponsePlan plan = plan("GET", plain(5000), "Range", "bytes=4000-4009,0-4");
		assertThat(plan.status()).isEqualTo(206);
		assertThat(field(plan, "Content-Type")).isEqualTo("multipart/byteranges; boundary=B");
		assertThat(field(plan, "Content-Range")).isNull();
		assertThat(field(plan, "ETag")).isEqualTo("\"x\"");
		assertThat(plan.body()).hasSize(5).contains(new FileSlice(4000, 10), new FileSlice(0, 5));
		assertThat(text(plan)).isEqualTo("""
				--B\r
				Content-Type: text/plain;charset=utf-8\r
				Content-Range: bytes 4000-4009/5000\r
				\r
				0123456789\r
				--B\r
				Content-Type: text/plain;charset=utf-8\r
				Content-Range: bytes 0-4/5000\r
				\r
				01234\r
				--B--\r
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes=0-", "bytes=5-9", "bytes=-1", "bytes=0-0,-1", "bytes=0-0,1000-1999,3000-3000",
			"bytes=9999999-", "foo=0-1", "bytes=0-1000,1001-2000" })
	void contentLengthIsTheLengthOfTheBody(String range) {
		for (Representation representation : List.of(plain(5000), gzip(5000), plain(0), plain(1))) {
			ResponsePlan plan = plan("GET", representation, "Range", range);
			assertThat(field(plan, "Content-Length")).isEqualTo(Long.toString(plan.contentLength()));
			assertThat(text(plan)).hasSize((int) plan.contentLength());
		}
	}

	@Test
	void contentLengthOfHugeFilesIsExact() {
		long size = 3L << 40;
		ResponsePlan plan = plan("GET", plain(size), "Range", "bytes=0-1099511627775,2199023255552-");
		assertThat(plan.contentLength()).isGreaterThan(2L << 40).isLessThan((2L << 40) + 1000);
		assertThat(field(plan, "Content-Length")).isEqualTo(Long.toString(plan.contentLength()));
	}

	@Test
	void severalRangesOfACodedFileAreTheWholeFile() {
		ResponsePlan plan = plan("GET", gzip(5000), "Range", "bytes=0-0,-1");
		assertThat(plan.status()).isEqualTo(200);
		assertThat(plan.body()).containsExactly(new FileSlice(0, 5000));
	}

	@Test
	void boundariesDiffer() {
		ResponsePlanner random = new ResponsePlanner();
		Set<String> types = new HashSet<>();
		for (int i = 0; i < 100; i++) {
			ResponsePlan plan = random.plan("GET", MapRequestFields.of("Range", "bytes=0-0,-1"), plain(5000));
			types.add(field(plan, "Content-Type"));
		}
		assertThat(types).hasSize(100)
			.allSatisfy((type) -> assertThat(type).matches("multipart/byteranges; boundary=[0-9a-f]{32}"));
	}

	@Test
	void unsatisfiableRangeNamesTheSize() {
		ResponsePlan plan = plan("GET", plain(1000), "Range", "bytes=1000-");
		assertThat(plan.status()).isEqualTo(416);
		assertThat(names(plan)).containsExactlyInAnyOrder("Content-Range: bytes */1000", "Content-Length: 0",
				"X-Content-Type-Options: nosniff");
		assertThat(plan.body()).isEmpty();
		assertThat(names(plan("GET", gzip(1000), "Range", "bytes=1000-"))).contains("Vary: Accept-Encoding");
	}

	@Test
	void dateResumesOnlyASettledFile() {
		String[] resume = { "Range", "bytes=5-", "If-Range", Plans.DATE };
		assertThat(plan("GET", plain(1000), resume).status()).isEqualTo(206);
		FileFacts young = new FileFacts(1000, Plans.MODIFIED, "1:1", Plans.MODIFIED.plusSeconds(1));
		assertThat(plan("GET", Plans.representation(young, ContentCoding.IDENTITY, false, null, null), resume).status())
			.isEqualTo(200);
	}

	private ResponsePlan plan(String method, Representation representation, String... namesAndValues) {
		return this.planner.plan(method, MapRequestFields.of(namesAndValues), representation);
	}

}
