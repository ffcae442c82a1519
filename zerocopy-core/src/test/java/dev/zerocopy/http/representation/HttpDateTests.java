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

package dev.zerocopy.http.representation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HttpDate}.
 */
class HttpDateTests {

	private static final Instant EXAMPLE = Instant.parse("1994-11-06T08:49:37Z");

	@ParameterizedTest
	@ValueSource(strings = { "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
			"Sun Nov  6 08:49:37 1994", "Sun Nov 06 08:49:37 1994", " Sun, 06 Nov 1994 08:49:37 GMT " })
	void threeFormatsAreParsed(String value) {
		assertThat(HttpDate.parse(value)).isEqualTo(EXAMPLE);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "Thu, 29 Feb 2024 23:59:59 GMT | 2024-02-29T23:59:59Z",
			"Thu, 01 Jan 1970 00:00:00 GMT | 1970-01-01T00:00:00Z",
			"Fri, 31 Dec 9999 23:59:59 GMT | 9999-12-31T23:59:59Z", "Wed Nov 16 08:49:37 1994 | 1994-11-16T08:49:37Z" })
	void edgesOfTheCalendarAreParsed(String value, Instant expected) {
		assertThat(HttpDate.parse(value)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "0", "-1", "garbage", ",", "Sun,", "Sunday,", "Mon, 06 Nov 1994 08:49:37 GMT",
			"Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET",
			"Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 +0100", "Sun, 06 Nov 1994 08:49:37 GMT x",
			"x Sun, 06 Nov 1994 08:49:37 GMT", "Thu, 31 Feb 1994 08:49:37 GMT", "Wed, 29 Feb 2023 08:49:37 GMT",
			"Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 32 Jan 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
			"Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08:49:60 GMT", "Sun, 06 Nov 1994 8:9:7 GMT",
			"Sun, 06 Nov 94 08:49:37 GMT", "sun, 06 nov 1994 08:49:37 gmt", "Sun, 06 Nov 19944 08:49:37 GMT",
			"Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06  ov 1994 08:49:37 GMT", "Sun, -6 Nov 1994 08:49:37 GMT",
			"Sun, 06 Nov 1994 08:49:37.5 GMT", "Sun, \u0660\u0666 Nov 1994 08:49:37 GMT", "06 Nov 1994 08:49:37 GMT",
			"Sun 06 Nov 1994 08:49:37 GMT", "Sun, 06-Nov-94 08:49:37 GMT", "Monday, 06-Nov-94 08:49:37 GMT",
			"Sunday, 06-Nov-1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 EST", "Sunday, 31-Feb-94 08:49:37 GMT",
			"Sunday, 06 Nov 94 08:49:37 GMT", "Sun Nov 6 08:49:37 1994", "Sun Nov  6 08:49:37 1994 GMT",
			"Mon Nov  6 08:49:37 1994", "Sun Nov  0 08:49:37 1994", "\rWed Jun  4 22:38:40 1569",
			"1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT" })
	void anythingElseIsNoDate(String value) {
		assertThat(HttpDate.parse(value)).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			// 50 years ahead to the day is still the future, one day more is the past
			"Wednesday, 01-Jan-76 00:00:00 GMT | 2076-01-01T00:00:00Z",
			"Monday, 15-Jun-76 00:00:00 GMT | 2076-06-15T00:00:00Z",
			"Wednesday, 16-Jun-76 00:00:00 GMT | 1976-06-16T00:00:00Z",
			"Saturday, 01-Jan-77 00:00:00 GMT | 1977-01-01T00:00:00Z",
			"Friday, 31-Dec-99 00:00:00 GMT | 1999-12-31T00:00:00Z",
			"Saturday, 01-Jan-00 00:00:00 GMT | 2000-01-01T00:00:00Z" })
	void twoDigitYearIsAtMostFiftyYearsAhead(String value, Instant expected) {
		Clock clock = Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneOffset.UTC);
		assertThat(HttpDate.parse(value, clock)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "1994-11-06T08:49:37Z | Sun, 06 Nov 1994 08:49:37 GMT",
					"1994-11-06T08:49:37.999999999Z | Sun, 06 Nov 1994 08:49:37 GMT",
					"1970-01-01T00:00:00Z | Thu, 01 Jan 1970 00:00:00 GMT",
					"1969-12-31T23:59:59.5Z | Wed, 31 Dec 1969 23:59:59 GMT",
					"0000-01-01T00:00:00Z | Sat, 01 Jan 0000 00:00:00 GMT",
					"-0001-12-31T00:00:00Z | Sat, 01 Jan 0000 00:00:00 GMT",
					"+10000-01-01T00:00:00Z | Fri, 31 Dec 9999 23:59:59 GMT" })
	void instantsAreFormatted(Instant instant, String expected) {
		assertThat(HttpDate.format(instant)).isEqualTo(expected);
	}

	@Test
	void farthestInstantsAreFormatted() {
		assertThat(HttpDate.format(Instant.MIN)).isEqualTo("Sat, 01 Jan 0000 00:00:00 GMT");
		assertThat(HttpDate.format(Instant.MAX)).isEqualTo("Fri, 31 Dec 9999 23:59:59 GMT");
	}

	@Test
	void formatAgreesWithTheJdkAndIsParsedBack() {
		DateTimeFormatter reference = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);
		Random random = new Random(1);
		for (int i = 0; i < 10_000; i++) {
			Instant instant = Instant.ofEpochSecond(random.nextLong(-62_000_000_000L, 253_000_000_000L));
			String formatted = HttpDate.format(instant);
			assertThat(formatted).isEqualTo(reference.format(ZonedDateTime.ofInstant(instant, ZoneOffset.UTC)));
			assertThat(HttpDate.parse(formatted)).isEqualTo(instant);
		}
	}

}
