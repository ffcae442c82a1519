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

package dev.zerocopy.benchmarks.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.zerocopy.benchmarks.measure.Load;

/**
 * Reads what {@code h2load} prints and its log file, which has a line for each request:
 * start, status and duration, the first and the last in microseconds.
 */
final class H2loadOutput {

	private static final Pattern FINISHED = Pattern.compile("finished in ([0-9.]+)(us|ms|s|m)");

	private static final Pattern REQUESTS = Pattern
		.compile("requests: .* (\\d+) succeeded, (\\d+) failed, (\\d+) errored, (\\d+) timeout");

	private static final Pattern TRAFFIC = Pattern.compile("traffic: \\S+ \\((\\d+)\\) total");

	private H2loadOutput() {
	}

	/**
	 * Read both.
	 * @param output what the program printed
	 * @param log the lines of its log file
	 * @return what they say
	 * @throws IllegalArgumentException if the output is not complete
	 */
	static Load parse(String output, Stream<String> log) {
		Matcher finished = find(FINISHED, output);
		Matcher requests = find(REQUESTS, output);
		Matcher traffic = find(TRAFFIC, output);
		long[] latencies = log.map((line) -> line.split("\t"))
			.filter((fields) -> fields.length >= 3 && !fields[1].equals("-1"))
			.mapToLong((fields) -> Long.parseLong(fields[2]))
			.sorted()
			.toArray();
		return new Load(Long.parseLong(requests.group(1)), Long.parseLong(traffic.group(1)),
				micros(Double.parseDouble(finished.group(1)), finished.group(2)), percentile(latencies, 0.5),
				percentile(latencies, 0.99), percentile(latencies, 1),
				Long.parseLong(requests.group(2)) + Long.parseLong(requests.group(4)));
	}

	private static Matcher find(Pattern pattern, String output) {
		Matcher matcher = pattern.matcher(output);
		if (!matcher.find()) {
			throw new IllegalArgumentException("h2load did not finish: " + output);
		}
		return matcher;
	}

	private static long micros(double value, String unit) {
		return Math.round(value * switch (unit) {
			case "us" -> 1;
			case "ms" -> 1e3;
			case "s" -> 1e6;
			default -> 6e7;
		});
	}

	private static long percentile(long[] sorted, double share) {
		return (sorted.length == 0) ? 0 : sorted[(int) (share * (sorted.length - 1))];
	}

}
