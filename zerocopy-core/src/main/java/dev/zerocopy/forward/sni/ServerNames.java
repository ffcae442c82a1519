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

package dev.zerocopy.forward.sni;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Maps server names to something. A name starting with {@code *.} matches names with one
 * or more labels in place of the star; the exact name wins, then the longest star.
 * Immutable.
 *
 * @param <T> what a name leads to
 */
public final class ServerNames<T> {

	private final Map<String, T> entries = new HashMap<>();

	/**
	 * Create a mapping.
	 * @param entries name or pattern to value
	 */
	public ServerNames(Map<String, T> entries) {
		entries.forEach((name, value) -> this.entries.put(name.toLowerCase(Locale.ROOT), value));
	}

	/**
	 * Return whether there is nothing to match.
	 * @return {@code true} without entries
	 */
	public boolean isEmpty() {
		return this.entries.isEmpty();
	}

	/**
	 * Look a name up.
	 * @param name the name in lower case, {@code null} for none
	 * @return the value, {@code null} if nothing matches
	 */
	public @Nullable T find(@Nullable String name) {
		if (name == null) {
			return null;
		}
		T exact = this.entries.get(name);
		for (int dot = name.indexOf('.'); exact == null && dot >= 0; dot = name.indexOf('.', dot + 1)) {
			exact = this.entries.get("*" + name.substring(dot));
		}
		return exact;
	}

}
