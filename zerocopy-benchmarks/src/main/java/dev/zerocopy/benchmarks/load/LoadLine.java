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

import java.util.HashMap;
import java.util.Map;

import dev.zerocopy.benchmarks.measure.Load;

/**
 * Reads the line in which {@code netload} and the scripts for {@code wrk} sum up:
 * {@code requests= bytes= micros= p50= p99= max= errors=}.
 */
final class LoadLine {

	private LoadLine() {
	}

	/**
	 * Find the line in the output of a program.
	 * @param output all of its output
	 * @return what the line says
	 * @throws IllegalArgumentException if there is no such line
	 */
	static Load parse(String output) {
		String line = output.lines()
			.filter((candidate) -> candidate.startsWith("requests="))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("The load generator summed up nothing: " + output));
		Map<String, Long> values = new HashMap<>();
		for (String field : line.strip().split(" ")) {
			String[] parts = field.split("=");
			values.put(parts[0], Long.parseLong(parts[1]));
		}
		return new Load(value(values, "requests", line), value(values, "bytes", line), value(values, "micros", line),
				value(values, "p50", line), value(values, "p99", line), value(values, "max", line),
				value(values, "errors", line));
	}

	private static long value(Map<String, Long> values, String name, String line) {
		Long value = values.get(name);
		if (value == null) {
			throw new IllegalArgumentException("'" + line + "' has no '" + name + "'");
		}
		return value;
	}

}
