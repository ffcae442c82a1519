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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

import dev.zerocopy.http.FieldValues;
import org.jspecify.annotations.Nullable;

/**
 * Dates in header fields, RFC 9110 section 5.6.7. Stricter than Netty's
 * {@code DateFormatter}, which takes 31 February for a day in March, ignores the time
 * zone and skips text it does not know: a validator that is not exactly a date must be
 * ignored.
 */
public final class HttpDate {

	private static final List<String> DAYS = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
			"Sunday");

	private static final List<String> MONTHS = List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
			"Oct", "Nov", "Dec");

	private static final long FIRST_SECOND = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();

	private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

	private static final int SECONDS_PER_DAY = 86_400;

	private static final int FUTURE_YEARS = 50;

	private HttpDate() {
	}

	/**
	 * Format as {@code IMF-fixdate}, for example {@code Sun, 06 Nov 1994 08:49:37 GMT}.
	 * @param instant the instant; fractions of a second are dropped, years that do not
	 * have four digits become the nearest that does
	 * @return the field value
	 */
	public static String format(Instant instant) {
		long second = Math.max(FIRST_SECOND, Math.min(LAST_SECOND, instant.getEpochSecond()));
		LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_PER_DAY));
		int time = Math.floorMod(second, SECONDS_PER_DAY);
		StringBuilder text = new StringBuilder(29);
		text.append(DAYS.get(date.getDayOfWeek().getValue() - 1), 0, 3).append(", ");
		appendTwoDigits(text, date.getDayOfMonth()).append(' ');
		text.append(MONTHS.get(date.getMonthValue() - 1)).append(' ');
		appendTwoDigits(text, date.getYear() / 100);
		appendTwoDigits(text, date.getYear() % 100).append(' ');
		appendTwoDigits(text, time / 3600).append(':');
		appendTwoDigits(text, time / 60 % 60).append(':');
		return appendTwoDigits(text, time % 60).append(" GMT").toString();
	}

	/**
	 * Parse any of the three formats: {@code IMF-fixdate}, {@code rfc850-date} and
	 * {@code asctime-date}. Names of days and months are case-sensitive, as in the RFC.
	 * @param value the field value
	 * @return the instant, or {@code null} if the value is not a valid date; a leap
	 * second and a wrong day of the week are invalid
	 */
	public static @Nullable Instant parse(String value) {
		return parse(value, Clock.systemUTC());
	}

	static @Nullable Instant parse(String value, Clock clock) {
		try {
			String text = FieldValues.trim(value);
			int comma = text.indexOf(',');
			if (comma == 3) {
				return parseFixedDate(text);
			}
			return (comma > 0) ? parseRfc850(text, comma, clock) : parseAsctime(text);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable Instant parseFixedDate(String text) {
		if (!hasLayout(text, 0, "aaa, 00 aaa 0000 00:00:00 GMT")) {
			return null;
		}
		LocalDate date = LocalDate.of(number(text, 12, 16), month(text, 8), number(text, 5, 7));
		return shortDayName(date).equals(text.substring(0, 3)) ? instant(date, text, 17) : null;
	}

	/**
	 * A year that seems to be more than 50 years ahead is the latest one in the past with
	 * the same last two digits.
	 */
	private static @Nullable Instant parseRfc850(String text, int comma, Clock clock) {
		if (!hasLayout(text, comma, ", 00-aaa-00 00:00:00 GMT")) {
			return null;
		}
		LocalDate limit = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusYears(FUTURE_YEARS);
		int year = limit.getYear() - Math.floorMod(limit.getYear() - number(text, comma + 9, comma + 11), 100);
		LocalDate date = LocalDate.of(year, month(text, comma + 5), number(text, comma + 2, comma + 4));
		if (date.isAfter(limit)) {
			date = LocalDate.of(year - 100, date.getMonthValue(), date.getDayOfMonth());
		}
		return dayName(date).equals(text.substring(0, comma)) ? instant(date, text, comma + 12) : null;
	}

	private static @Nullable Instant parseAsctime(String text) {
		boolean padded = text.length() > 8 && text.charAt(8) == ' ';
		if (!hasLayout(text, 0, padded ? "aaa aaa  0 00:00:00 0000" : "aaa aaa 00 00:00:00 0000")) {
			return null;
		}
		int day = number(text, padded ? 9 : 8, 10);
		LocalDate date = LocalDate.of(number(text, 20, 24), month(text, 4), day);
		return shortDayName(date).equals(text.substring(0, 3)) ? instant(date, text, 11) : null;
	}

	/** In a layout {@code 0} is any digit, {@code a} is any character. */
	private static boolean hasLayout(String text, int from, String layout) {
		if (text.length() - from != layout.length()) {
			return false;
		}
		for (int i = 0; i < layout.length(); i++) {
			char c = text.charAt(from + i);
			char expected = layout.charAt(i);
			if ((expected == '0') ? (c < '0' || c > '9') : (expected != 'a' && c != expected)) {
				return false;
			}
		}
		return true;
	}

	private static int number(String text, int from, int to) {
		return Integer.parseInt(text, from, to, 10);
	}

	/** Returns zero, which is no month to {@link LocalDate}, for an unknown name. */
	private static int month(String text, int from) {
		return MONTHS.indexOf(text.substring(from, from + 3)) + 1;
	}

	private static String dayName(LocalDate date) {
		return DAYS.get(date.getDayOfWeek().getValue() - 1);
	}

	private static String shortDayName(LocalDate date) {
		return dayName(date).substring(0, 3);
	}

	private static Instant instant(LocalDate date, String text, int from) {
		LocalTime time = LocalTime.of(number(text, from, from + 2), number(text, from + 3, from + 5),
				number(text, from + 6, from + 8));
		return date.atTime(time).toInstant(ZoneOffset.UTC);
	}

	private static StringBuilder appendTwoDigits(StringBuilder text, int number) {
		return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
	}

}
