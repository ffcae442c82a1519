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

import dev.zerocopy.file.DirectoryEntry;
import org.jspecify.annotations.Nullable;

/**
 * The order of a listing: directories first, then by the key, then by name.
 *
 * @param key what to sort by
 * @param descending whether the largest comes first
 */
public record ListingOrder(SortKey key, boolean descending) {

	/** By name, from the beginning of the alphabet. */
	public static final ListingOrder DEFAULT = new ListingOrder(SortKey.NAME, false);

	private static final Comparator<DirectoryEntry> BY_NAME = Comparator.comparing(DirectoryEntry::name,
			new NaturalOrder());

	private static final Comparator<DirectoryEntry> DIRECTORIES_FIRST = Comparator
		.comparing((DirectoryEntry entry) -> !entry.isDirectory());

	/**
	 * Read the order a query asks for, in its parameters {@code sort} (name, size or
	 * time) and {@code order} (asc or desc). Everything else is ignored, and the first of
	 * a parameter given twice counts.
	 * @param rawQuery the query, without question mark, or {@code null}
	 * @return the order
	 */
	public static ListingOrder of(@Nullable String rawQuery) {
		if (rawQuery == null) {
			return DEFAULT;
		}
		SortKey key = null;
		Boolean descending = null;
		for (String parameter : rawQuery.split("&")) {
			if (key == null && parameter.startsWith("sort=")) {
				key = key(parameter.substring("sort=".length()));
			}
			else if (descending == null && parameter.startsWith("order=")) {
				descending = parameter.equals("order=desc");
			}
		}
		return new ListingOrder((key != null) ? key : SortKey.NAME, Boolean.TRUE.equals(descending));
	}

	/**
	 * Return a comparator for this order.
	 * @return a comparator under which no two names are equal
	 */
	public Comparator<DirectoryEntry> comparator() {
		Comparator<DirectoryEntry> comparator = this.key.comparator().thenComparing(BY_NAME);
		return DIRECTORIES_FIRST.thenComparing(this.descending ? comparator.reversed() : comparator);
	}

	/**
	 * Return the query that asks for this order.
	 * @return the query with its question mark, empty for the default
	 */
	public String query() {
		return equals(DEFAULT) ? "" : "?sort=" + this.key.token() + "&order=" + (this.descending ? "desc" : "asc");
	}

	private static @Nullable SortKey key(String token) {
		for (SortKey key : SortKey.values()) {
			if (key.token().equals(token)) {
				return key;
			}
		}
		return null;
	}

}
