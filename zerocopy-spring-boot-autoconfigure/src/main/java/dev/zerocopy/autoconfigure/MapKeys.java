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

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Finds patterns that lose their special characters on the way from YAML: the binding
 * keeps letters, digits and hyphens of a map key unless it stands in brackets, so
 * {@code *.css} would silently become {@code css}.
 */
final class MapKeys {

	private static final Pattern CACHE_CONTROL = Pattern.compile(
			"zerocopy\\.static\\.(?:mounts\\.[^.]+\\.)?(?<map>cache-?control)\\.(?<key>[^\\[].*)",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern SERVER_NAMES = Pattern.compile(
			"zerocopy\\.forward\\.routes\\.[^.]+\\.(?<map>sni)\\.(?<key>[^\\[].*?)(?:\\[\\d+].*)?",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern HARMLESS = Pattern.compile("[a-zA-Z0-9.-]+");

	private MapKeys() {
	}

	/**
	 * Check the keys of all cache-control maps.
	 * @param environment where they are configured
	 * @throws InvalidZeroCopyPropertyException if a key would lose characters
	 */
	static void checkCacheControl(ConfigurableEnvironment environment) {
		check(environment, CACHE_CONTROL);
	}

	/**
	 * Check the keys of all maps of server names.
	 * @param environment where they are configured
	 * @throws InvalidZeroCopyPropertyException if a key would lose characters
	 */
	static void checkServerNames(ConfigurableEnvironment environment) {
		check(environment, SERVER_NAMES);
	}

	private static void check(ConfigurableEnvironment environment, Pattern unbracketed) {
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				for (String name : enumerable.getPropertyNames()) {
					check(enumerable, name, unbracketed.matcher(name));
				}
			}
		}
	}

	private static void check(EnumerablePropertySource<?> source, String name, Matcher matcher) {
		if (matcher.matches() && !HARMLESS.matcher(matcher.group("key")).matches()) {
			String key = matcher.group("key");
			throw new InvalidZeroCopyPropertyException(name, source.getProperty(name),
					"the pattern '" + key + "' would lose its special characters", "Write the key in brackets: \"["
							+ key + "]\" in YAML, " + matcher.group("map") + "[" + key + "] in properties.");
		}
	}

}
