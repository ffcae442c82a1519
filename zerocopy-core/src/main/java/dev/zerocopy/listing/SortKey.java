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

package dev.zerocopy.listing;

import java.util.Comparator;
import java.util.Locale;

import dev.zerocopy.file.DirectoryEntry;

/**
 * What a listing can be sorted by.
 */
public enum SortKey {

	/** By name, as people do: without regard to case, numbers by value. */
	NAME((first, second) -> 0),

	/** By size. Directories have none. */
	SIZE(Comparator.comparingLong(DirectoryEntry::size)),

	/** By time of the last modification. */
	TIME(Comparator.comparingLong(DirectoryEntry::modified));

	private final Comparator<DirectoryEntry> comparator;

	private final String token = name().toLowerCase(Locale.ROOT);

	SortKey(Comparator<DirectoryEntry> comparator) {
		this.comparator = comparator;
	}

	Comparator<DirectoryEntry> comparator() {
		return this.comparator;
	}

	/**
	 * Return the value of the query parameter {@code sort}.
	 * @return the lower-case name
	 */
	public String token() {
		return this.token;
	}

}
