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

package dev.zerocopy.forward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every number of the documented list of scenarios leads to a test.
 */
class ScenarioListTests {

	private static final Path LIST = Path.of("..", "docs", "reliability.md");

	private static final Path TESTS = Path.of("src", "test", "java", "dev", "zerocopy", "forward");

	private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\| [^|]+ \\| ([^|]*) \\|.*$");

	private static final Pattern CLASS = Pattern.compile("`(\\w+Tests)`");

	private static final Pattern METHOD = Pattern.compile("void s(\\d\\d)[A-Z]");

	/**
	 * Other versions of Java are the business of continuous integration.
	 */
	private static final int VERSIONS = 49;

	@Test
	void rowsNameExactlyTheClassesWithTestsOfTheirNumber() throws IOException {
		Map<Integer, Set<String>> expected = new TreeMap<>();
		IntStream.rangeClosed(1, VERSIONS).forEach((number) -> expected.put(number, new TreeSet<>()));
		Map<String, String> sources = sources();
		sources.forEach((name, source) -> METHOD.matcher(source)
			.results()
			.forEach((method) -> expected.get(Integer.valueOf(method.group(1))).add(name)));
		assertThat(rows(sources.keySet())).isEqualTo(expected);
		expected.remove(VERSIONS);
		assertThat(expected.values()).doesNotContain(Set.of());
	}

	/**
	 * Return the numbers of the list with the classes of this package that they name.
	 */
	private static Map<Integer, Set<String>> rows(Set<String> tests) throws IOException {
		Map<Integer, Set<String>> rows = new TreeMap<>();
		for (String line : Files.readAllLines(LIST)) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				rows.put(Integer.valueOf(row.group(1)),
						CLASS.matcher(row.group(2))
							.results()
							.map((found) -> found.group(1))
							.filter(tests::contains)
							.collect(Collectors.toCollection(TreeSet::new)));
			}
		}
		return rows;
	}

	private static Map<String, String> sources() throws IOException {
		Map<String, String> sources = new TreeMap<>();
		try (Stream<Path> files = Files.walk(TESTS)) {
			for (Path file : files.filter((path) -> path.toString().endsWith("Tests.java")).toList()) {
				sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
			}
		}
		return sources;
	}

}
