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

package dev.zerocopy.http.condition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.zerocopy.http.MapRequestFields;
import dev.zerocopy.http.condition.Preconditions.Outcome;
import dev.zerocopy.http.representation.EntityTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Preconditions}. In the tables {@code old} is a date before the last
 * modification, {@code same} its second, {@code new} a later date.
 */
class PreconditionsTests {

	private static final EntityTag CURRENT = new EntityTag("x", false);

	private static final Instant LAST_MODIFIED = Instant.parse("1994-11-06T08:49:37.999Z");

	@Test
	void withoutConditionsTheRequestProceeds() {
		assertThat(evaluate(true)).isEqualTo(Outcome.PROCEED);
		assertThat(evaluate(false)).isEqualTo(Outcome.PROCEED);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = {
			// If-Match: strong comparison, If-Unmodified-Since ignored
			"If-Match: *                                   | PROCEED | PROCEED",
			"If-Match: \"x\"                               | PROCEED | PROCEED",
			"If-Match: \"a\", \"x\"                        | PROCEED | PROCEED",
			"If-Match: \"a\" + If-Match: \"x\"             | PROCEED | PROCEED",
			"If-Match: \"y\"                               | PRECONDITION_FAILED | PRECONDITION_FAILED",
			"If-Match: W/\"x\"                             | PRECONDITION_FAILED | PRECONDITION_FAILED",
			"If-Match: x                                   | PRECONDITION_FAILED | PRECONDITION_FAILED",
			"If-Match: \"x                                 | PRECONDITION_FAILED | PRECONDITION_FAILED",
			"If-Match:                                     | PRECONDITION_FAILED | PRECONDITION_FAILED",
			"If-Match: \"x\" + If-Unmodified-Since: old    | PROCEED | PROCEED",
			"If-Match: \"y\" + If-Unmodified-Since: new    | PRECONDITION_FAILED | PRECONDITION_FAILED",

			"If-Unmodified-Since: old                      | PRECONDITION_FAILED | PRECONDITION_FAILED",
			"If-Unmodified-Since: same                     | PROCEED | PROCEED",
			"If-Unmodified-Since: new                      | PROCEED | PROCEED",
			"If-Unmodified-Since: garbage                  | PROCEED | PROCEED",
			"If-Unmodified-Since: old + If-Unmodified-Since: old | PROCEED | PROCEED",

			// If-None-Match: weak comparison, If-Modified-Since ignored
			"If-None-Match: *                              | NOT_MODIFIED | PRECONDITION_FAILED",
			"If-None-Match: \"x\"                          | NOT_MODIFIED | PRECONDITION_FAILED",
			"If-None-Match: W/\"x\"                        | NOT_MODIFIED | PRECONDITION_FAILED",
			"If-None-Match: \"a\", W/\"x\"                 | NOT_MODIFIED | PRECONDITION_FAILED",
			"If-None-Match: \"a\" + If-None-Match: \"x\"   | NOT_MODIFIED | PRECONDITION_FAILED",
			"If-None-Match: \"y\"                          | PROCEED | PROCEED",
			"If-None-Match: x                              | PROCEED | PROCEED",
			"If-None-Match: *, \"y\"                       | PROCEED | PROCEED",
			"If-None-Match:                                | PROCEED | PROCEED",
			"If-None-Match: \"y\" + If-Modified-Since: new | PROCEED | PROCEED",
			"If-None-Match: garbage + If-Modified-Since: new | PROCEED | PROCEED",
			"If-None-Match: \"x\" + If-Modified-Since: old | NOT_MODIFIED | PRECONDITION_FAILED",

			"If-Modified-Since: old                        | PROCEED | PROCEED",
			"If-Modified-Since: same                       | NOT_MODIFIED | PROCEED",
			"If-Modified-Since: new                        | NOT_MODIFIED | PROCEED",
			"If-Modified-Since: garbage                    | PROCEED | PROCEED",
			"If-Modified-Since: 0                          | PROCEED | PROCEED",
			"If-Modified-Since:                            | PROCEED | PROCEED",
			"If-Modified-Since: new + If-Modified-Since: new | PROCEED | PROCEED",

			// 412 before 304, and both are evaluated
			"If-Match: \"y\" + If-None-Match: \"x\"        | PRECONDITION_FAILED | PRECONDITION_FAILED",
			"If-Match: \"x\" + If-None-Match: \"x\"        | NOT_MODIFIED | PRECONDITION_FAILED",
			"If-Match: \"x\" + If-Modified-Since: same     | NOT_MODIFIED | PROCEED",
			"If-Unmodified-Since: old + If-None-Match: \"x\" | PRECONDITION_FAILED | PRECONDITION_FAILED",
			"If-Unmodified-Since: same + If-Modified-Since: same | NOT_MODIFIED | PROCEED",
			"If-Unmodified-Since: old + If-Modified-Since: same | PRECONDITION_FAILED | PRECONDITION_FAILED",

			// no precondition
			"If-Range: \"y\" + Range: bytes=0-1            | PROCEED | PROCEED" })
	void conditionsAreEvaluatedInTheOrderOfTheRfc(String fields, Outcome safe, Outcome unsafe) {
		String[] namesAndValues = namesAndValues(fields);
		assertThat(evaluate(true, namesAndValues)).isEqualTo(safe);
		assertThat(evaluate(false, namesAndValues)).isEqualTo(unsafe);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994" })
	void everyDateFormatCounts(String date) {
		assertThat(evaluate(true, "If-Modified-Since", date)).isEqualTo(Outcome.NOT_MODIFIED);
	}

	@Test
	void weakTagFulfilsOnlyWeakComparison() {
		EntityTag weak = new EntityTag("x", true);
		MapRequestFields ifMatch = MapRequestFields.of("If-Match", "W/\"x\"");
		MapRequestFields ifNoneMatch = MapRequestFields.of("If-None-Match", "W/\"x\"");
		assertThat(Preconditions.evaluate(true, ifMatch, weak, LAST_MODIFIED)).isEqualTo(Outcome.PRECONDITION_FAILED);
		assertThat(Preconditions.evaluate(true, ifNoneMatch, weak, LAST_MODIFIED)).isEqualTo(Outcome.NOT_MODIFIED);
	}

	private static Outcome evaluate(boolean safeMethod, String... namesAndValues) {
		return Preconditions.evaluate(safeMethod, MapRequestFields.of(namesAndValues), CURRENT, LAST_MODIFIED);
	}

	private static String[] namesAndValues(String fields) {
		List<String> namesAndValues = new ArrayList<>();
		for (String field : fields.split(" \\+ ")) {
			int colon = field.indexOf(':');
			namesAndValues.add(field.substring(0, colon).strip());
			namesAndValues.add(value(field.substring(colon + 1).strip()));
		}
		return namesAndValues.toArray(String[]::new);
	}

	private static String value(String value) {
		return switch (value) {
			case "old" -> "Sun, 06 Nov 1994 08:49:36 GMT";
			case "same" -> "Sun, 06 Nov 1994 08:49:37 GMT";
			case "new" -> "Sun, 06 Nov 1994 08:49:38 GMT";
			default -> value;
		};
	}

}
