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

package dev.zerocopy.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.util.StringUtils;

import dev.zerocopy.http.HeaderField;
import dev.zerocopy.http.representation.Representation;

/**
 * Response fields from configuration, as RFC 9110 section 5 allows them.
 */
final class HeaderFields {

	private static final String CONTENT_TYPE_OPTIONS = "X-Content-Type-Options";

	private HeaderFields() {
	}

	/**
	 * Return the fields to add to every response: those configured, and
	 * {@code X-Content-Type-Options: nosniff} unless it is configured too. An empty value
	 * leaves a field out.
	 */
	static List<HeaderField> create(Setting<Map<String, String>> setting) {
		Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		fields.put(CONTENT_TYPE_OPTIONS, "nosniff");
		setting.value().forEach((name, value) -> {
			Setting<String> entry = setting.entry(name, value);
			checkName(entry, name);
			checkValue(entry);
			fields.put(name, value.strip());
		});
		List<HeaderField> result = new ArrayList<>();
		fields.forEach((name, value) -> {
			if (StringUtils.hasText(value)) {
				result.add(new HeaderField(name, value));
			}
		});
		return result;
	}

	/**
	 * Check a field value.
	 * @param setting the value
	 */
	static void checkValue(Setting<String> setting) {
		if (!setting.value().chars().allMatch((ch) -> ch >= ' ' && ch < 0x7F || ch == '\t')) {
			throw setting.invalid("a header field holds visible ASCII characters only",
					"Remove line breaks and characters outside ASCII.");
		}
	}

	private static void checkName(Setting<String> setting, String name) {
		if (!name.chars().allMatch(HeaderFields::isTokenCharacter)) {
			throw setting.invalid("'" + name + "' is not a header field name", "Use letters, digits and hyphens only.");
		}
		if (Representation.reserves(name)) {
			throw setting.invalid("'" + name + "' follows from the file and the request",
					"Remove it. Types are set by 'mime-types', downloads by 'attachment'.");
		}
	}

	private static boolean isTokenCharacter(int ch) {
		return ch >= 'a' && ch <= 'z' || ch >= 'A' && ch <= 'Z' || ch >= '0' && ch <= '9'
				|| "!#$%&'*+-.^_`|~".indexOf(ch) >= 0;
	}

}
