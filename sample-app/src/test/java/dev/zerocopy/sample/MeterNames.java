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

package dev.zerocopy.sample;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The series of a scrape by Prometheus, to be compared with selectors of queries.
 */
final class MeterNames {

	private static final Pattern SERIES = Pattern.compile("(zerocopy_\\w+)(?:\\{([^}]*)})?");

	private static final Pattern LABEL = Pattern.compile("(\\w+)(=~|=)\\\\?\"([^\"\\\\]*)\\\\?\"");

	/** Labels the server that scrapes adds. */
	private static final Set<String> TARGET_LABELS = Set.of("job", "instance");

	/** Only what was answered already has a series. */
	private static final String STATUS = "status";

	private final Map<String, Map<String, Set<String>>> labels = new HashMap<>();

	private MeterNames() {
	}

	/**
	 * Read what an application reports.
	 * @param text the text exposition format
	 * @return the names, with their labels and the values of these
	 */
	static MeterNames scraped(String text) {
		MeterNames names = new MeterNames();
		text.lines().filter((line) -> !line.startsWith("#")).forEach((line) -> {
			Matcher series = SERIES.matcher(line);
			if (series.lookingAt()) {
				Map<String, Set<String>> known = names.labels.computeIfAbsent(series.group(1),
						(name) -> new HashMap<>());
				forEachLabel(series.group(2),
						(label, value) -> known.computeIfAbsent(label, (name) -> new HashSet<>()).add(value));
			}
		});
		return names;
	}

	/**
	 * Find the selectors in a document that contains queries.
	 * @param document a dashboard or a file of rules
	 * @return the selectors, without labels that do not come from the application
	 */
	static Set<Selector> selectors(String document) {
		Set<Selector> selectors = new HashSet<>();
		Matcher series = SERIES.matcher(document);
		while (series.find()) {
			Map<String, String> wanted = new HashMap<>();
			forEachLabel(series.group(2), wanted::put);
			wanted.keySet().removeAll(TARGET_LABELS);
			selectors.add(new Selector(series.group(1), wanted));
		}
		return selectors;
	}

	boolean has(Selector selector) {
		Map<String, Set<String>> known = this.labels.get(selector.name());
		return known != null && selector.labels()
			.entrySet()
			.stream()
			.allMatch((label) -> known.containsKey(label.getKey()) && (label.getKey().equals(STATUS)
					|| known.get(label.getKey()).containsAll(Arrays.asList(label.getValue().split("\\|")))));
	}

	private static void forEachLabel(String labels, BiConsumer<String, String> action) {
		if (labels != null) {
			Matcher label = LABEL.matcher(labels);
			while (label.find()) {
				action.accept(label.group(1), label.group(3));
			}
		}
	}

	/**
	 * A meter a query asks for.
	 *
	 * @param name its name
	 * @param labels values asked for, alternatives separated by {@code |}
	 */
	record Selector(String name, Map<String, String> labels) {

	}

}
