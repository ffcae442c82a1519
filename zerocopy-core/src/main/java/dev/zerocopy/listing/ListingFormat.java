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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a listing can be written as.
 */
public enum ListingFormat {

	/** A page for people. */
	HTML("text", "html", "text/html; charset=utf-8"),

	/** An array for programs, RFC 8259. */
	JSON("application", "json", "application/json");

	private static final int MAX_WEIGHT = 1000;

	private final String type;

	private final String subtype;

	private final String contentType;

	ListingFormat(String type, String subtype, String contentType) {
		this.type = type;
		this.subtype = subtype;
		this.contentType = contentType;
	}

	/**
	 * Return the value of {@code Content-Type}.
	 * @return the media type with its charset
	 */
	public String contentType() {
		return this.contentType;
	}

	/**
	 * Select the format a client prefers, RFC 9110 section 12.5.1: the highest weight
	 * wins, HTML on a tie. The most specific range counts for each format; ranges that
	 * are malformed are ignored, and parameters other than the weight are.
	 * @param acceptValues the values of all {@code Accept} field lines, empty if the
	 * request has none
	 * @return the format, or {@code null} if the client accepts neither
	 */
	public static @Nullable ListingFormat select(List<String> acceptValues) {
		if (acceptValues.isEmpty()) {
			return HTML;
		}
		int html = HTML.weight(acceptValues);
		int json = JSON.weight(acceptValues);
		if (html == 0 && json == 0) {
			return null;
		}
		return (json > html) ? JSON : HTML;
	}

	private int weight(List<String> acceptValues) {
		int weight = 0;
		int best = 0;
		for (String line : acceptValues) {
			for (String member : line.split(",")) {
				String[] parts = member.split(";");
				int specificity = (parts.length > 0) ? specificity(parts[0].strip()) : 0;
				int given = (specificity > 0) ? weight(parts) : -1;
				if (given >= 0 && (specificity > best || specificity == best && given > weight)) {
					best = specificity;
					weight = given;
				}
			}
		}
		return weight;
	}

	/**
	 * 0 if a media range does not match this format, otherwise more the closer it does.
	 */
	private int specificity(String range) {
		if (range.equals("*/*")) {
			return 1;
		}
		if (range.equalsIgnoreCase(this.type + "/*")) {
			return 2;
		}
		return range.equalsIgnoreCase(this.type + "/" + this.subtype) ? 3 : 0;
	}

	/** Thousandths, or -1 if malformed: RFC 9110 section 12.4.2. */
	private static int weight(String[] parts) {
		for (int i = 1; i < parts.length; i++) {
			String parameter = parts[i].strip();
			if (parameter.length() > 1 && (parameter.charAt(0) | 0x20) == 'q' && parameter.charAt(1) == '=') {
				String value = parameter.substring(2);
				return value.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?")
						? (int) Math.round(Double.parseDouble(value) * MAX_WEIGHT) : -1;
			}
		}
		return MAX_WEIGHT;
	}

}
