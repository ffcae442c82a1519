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

package dev.zerocopy.http.range;

import java.util.ArrayList;
import java.util.List;

import dev.zerocopy.http.FieldValues;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * One member of a {@code Range} field with unit {@code bytes}, RFC 9110 section 14.1.2.
 * Numbers too large for a {@code long} are {@link Long#MAX_VALUE}.
 */
sealed interface RangeSpec {

	/**
	 * Return the bytes of a file that are meant.
	 * @param size size of the file in bytes, not zero
	 * @return the range, or {@code null} if unsatisfiable
	 */
	@Nullable ByteRange within(long size);

	/**
	 * Parse a whole field value.
	 * @param value the field value
	 * @param limit most members to return
	 * @return the members, never empty, or {@code null} if the unit is not {@code bytes},
	 * the syntax is not valid or there are more members than the limit
	 */
	static @Nullable List<RangeSpec> parse(String value, int limit) {
		String unit = "bytes=";
		if (!AsciiString.regionMatchesAscii(value, true, 0, unit, 0, unit.length())) {
			return null;
		}
		List<RangeSpec> specs = new ArrayList<>();
		int start = unit.length();
		while (start <= value.length()) {
			int comma = value.indexOf(',', start);
			int end = (comma < 0) ? value.length() : comma;
			String member = FieldValues.trim(value.substring(start, end));
			if (!member.isEmpty()) {
				RangeSpec spec = parseMember(member);
				if (spec == null || specs.size() == limit) {
					return null;
				}
				specs.add(spec);
			}
			start = end + 1;
		}
		return specs.isEmpty() ? null : specs;
	}

	private static @Nullable RangeSpec parseMember(String member) {
		int dash = member.indexOf('-');
		if (dash < 0 || !isDigits(member, 0, dash) || !isDigits(member, dash + 1, member.length())) {
			return null;
		}
		boolean open = dash == member.length() - 1;
		if (dash == 0) {
			return open ? null : new Suffix(number(member, 1, member.length()));
		}
		long first = number(member, 0, dash);
		long last = open ? Long.MAX_VALUE : number(member, dash + 1, member.length());
		// two numbers too large for a long are equal, though what they stand for is not
		boolean descending = first > last || (first == Long.MAX_VALUE && !open && isGreater(member, dash));
		return descending ? null : new Interval(first, last);
	}

	/** Compares the digits, which takes time linear in their number. */
	private static boolean isGreater(String member, int dash) {
		String first = withoutLeadingZeros(member, 0, dash);
		String last = withoutLeadingZeros(member, dash + 1, member.length());
		int longer = Integer.compare(first.length(), last.length());
		return longer > 0 || (longer == 0 && first.compareTo(last) > 0);
	}

	private static String withoutLeadingZeros(String text, int from, int to) {
		int start = from;
		while (start < to && text.charAt(start) == '0') {
			start++;
		}
		return text.substring(start, to);
	}

	private static boolean isDigits(String text, int from, int to) {
		for (int i = from; i < to; i++) {
			if (text.charAt(i) < '0' || text.charAt(i) > '9') {
				return false;
			}
		}
		return true;
	}

	private static long number(String text, int from, int to) {
		long number = 0;
		for (int i = from; i < to; i++) {
			int digit = text.charAt(i) - '0';
			if (number > (Long.MAX_VALUE - digit) / 10) {
				return Long.MAX_VALUE;
			}
			number = number * 10 + digit;
		}
		return number;
	}

	/**
	 * From one offset to another.
	 *
	 * @param first offset of the first byte
	 * @param last offset of the last byte, {@link Long#MAX_VALUE} for all that follow
	 */
	record Interval(long first, long last) implements RangeSpec {

		@Override
		public @Nullable ByteRange within(long size) {
			return (this.first < size) ? new ByteRange(this.first, Math.min(this.last, size - 1)) : null;
		}

	}

	/**
	 * The end of the file.
	 *
	 * @param length the number of bytes
	 */
	record Suffix(long length) implements RangeSpec {

		@Override
		public @Nullable ByteRange within(long size) {
			return (this.length > 0) ? new ByteRange(Math.max(0, size - this.length), size - 1) : null;
		}

	}

}
