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

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.zerocopy.http.MapRequestFields;
import dev.zerocopy.http.representation.EntityTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for {@link Ranges}.
 */
class RangesTests {

	private static final EntityTag ETAG = new EntityTag("x", false);

	private static final Instant LAST_MODIFIED = Instant.parse("1994-11-06T08:49:37.5Z");

	private static final String MAX = "9223372036854775807";

	@Test
	void withoutRangeTheWholeFileIsSelected() {
		assertThat(select(100)).isEqualTo(new RangeSelection.Whole());
		assertThat(select(0)).isEqualTo(new RangeSelection.Whole());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "bytes=0-0 | 0-0", "bytes=0-99 | 0-99", "bytes=0-100 | 0-99", "bytes=0- | 0-99",
					"bytes=99- | 99-99", "bytes=99-99 | 99-99", "bytes=5-10 | 5-10", "bytes=-1 | 99-99",
					"bytes=-100 | 0-99", "bytes=-101 | 0-99", "bytes=0-" + MAX + " | 0-99", "bytes=-" + MAX + " | 0-99",
					"bytes=0-9223372036854775808 | 0-99", "bytes=0-99999999999999999999999 | 0-99",
					"bytes=-99999999999999999999999 | 0-99", "bytes=00000000000000000000000005-06 | 5-6",
					"BYTES=0-4 | 0-4", "Bytes=0-4 | 0-4", "'bytes= 0-4 ' | 0-4", "'bytes=,0-4,\t,' | 0-4",
					"bytes=0-4,100- | 0-4", "bytes=100-,-1 | 99-99", "bytes=-0,0-4 | 0-4" })
	void singleRangesAreSelected(String range, String expected) {
		assertThat(select(100, "Range", range)).isEqualTo(partial(expected));
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes=100-", "bytes=100-200", "bytes=-0", "bytes=-00", "bytes=100-,200-", "bytes=-0,100-",
			"bytes=" + MAX + "-", "bytes=" + MAX + "-" + MAX, "bytes=99999999999999999999-",
			"bytes=99999999999999999999-99999999999999999999", "bytes=0099999999999999999998-99999999999999999999" })
	void rangesBeyondTheFileAreUnsatisfiable(String range) {
		assertThat(select(100, "Range", range)).isEqualTo(new RangeSelection.Unsatisfiable());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "bytes", "bytes=", "bytes=,", "bytes=,,", "bytes=-", "bytes=--", "bytes=--5",
			"bytes=5-2", "bytes=0-4,5-2", "bytes=a-", "bytes=0-a", "bytes=0x0-5", "bytes=+0-5", "bytes=0-+5",
			"bytes=0 - 5", "bytes=0- 5", "bytes=- 5", "bytes=5", "bytes=0-5-9", "bytes=0-5;6-7", "bytes=0-5 6-7",
			"bytes =0-5", "bytes 0-5", "bytes:0-5", "foo=0-1", "items=0-1", "none=0-1", "byte=0-1", "bytess=0-1",
			"bytes=0-4,x", "x,bytes=0-4", "bytes=0-4,bytes=5-6", "bytes=\u0660-\u0665", "bytes=0.5-1", "bytes=1e1-",
			"bytes=*", "bytes */100", "bytes=100-50", "bytes=00-20,28-,99999999999999999999999999-9223372036854775807",
			"bytes=100000000000000000000-99999999999999999999", "bytes=99999999999999999999-099999999999999999998",
			"bytes=0-4\f", "byte\u017f=0-4", "bytes=\u000b0-4", "bytes=0-4\u2003" })
	void malformedOrUnknownRangesAreIgnored(String range) {
		assertThat(select(100, "Range", range)).isEqualTo(new RangeSelection.Whole());
	}

	@Test
	void severalRangeFieldLinesAreIgnored() {
		assertThat(select(100, "Range", "bytes=0-1", "Range", "bytes=2-3")).isEqualTo(new RangeSelection.Whole());
	}

	@ParameterizedTest
	@CsvSource({ "bytes=0-, false", "bytes=0-0, false", "bytes=1-, false", "bytes=-0, false", "bytes=-5, true",
			"'bytes=0-,-5', true", "'bytes=0-,-0', false" })
	void emptyFileHasOnlyASuffix(String range, boolean whole) {
		assertThat(select(0, "Range", range))
			.isEqualTo(whole ? new RangeSelection.Whole() : new RangeSelection.Unsatisfiable());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			// kept apart, in the order requested
			"bytes=0-99,1000-1099 | 0-99,1000-1099", "bytes=1000-1099,0-99 | 1000-1099,0-99",
			"bytes=-100,0-99,5000-5099 | 9900-9999,0-99,5000-5099", "bytes=0-0,-1 | 0-0,9999-9999",
			"bytes=0-9,20000-,5000-5009 | 0-9,5000-5009", "bytes=0-4870,5128-9999 | 0-4870,5128-9999",
			"bytes=0-99,228-300 | 0-99,228-300",
			// overlapping, adjacent, contained, equal, or closer than a part costs
			"bytes=0-99,50-149 | 0-149", "bytes=0-99,100-199 | 0-199", "bytes=0-99,10-19 | 0-99",
			"bytes=0-99,0-99 | 0-99", "bytes=10-19,0-99 | 0-99", "bytes=0-,0- | 0-9999", "bytes=0-99,227-300 | 0-300",
			"bytes=0-9,5-14,10-19,15-24 | 0-24", "bytes=20-29,10-19,0-9 | 0-29", "bytes=9000-,-500 | 9000-9999",
			"bytes=0-99,-99999 | 0-9999",
			// at the place of the first one that was requested
			"bytes=5000-5099,0-99,5050-5199 | 5000-5199,0-99", "bytes=0-9,5000-5009,10-19 | 0-19,5000-5009" })
	void severalRangesAreCoalesced(String range, String expected) {
		assertThat(select(10_000, "Range", range)).isEqualTo(partial(expected));
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes=0-4900,5100-9999", "bytes=0-4871,5000-9999", "bytes=5100-9999,0-4900",
			"bytes=0-4871,5128-9999" })
	void partsThatSaveNothingAreTheWholeFile(String range) {
		assertThat(select(10_000, "Range", range)).isEqualTo(new RangeSelection.Whole());
	}

	@Test
	void sixteenRangesAreServedAndSeventeenAreNot() {
		assertThat(select(1_000_000, "Range", spread(16))).isInstanceOfSatisfying(RangeSelection.Partial.class,
				(partial) -> assertThat(partial.ranges()).hasSize(16));
		assertThat(select(1_000_000, "Range", spread(17))).isEqualTo(new RangeSelection.Whole());
		assertThat(select(1_000_000, "Range", "bytes=" + "0-0,".repeat(16))).isEqualTo(partial("0-0"));
		assertThat(select(1_000_000, "Range", "bytes=" + "0-0,".repeat(17))).isEqualTo(new RangeSelection.Whole());
		assertThat(select(1_000_000, "Range", "bytes=" + "2000000-,".repeat(17))).isEqualTo(new RangeSelection.Whole());
	}

	@Test
	void offsetsBeyondTwoGibibytesAreExact() {
		long size = 3L << 40;
		assertThat(select(size, "Range", "bytes=2147483648-2147483649,3298534883327-"))
			.isEqualTo(partial("2147483648-2147483649,3298534883327-3298534883327"));
		assertThat(select(Long.MAX_VALUE, "Range", "bytes=9223372036854775806-" + MAX))
			.isEqualTo(partial("9223372036854775806-9223372036854775806"));
		assertThat(select(Long.MAX_VALUE, "Range", "bytes=0-0,-1"))
			.isEqualTo(partial("0-0,9223372036854775806-9223372036854775806"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "\"x\" | true | true", "\"x\" | false | true", "W/\"x\" | true | false", "\"y\" | true | false",
					"\"a\", \"x\" | true | false", "* | true | false", "x | true | false", "\"x | true | false",
					" | true | false", "garbage | true | false", "Sun, 06 Nov 1994 08:49:37 GMT | true | true",
					"Sunday, 06-Nov-94 08:49:37 GMT | true | true", "Sun Nov  6 08:49:37 1994 | true | true",
					"Sun, 06 Nov 1994 08:49:37 GMT | false | false", "Sun, 06 Nov 1994 08:49:36 GMT | true | false",
					"Sun, 06 Nov 1994 08:49:38 GMT | true | false" })
	void rangeIsHonouredIfTheValidatorIsTheCurrentOne(String ifRange, boolean strongDate, boolean honoured) {
		MapRequestFields fields = MapRequestFields.of("Range", "bytes=0-4", "If-Range",
				(ifRange != null) ? ifRange : "");
		assertThat(Ranges.select(fields, 100, ETAG, LAST_MODIFIED, strongDate))
			.isEqualTo(honoured ? partial("0-4") : new RangeSelection.Whole());
	}

	@Test
	void weakTagIsNoValidatorForARange() {
		MapRequestFields fields = MapRequestFields.of("Range", "bytes=0-4", "If-Range", "W/\"x\"");
		assertThat(Ranges.select(fields, 100, new EntityTag("x", true), LAST_MODIFIED, true))
			.isEqualTo(new RangeSelection.Whole());
	}

	@Test
	void failedIfRangeHidesAnUnsatisfiableRange() {
		assertThat(select(100, "Range", "bytes=100-", "If-Range", "\"y\"")).isEqualTo(new RangeSelection.Whole());
		assertThat(select(100, "Range", "bytes=100-", "If-Range", "\"x\""))
			.isEqualTo(new RangeSelection.Unsatisfiable());
	}

	@Test
	void severalIfRangeLinesDoNotHold() {
		assertThat(select(100, "Range", "bytes=0-4", "If-Range", "\"x\"", "If-Range", "\"x\""))
			.isEqualTo(new RangeSelection.Whole());
	}

	@Test
	void ifRangeWithoutRangeMeansNothing() {
		assertThat(select(100, "If-Range", "\"x\"")).isEqualTo(new RangeSelection.Whole());
	}

	@Test
	void selectedRangesCoverWhatWasRequestedAndNeverOverlap() {
		Random random = new Random(1);
		for (int i = 0; i < 20_000; i++) {
			int size = 1 + random.nextInt(5000);
			List<ByteRange> requested = random.ints(1 + random.nextInt(6), 0, size)
				.mapToObj((first) -> new ByteRange(first, first + random.nextInt(size - first)))
				.toList();
			String range = requested.stream()
				.map((r) -> r.first() + "-" + r.last())
				.collect(Collectors.joining(",", "bytes=", ""));
			RangeSelection selection = select(size, "Range", range);
			if (selection instanceof RangeSelection.Partial partial) {
				assertThat(requested)
					.allMatch((r) -> partial.ranges().stream().anyMatch((selected) -> selected.contains(r)));
				assertThat(partial.ranges()).allMatch((selected) -> selected.last() < size)
					.allMatch((selected) -> partial.ranges()
						.stream()
						.allMatch((other) -> other == selected || other.first() > selected.last() + 128
								|| selected.first() > other.last() + 128));
			}
			else {
				assertThat(selection).isEqualTo(new RangeSelection.Whole());
				assertThat(requested).hasSizeGreaterThan(1);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "0-0,", ",", "9", "-", " ", "0-0 ,", "-1,", "0-" })
	void hostileFieldsTakeLinearTime(String repeated) {
		String range = "bytes=" + repeated.repeat(4_000_000 / repeated.length());
		RangeSelection selection = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> select(100, "Range", range));
		assertThat(selection).isEqualTo(new RangeSelection.Whole());
	}

	@ParameterizedTest
	@CsvSource({ "-1, 0", "1, 0", "-2, -1" })
	void rangeThatIsNoneIsRefused(long first, long last) {
		assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(first, last))
			.withMessageContaining(first + "-" + last);
	}

	private static RangeSelection select(long size, String... namesAndValues) {
		return Ranges.select(MapRequestFields.of(namesAndValues), size, ETAG, LAST_MODIFIED, true);
	}

	private static RangeSelection partial(String ranges) {
		return new RangeSelection.Partial(Arrays.stream(ranges.split(",")).map((range) -> {
			String[] ends = range.split("-");
			return new ByteRange(Long.parseLong(ends[0]), Long.parseLong(ends[1]));
		}).toList());
	}

	private static String spread(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> i * 1000 + "-" + (i * 1000 + 9))
			.collect(Collectors.joining(",", "bytes=", ""));
	}

}
