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

import java.util.List;

import dev.zerocopy.http.HeaderField;
import dev.zerocopy.http.MapRequestFields;
import dev.zerocopy.http.plan.BodySegment.FileSlice;
import dev.zerocopy.http.representation.Representation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.zerocopy.http.plan.Plans.field;
import static dev.zerocopy.http.plan.Plans.gzip;
import static dev.zerocopy.http.plan.Plans.names;
import static dev.zerocopy.http.plan.Plans.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ResponsePlanner}.
 */
class ResponsePlannerTests {

	private final ResponsePlanner planner = new ResponsePlanner(() -> "B");

	@Test
	void getSendsTheWholeFile() {
		ResponsePlan plan = plan("GET", plain(1000));
		assertThat(plan.status()).isEqualTo(200);
		assertThat(names(plan)).containsExactlyInAnyOrder("Content-Type: text/plain;charset=utf-8",
				"Content-Length: 1000", "ETag: \"x\"", "Last-Modified: " + Plans.DATE, "Accept-Ranges: bytes",
				"X-Content-Type-Options: nosniff");
		assertThat(plan.body()).containsExactly(new FileSlice(0, 1000));
	}

	@Test
	void optionalFieldsAreSentIfTheyHaveAValue() {
		ResponsePlan plan = plan("GET", gzip(1000));
		assertThat(names(plan)).containsExactlyInAnyOrder("Content-Type: text/plain;charset=utf-8",
				"Content-Length: 1000", "Content-Encoding: gzip", "ETag: \"x-gzip\"", "Last-Modified: " + Plans.DATE,
				"Accept-Ranges: bytes", "Cache-Control: max-age=60", "Vary: Accept-Encoding",
				"Content-Disposition: attachment", "X-Content-Type-Options: nosniff");
	}

	@Test
	void emptyFileHasNoBodySegment() {
		ResponsePlan plan = plan("GET", plain(0));
		assertThat(plan.status()).isEqualTo(200);
		assertThat(field(plan, "Content-Length")).isEqualTo("0");
		assertThat(plan.body()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = { "X-None | 1", "If-None-Match | \"x\"",
			"If-Match | \"y\"", "If-Modified-Since | " + Plans.DATE, "If-None-Match | \"x-gzip\"" })
	void headHasTheFieldsOfGetAndNoBody(String name, String value) {
		for (Representation representation : List.of(plain(1000), gzip(1000), plain(0))) {
			ResponsePlan get = plan("GET", representation, name, value);
			ResponsePlan head = plan("HEAD", representation, name, value);
			assertThat(head.status()).isEqualTo(get.status());
			assertThat(head.fields()).isEqualTo(get.fields());
			assertThat(head.body()).isEmpty();
		}
	}

	@Test
	void notModifiedHasOnlyWhatCachesNeed() {
		ResponsePlan plan = plan("GET", gzip(1000), "If-None-Match", "\"x-gzip\"");
		assertThat(plan.status()).isEqualTo(304);
		assertThat(names(plan)).containsExactlyInAnyOrder("ETag: \"x-gzip\"", "Cache-Control: max-age=60",
				"Vary: Accept-Encoding", "X-Content-Type-Options: nosniff");
		assertThat(plan.body()).isEmpty();
		assertThat(names(plan("GET", plain(1000), "If-None-Match", "*"))).containsExactlyInAnyOrder("ETag: \"x\"",
				"X-Content-Type-Options: nosniff");
	}

	@Test
	void tagOfAnotherCodingIsModified() {
		assertThat(plan("GET", gzip(1000), "If-None-Match", "\"x\"").status()).isEqualTo(200);
	}

	@Test
	void failedPreconditionHasNoContent() {
		ResponsePlan plan = plan("GET", gzip(1000), "If-Match", "\"y\"");
		assertThat(plan.status()).isEqualTo(412);
		assertThat(names(plan)).containsExactlyInAnyOrder("Content-Length: 0", "Vary: Accept-Encoding",
				"X-Content-Type-Options: nosniff");
		assertThat(plan.body()).isEmpty();
	}

	@Test
	void preconditionsComeBeforeTheRange() {
		String[] range = { "Range", "bytes=9999-", "If-None-Match", "\"x\"" };
		assertThat(plan("GET", plain(1000), range).status()).isEqualTo(304);
		assertThat(plan("GET", plain(1000), "Range", "bytes=0-1", "If-Match", "\"y\"").status()).isEqualTo(412);
		assertThat(plan("GET", plain(1000), "Range", "bytes=0-1", "If-Match", "\"x\"").status()).isEqualTo(206);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get", "Head", "" })
	void otherMethodsAreNotAllowed(String method) {
		ResponsePlan plan = plan(method, plain(1000), "If-None-Match", "*", "Range", "bytes=9999-");
		assertThat(plan.status()).isEqualTo(405);
		assertThat(names(plan)).containsExactlyInAnyOrder("Allow: GET, HEAD, OPTIONS", "Content-Length: 0",
				"X-Content-Type-Options: nosniff");
		assertThat(plan.body()).isEmpty();
	}

	@Test
	void optionsTellsTheMethodsWhateverTheConditions() {
		ResponsePlan plan = plan("OPTIONS", plain(1000), "If-Match", "\"y\"", "Range", "bytes=9999-");
		assertThat(plan.status()).isEqualTo(200);
		assertThat(names(plan)).containsExactlyInAnyOrder("Allow: GET, HEAD, OPTIONS", "Content-Length: 0",
				"X-Content-Type-Options: nosniff");
		assertThat(plan.body()).isEmpty();
	}

	@Test
	void notAcceptableDependsOnTheCoding() {
		ResponsePlan plan = ResponsePlanner.notAcceptable(List.of(Plans.NOSNIFF));
		assertThat(plan.status()).isEqualTo(406);
		assertThat(names(plan)).containsExactlyInAnyOrder("Vary: Accept-Encoding", "Content-Length: 0",
				"X-Content-Type-Options: nosniff");
		assertThat(plan.body()).isEmpty();
	}

	@Test
	void redirectStaysOnTheHost() {
		ResponsePlan plan = ResponsePlanner.redirect(308, "/a/b/?c=//d", List.of(Plans.NOSNIFF));
		assertThat(plan.status()).isEqualTo(308);
		assertThat(names(plan)).containsExactlyInAnyOrder("Location: /a/b/?c=//d", "Content-Length: 0",
				"X-Content-Type-Options: nosniff");
		assertThat(plan.body()).isEmpty();
	}

	@Test
	void redirectToTheRootIsPossible() {
		assertThat(names(ResponsePlanner.redirect(301, "/", List.of()))).contains("Location: /");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "//evil.com/", "/\\evil.com/", "http://evil.com/", "\\\\evil.com",
			"/\t/evil.com/", "/\n//evil.com" })
	void redirectToAnotherHostIsRefused(String location) {
		assertThatIllegalArgumentException().isThrownBy(() -> ResponsePlanner.redirect(301, location, List.of()))
			.withMessageContaining("'" + location + "'");
	}

	private ResponsePlan plan(String method, Representation representation, String... namesAndValues) {
		return this.planner.plan(method, MapRequestFields.of(namesAndValues), representation);
	}

}
