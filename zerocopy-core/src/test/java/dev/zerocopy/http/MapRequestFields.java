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

package dev.zerocopy.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Request fields for tests.
 */
public final class MapRequestFields implements RequestFields {

	private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	/**
	 * Create fields.
	 * @param namesAndValues names and values in turn
	 * @return the fields
	 */
	public static MapRequestFields of(String... namesAndValues) {
		MapRequestFields fields = new MapRequestFields();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			fields.values.computeIfAbsent(namesAndValues[i], (name) -> new ArrayList<>()).add(namesAndValues[i + 1]);
		}
		return fields;
	}

	@Override
	public List<String> values(String name) {
		return this.values.getOrDefault(name, List.of());
	}

}
