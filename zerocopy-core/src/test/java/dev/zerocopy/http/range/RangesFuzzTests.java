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

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.zerocopy.fuzz.FuzzSource;
import dev.zerocopy.fuzz.FuzzTarget;
import dev.zerocopy.fuzz.Fuzzer;
import dev.zerocopy.fuzz.Require;
import dev.zerocopy.http.MapRequestFields;
import dev.zerocopy.http.representation.EntityTag;

/**
 * Properties of {@link Ranges} that hold for every field and size.
 */
@Tag("slow")
class RangesFuzzTests {

	private static final EntityTag TAG = new EntityTag("tag", false);

	private static final Instant MODIFIED = Instant.parse("2024-05-01T12:34:56Z");

	private static final Pattern MEMBER = Pattern.compile("([0-9]*)-([0-9]*)");

	private static final String[] NUMBERS = { "0", "00", "1", "9", "99", "127", "128", "129", "500",
			"9223372036854775806", "9223372036854775807", "9223372036854775808", "18446744073709551616",
			"99999999999999999999999999", "000000000000000000000000000001", "4294967296", "2147483648" };

	@Test
	void rangesLieWithinTheFileAndCoverWhatWasAskedFor() {
		Fuzzer.run("range", 100_000, new Target());
	}

	/**
	 * A request.
	 *
	 * @param range the value of Range
	 * @param size the size of the file
	 */
	private record Input(String range, long size) {

	}

	private static final class Target implements FuzzTarget<Input> {

		@Override
		public Input generate(FuzzSource source) {
			long size = switch (source.below(4)) {
				case 0 -> source.below(3);
				case 1 -> source.below(1000);
				default -> source.magnitude();
			};
			StringBuilder range = new StringBuilder(source.oneIn(32) ? source.pick("bits=", "bytes", "", "bytes =")
					: source.pick("bytes=", "bytes=", "Bytes="));
			int members = source.oneIn(16) ? source.below(40) : source.below(6);
			for (int i = 0; i < members; i++) {
				range.append((i > 0) ? source.pick(",", ",", ", ", " ,\t", ",,") : "");
				range.append(number(source, size)).append(source.oneIn(64) ? "" : "-").append(number(source, size));
			}
			return new Input(source.oneIn(8) ? source.damage(range.toString()) : range.toString(), size);
		}

		private static String number(FuzzSource source, long size) {
			return switch (source.below(5)) {
				case 0 -> "";
				case 1 -> source.pick(NUMBERS);
				case 2 -> Long.toString(Math.max(0, size - source.below(4)));
				case 3 -> Long.toString((size > 0) ? Math.floorMod(source.number(), size) : 0);
				default -> Long.toString(source.magnitude());
			};
		}

		@Override
		public void check(Input input) {
			RangeSelection selection = Require.allocating(16 * 1024 + 4L * input.range().length(), () -> Ranges
				.select(MapRequestFields.of("Range", input.range()), input.size(), TAG, MODIFIED, true));
			List<BigInteger[]> asked = parseIndependently(input.range());
			if (asked == null) {
				Require.equal(selection, new RangeSelection.Whole(), "selection of a field to ignore");
				return;
			}
			List<BigInteger[]> satisfiable = satisfiable(asked, BigInteger.valueOf(input.size()));
			if (input.size() == 0) {
				boolean suffix = asked.stream().anyMatch((range) -> range[0] == null && range[1].signum() > 0);
				Require.equal(selection, suffix ? new RangeSelection.Whole() : new RangeSelection.Unsatisfiable(),
						"of nothing");
			}
			else if (satisfiable.isEmpty()) {
				Require.equal(selection, new RangeSelection.Unsatisfiable(), "selection of nothing that exists");
			}
			else if (selection instanceof RangeSelection.Partial partial) {
				checkPartial(partial.ranges(), satisfiable, input.size());
			}
			else {
				Require.that(selection instanceof RangeSelection.Whole && satisfiable.size() > 1,
						"one range that exists is sent as such");
			}
		}

		private static void checkPartial(List<ByteRange> ranges, List<BigInteger[]> asked, long size) {
			Require.that(!ranges.isEmpty() && ranges.size() <= Ranges.MAX_RANGES, "number of ranges");
			BigInteger total = BigInteger.ZERO;
			for (ByteRange range : ranges) {
				Require.that(range.first() >= 0 && range.first() <= range.last() && range.last() < size,
						"a range lies within the file");
				total = total.add(BigInteger.valueOf(range.length()));
				for (ByteRange other : ranges) {
					Require.that(other == range || other.first() - Ranges.PART_OVERHEAD > range.last()
							|| range.first() - Ranges.PART_OVERHEAD > other.last(), "ranges are far apart");
				}
				for (long end : new long[] { range.first(), range.last() }) {
					Require.that(
							asked.stream().anyMatch((one) -> one[0].longValue() == end || one[1].longValue() == end),
							"no range begins or ends where none was asked for");
				}
			}
			for (BigInteger[] one : asked) {
				Require.that(ranges.stream()
					.anyMatch((range) -> range.first() <= one[0].longValue() && one[1].longValue() <= range.last()),
						"what was asked for is sent");
			}
			Require.that(ranges.size() == 1 || total.compareTo(BigInteger.valueOf(size)) < 0,
					"parts are less than the whole");
		}

		/**
		 * Returns first and last of each member; no first for a suffix, no last for an
		 * open end.
		 */
		private static List<BigInteger[]> parseIndependently(String field) {
			if (!field.toLowerCase(Locale.ROOT).startsWith("bytes=")) {
				return null;
			}
			List<BigInteger[]> ranges = new ArrayList<>();
			for (String member : field.substring(6).split(",", -1)) {
				String text = member.replaceAll("^[ \t]+|[ \t]+$", "");
				if (text.isEmpty()) {
					continue;
				}
				Matcher matcher = MEMBER.matcher(text);
				if (!matcher.matches() || text.equals("-")) {
					return null;
				}
				BigInteger first = number(matcher.group(1));
				BigInteger last = number(matcher.group(2));
				if (first != null && last != null && last.compareTo(first) < 0) {
					return null;
				}
				ranges.add(new BigInteger[] { first, last });
			}
			return (ranges.isEmpty() || ranges.size() > Ranges.MAX_RANGES) ? null : ranges;
		}

		private static BigInteger number(String digits) {
			return digits.isEmpty() ? null : new BigInteger(digits);
		}

		private static List<BigInteger[]> satisfiable(List<BigInteger[]> asked, BigInteger size) {
			List<BigInteger[]> satisfiable = new ArrayList<>();
			BigInteger end = size.subtract(BigInteger.ONE);
			for (BigInteger[] range : asked) {
				if (range[0] == null) {
					if (range[1].signum() > 0 && size.signum() > 0) {
						satisfiable.add(new BigInteger[] { size.subtract(range[1]).max(BigInteger.ZERO), end });
					}
				}
				else if (range[0].compareTo(size) < 0) {
					satisfiable.add(new BigInteger[] { range[0], (range[1] != null) ? range[1].min(end) : end });
				}
			}
			return satisfiable;
		}

		@Override
		public String describe(Input input) {
			return Require.literal(input.range()) + " of " + input.size() + " bytes";
		}

	}

}
