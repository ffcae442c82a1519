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

package dev.zerocopy.http.representation;

import java.util.ArrayList;
import java.util.List;

import dev.zerocopy.http.FieldValues;

/**
 * The value of {@code If-Match} or {@code If-None-Match}, RFC 9110 sections 13.1.1 and
 * 13.1.2. Whatever is not well-formed matches nothing. Parsing takes time linear in the
 * length of the field.
 */
public final class EntityTagList {

	/**
	 * Most tags looked at; the ones after them match nothing. More than fit into the head
	 * of a request as servers limit it.
	 */
	public static final int MAX_TAGS = 16 * 1024;

	private final List<EntityTag> tags = new ArrayList<>();

	private int members;

	private boolean star;

	private EntityTagList() {
	}

	/**
	 * Parse the field.
	 * @param lines the values of all field lines
	 * @return the list, empty if nothing in it is well-formed
	 */
	public static EntityTagList parse(List<String> lines) {
		EntityTagList list = new EntityTagList();
		lines.forEach(list::add);
		return list;
	}

	/**
	 * Whether the field is {@code *} and nothing else.
	 * @return {@code true} if every existing representation matches
	 */
	public boolean any() {
		return this.star && this.members == 1;
	}

	/**
	 * Whether the field selects a tag by strong comparison.
	 * @param current tag of the existing representation
	 * @return {@code true} if the field is {@code *} or lists the tag
	 */
	public boolean strongMatches(EntityTag current) {
		return any() || this.tags.stream().anyMatch(current::strongMatches);
	}

	/**
	 * Whether the field selects a tag by weak comparison.
	 * @param current tag of the existing representation
	 * @return {@code true} if the field is {@code *} or lists the tag
	 */
	public boolean weakMatches(EntityTag current) {
		return any() || this.tags.stream().anyMatch(current::weakMatches);
	}

	private void add(String line) {
		int at = 0;
		while (at < line.length() && this.members < MAX_TAGS) {
			char c = line.charAt(at);
			if (c == ',' || isWhitespace(c)) {
				at++;
				continue;
			}
			this.members++;
			int end = endOfMember(line, at);
			if (end < 0) {
				return;
			}
			addMember(line.substring(at, end));
			at = end + 1;
		}
	}

	private void addMember(String member) {
		EntityTag tag = EntityTag.parse(member);
		if (tag != null) {
			this.tags.add(tag);
		}
		this.star |= FieldValues.trim(member).equals("*");
	}

	/**
	 * Returns the index of the comma after a member, which a tag may contain, or the end
	 * of the line. Returns -1 if a quote stands where none belongs: what follows could be
	 * inside or outside of quotes.
	 */
	private static int endOfMember(String line, int start) {
		int open = line.startsWith("W/", start) ? start + 2 : start;
		int close = EntityTag.endOfOpaque(line, open);
		for (int at = (close < 0) ? start : close + 1; at < line.length(); at++) {
			char c = line.charAt(at);
			if (c == ',') {
				return at;
			}
			if (c == '"') {
				return -1;
			}
		}
		return line.length();
	}

	private static boolean isWhitespace(char c) {
		return c == ' ' || c == '\t';
	}

	@Override
	public String toString() {
		return any() ? "*" : this.tags.toString();
	}

}
