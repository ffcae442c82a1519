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

package dev.zerocopy.http.negotiation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.zerocopy.fuzz.FuzzSource;
import dev.zerocopy.fuzz.FuzzTarget;
import dev.zerocopy.fuzz.Fuzzer;
import dev.zerocopy.fuzz.Require;

/**
 * Properties of {@link AcceptEncoding} that hold for every field.
 */
@Tag("slow")
class AcceptEncodingFuzzTests {

	private static final Pattern MEMBER = Pattern
		.compile("[ \t]*([^;]*?)[ \t]*(?:;[ \t]*[qQ]=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)[ \t]*)?", Pattern.DOTALL);

	@Test
	void codingIsAvailableAndTheOneWithTheHighestWeight() {
		Fuzzer.run("accept-encoding", 100_000, new Target());
	}

	/**
	 * A request.
	 *
	 * @param lines the values of Accept-Encoding
	 * @param available what there is
	 */
	private record Input(List<String> lines, List<ContentCoding> available) {

	}

	private static final class Target implements FuzzTarget<Input> {

		@Override
		public Input generate(FuzzSource source) {
			List<String> lines = new ArrayList<>();
			for (int line = source.oneIn(8) ? source.below(4) : 1; line > 0; line--) {
				StringBuilder text = new StringBuilder();
				for (int members = source.oneIn(200) ? source.below(500) : source.below(6); members > 0; members--) {
					text.append(source.pick("", "", " ", "\t"));
					text.append(
							source.pick("gzip", "br", "zstd", "identity", "*", "x-gzip", "GZIP", "deflate", "", "Br"));
					text.append(source.pick("", "", ";q=0", ";q=1", ";q=0.5", "; q=0.001", ";q=0.000", ";Q=1.000",
							";q=1.001", ";q=2", ";q=", ";q=.5", ";q=0.0001", " ; q=0.7", ";q=-1", ";x=1", ";q=0.3;x=1",
							";q=0." + source.below(1000)));
					text.append((members > 1) ? source.pick(",", ",", ", ", ",,") : "");
				}
				lines.add(source.oneIn(4) ? source.damage(text.toString()) : text.toString());
			}
			List<ContentCoding> available = new ArrayList<>(
					List.of(ContentCoding.BR, ContentCoding.ZSTD, ContentCoding.GZIP));
			for (int i = source.below(3); i > 0; i--) {
				available.add(available.remove(source.below(3)));
			}
			return new Input(lines, List.copyOf(available.subList(0, source.below(4))));
		}

		@Override
		public void check(Input input) {
			int length = input.lines().stream().mapToInt(String::length).sum();
			ContentCoding selected = Require.allocating(4096 + 32L * length,
					() -> AcceptEncoding.select(input.lines(), input.available()));
			Require.equal(selected, selectIndependently(input), "selected coding");
			Require.that(selected == null || selected == ContentCoding.IDENTITY || input.available().contains(selected),
					"the coding is available");
		}

		private static ContentCoding selectIndependently(Input input) {
			if (input.lines().isEmpty()) {
				return ContentCoding.IDENTITY;
			}
			Map<String, Double> weights = new HashMap<>();
			for (String member : String.join(",", input.lines()).split(",", -1)) {
				Matcher matcher = MEMBER.matcher(member);
				if (matcher.matches()) {
					String name = matcher.group(1).toLowerCase(Locale.ROOT);
					double weight = (matcher.group(2) != null) ? Double.parseDouble(matcher.group(2)) : 1;
					weights.merge(name.equals("x-gzip") ? "gzip" : name, weight, Math::min);
				}
			}
			Double star = weights.get("*");
			ContentCoding best = null;
			double bestWeight = 0;
			for (ContentCoding coding : input.available()) {
				Double weight = weights.getOrDefault(coding.token(), star);
				if (weight != null && weight > bestWeight) {
					best = coding;
					bestWeight = weight;
				}
			}
			Double identity = weights.getOrDefault("identity", star);
			if (best != null && (identity == null || identity <= bestWeight)) {
				return best;
			}
			return (identity == null || identity > 0) ? ContentCoding.IDENTITY : null;
		}

		@Override
		public String describe(Input input) {
			return input.lines().stream().map(Require::literal).toList() + " with " + input.available();
		}

	}

}
