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

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.zerocopy.fuzz.FuzzSource;
import dev.zerocopy.fuzz.FuzzTarget;
import dev.zerocopy.fuzz.Fuzzer;
import dev.zerocopy.fuzz.Require;
import dev.zerocopy.http.condition.Preconditions.Outcome;
import dev.zerocopy.http.representation.EntityTag;
import dev.zerocopy.http.representation.HttpDate;

/**
 * Properties of {@link Preconditions} that hold for every list of tags and every date.
 */
@Tag("slow")
class PreconditionsFuzzTests {

	private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter
		.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
		.withResolverStyle(ResolverStyle.STRICT);

	private static final DateTimeFormatter ASCTIME = DateTimeFormatter
		.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH)
		.withResolverStyle(ResolverStyle.STRICT);

	private static final DateTimeFormatter ASCTIME_WITH_ZERO = DateTimeFormatter
		.ofPattern("EEE MMM dd HH:mm:ss uuuu", Locale.ENGLISH)
		.withResolverStyle(ResolverStyle.STRICT);

	private static final DateTimeFormatter RFC_850 = DateTimeFormatter.ofPattern("EEEE, dd-MMM-uu HH:mm:ss 'GMT'",
			Locale.ENGLISH);

	private static final Pattern TAGS = Pattern
		.compile("([ \t]*,|[ \t]*(W/)?\"[!#-~\u0080-\u00ff]*\"[ \t]*(,|$))*[ \t]*");

	@Test
	void wellFormedConditionsAreEvaluatedAsTheirMeaningSays() {
		Fuzzer.run("preconditions, well-formed", 100_000, new WellFormed());
	}

	@Test
	void damagedConditionsNeverMatchWhatTheyDoNotName() {
		Fuzzer.run("preconditions, damaged", 100_000, new Damaged());
	}

	@Test
	void datesAreExactlyThoseOfTheGrammar() {
		Fuzzer.run("dates", 100_000, new Dates());
	}

	private static EntityTag tag(FuzzSource source) {
		String alphabet = source.oneIn(4) ? "!#$%&'()*+,-./:;<=>?@[]^_`{|}~\\\u0080\u00e9\u00ffaW" : "ab";
		return new EntityTag(source.text(alphabet, 0, source.oneIn(32) ? 200 : 3), source.oneIn(3));
	}

	private static Instant instant(FuzzSource source) {
		return switch (source.below(3)) {
			case 0 -> Instant.ofEpochSecond(source.below(4));
			case 1 -> Instant.ofEpochSecond(1_700_000_000L + source.below(3), source.below(1_000_000_000));
			default -> Instant.ofEpochSecond(source.number() % 60_000_000_000L, source.below(1_000_000_000));
		};
	}

	/**
	 * A list of tags and how it is written.
	 *
	 * @param tags the tags, {@code null} for no field, empty for a star
	 * @param lines the field lines
	 */
	private record Tags(List<EntityTag> tags, List<String> lines) {

		static Tags make(FuzzSource source) {
			if (source.oneIn(3)) {
				return new Tags(null, List.of());
			}
			if (source.oneIn(6)) {
				return new Tags(List.of(), List.of(source.pick("*", " *", "*\t", "*,", ", *")));
			}
			List<EntityTag> tags = new ArrayList<>();
			List<String> lines = new ArrayList<>();
			StringBuilder line = new StringBuilder();
			for (int i = source.oneIn(100) ? source.between(1, 300) : source.between(1, 5); i > 0; i--) {
				EntityTag tag = tag(source);
				tags.add(tag);
				line.append(source.pick("", "", " ", ",", "\t,")).append(tag).append(source.pick("", "", " ", "\t"));
				if (source.oneIn(8)) {
					lines.add(line.toString());
					line.setLength(0);
				}
				else {
					line.append(',');
				}
			}
			lines.add(line.toString());
			return new Tags(tags, lines);
		}

		boolean present() {
			return this.tags != null;
		}

		boolean matches(EntityTag current, boolean weakly) {
			return this.tags.isEmpty() || this.tags.stream()
				.anyMatch(
						(tag) -> tag.opaque().equals(current.opaque()) && (weakly || (!tag.weak() && !current.weak())));
		}

		int length() {
			return this.lines.stream().mapToInt(String::length).sum();
		}

	}

	/**
	 * A request for a representation.
	 *
	 * @param safe whether the method is
	 * @param current tag of the representation
	 * @param modified when it was modified
	 * @param ifMatch If-Match
	 * @param ifNoneMatch If-None-Match
	 * @param unmodifiedSince If-Unmodified-Since
	 * @param modifiedSince If-Modified-Since
	 */
	private record Input(boolean safe, EntityTag current, Instant modified, Tags ifMatch, Tags ifNoneMatch,
			Instant unmodifiedSince, Instant modifiedSince) {

		List<String> values(String name) {
			return switch (name) {
				case "If-Match" -> this.ifMatch.lines();
				case "If-None-Match" -> this.ifNoneMatch.lines();
				case "If-Unmodified-Since" -> date(this.unmodifiedSince);
				default -> date(this.modifiedSince);
			};
		}

		private static List<String> date(Instant date) {
			return (date != null) ? List.of(HttpDate.format(date)) : List.of();
		}

	}

	private static class WellFormed implements FuzzTarget<Input> {

		@Override
		public Input generate(FuzzSource source) {
			return new Input(source.oneIn(2), tag(source), instant(source), Tags.make(source), Tags.make(source),
					source.oneIn(2) ? instant(source) : null, source.oneIn(2) ? instant(source) : null);
		}

		@Override
		public void check(Input input) {
			int length = input.ifMatch().length() + input.ifNoneMatch().length();
			Outcome outcome = Require.allocating(16 * 1024 + 64L * length,
					() -> Preconditions.evaluate(input.safe(), input::values, input.current(), input.modified()));
			Require.equal(outcome, expected(input), "outcome");
		}

		/** The steps of RFC 9110 section 13.2.2, on meanings instead of texts. */
		private static Outcome expected(Input input) {
			if (input.ifMatch().present()) {
				if (!input.ifMatch().matches(input.current(), false)) {
					return Outcome.PRECONDITION_FAILED;
				}
			}
			else if (input.unmodifiedSince() != null && isLater(input.modified(), input.unmodifiedSince())) {
				return Outcome.PRECONDITION_FAILED;
			}
			if (input.ifNoneMatch().present()) {
				if (input.ifNoneMatch().matches(input.current(), true)) {
					return input.safe() ? Outcome.NOT_MODIFIED : Outcome.PRECONDITION_FAILED;
				}
			}
			else if (input.safe() && input.modifiedSince() != null
					&& !isLater(input.modified(), input.modifiedSince())) {
				return Outcome.NOT_MODIFIED;
			}
			return Outcome.PROCEED;
		}

		private static boolean isLater(Instant one, Instant other) {
			return one.truncatedTo(ChronoUnit.SECONDS).isAfter(other.truncatedTo(ChronoUnit.SECONDS));
		}

		@Override
		public String describe(Input input) {
			return "If-Match " + input.ifMatch().lines().stream().map(Require::literal).toList() + " If-None-Match "
					+ input.ifNoneMatch().lines().stream().map(Require::literal).toList() + ' ' + input;
		}

	}

	private static final class Damaged extends WellFormed {

		@Override
		public Input generate(FuzzSource source) {
			Input whole = super.generate(source);
			return new Input(whole.safe(), whole.current(), whole.modified(), damage(source, whole.ifMatch()),
					damage(source, whole.ifNoneMatch()), null, null);
		}

		private static Tags damage(FuzzSource source, Tags tags) {
			return new Tags(tags.tags(), tags.lines().stream().map(source::damage).toList());
		}

		@Override
		public void check(Input input) {
			int length = input.ifMatch().length() + input.ifNoneMatch().length();
			Outcome outcome = Require.allocating(16 * 1024 + 64L * length,
					() -> Preconditions.evaluate(input.safe(), input::values, input.current(), input.modified()));
			if (outcome == Outcome.PROCEED && input.ifMatch().present()) {
				Require.that(names(input.ifMatch(), input.current()), "If-Match holds for a tag that it names");
			}
			boolean matched = outcome == Outcome.NOT_MODIFIED
					|| (outcome == Outcome.PRECONDITION_FAILED && !input.safe() && !input.ifMatch().present());
			if (matched) {
				Require.that(names(input.ifNoneMatch(), input.current()), "If-None-Match matches a tag that it names");
			}
			Outcome joined = Preconditions.evaluate(input.safe(), (name) -> joined(input.values(name)), input.current(),
					input.modified());
			boolean quotesClosed = input.values("If-Match").stream().allMatch(Damaged::closed)
					&& input.values("If-None-Match").stream().allMatch(Damaged::closed);
			Require.that(!quotesClosed || joined == outcome, "lines mean what one line with all of them means");
		}

		/**
		 * An odd quote makes the rest of its line unusable, but not the lines after it.
		 */
		private static boolean closed(String line) {
			return TAGS.matcher(line).matches();
		}

		private static boolean names(Tags tags, EntityTag current) {
			return tags.lines()
				.stream()
				.anyMatch((line) -> line.contains('"' + current.opaque() + '"') || line.contains("*"));
		}

		private static List<String> joined(List<String> lines) {
			return lines.isEmpty() ? lines : List.of(String.join(", ", lines));
		}

	}

	private static final class Dates implements FuzzTarget<String> {

		@Override
		public String generate(FuzzSource source) {
			LocalDateTime date = LocalDateTime.ofEpochSecond(instant(source).getEpochSecond(), 0, ZoneOffset.UTC);
			String text = switch (source.below(3)) {
				case 0 -> ASCTIME.format(date);
				case 1 -> RFC_850.format(date);
				default -> IMF_FIXDATE.format(date);
			};
			return source.oneIn(2) ? text : source.damage(text);
		}

		@Override
		public void check(String text) {
			Instant parsed = Require.allocating(8192 + 16L * text.length(), () -> HttpDate.parse(text));
			String stripped = text.replaceAll("^[ \t]+|[ \t]+$", "");
			if (stripped.indexOf(',') > 3) {
				Require.that(parsed == null || isRfc850(stripped, parsed),
						"only what RFC 850 writes is one of its dates");
			}
			else {
				Require.equal(parsed, parseIndependently(stripped), "date");
			}
			if (parsed != null) {
				Require.equal(HttpDate.parse(HttpDate.format(parsed)), parsed, "date written and read");
			}
		}

		private static boolean isRfc850(String text, Instant parsed) {
			return RFC_850.format(parsed.atOffset(ZoneOffset.UTC)).equals(text);
		}

		private static Instant parseIndependently(String text) {
			List<DateTimeFormatter> formats = (text.indexOf(',') == 3) ? List.of(IMF_FIXDATE)
					: List.of(ASCTIME, ASCTIME_WITH_ZERO);
			for (DateTimeFormatter format : formats) {
				try {
					LocalDateTime date = LocalDateTime.parse(text, format);
					if (date.getYear() >= 0 && date.getYear() <= 9999 && format.format(date).equals(text)) {
						return date.toInstant(ZoneOffset.UTC);
					}
				}
				catch (DateTimeException ex) {
					// Not of this format
				}
			}
			return null;
		}

		@Override
		public String describe(String text) {
			return Require.literal(text);
		}

	}

}
