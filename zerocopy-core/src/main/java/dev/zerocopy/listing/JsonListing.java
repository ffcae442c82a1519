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

import java.time.Instant;

import dev.zerocopy.file.DirectoryEntry;

/**
 * Writes a listing as an array of objects, one per line. Directories have the size
 * {@code null}; times are those of RFC 3339 in UTC.
 */
final class JsonListing implements ListingWriter {

	private static final char[] HEX = "0123456789abcdef".toCharArray();

	@Override
	public void begin(StringBuilder out, Listing listing) {
		out.append('[');
	}

	@Override
	public void entry(StringBuilder out, DirectoryEntry entry, boolean first) {
		out.append(first ? "\n" : ",\n").append("{\"name\":");
		string(out, entry.name());
		out.append(",\"type\":").append(entry.isDirectory() ? "\"directory\"" : "\"file\"").append(",\"size\":");
		if (entry.isDirectory()) {
			out.append("null");
		}
		else {
			out.append(entry.size());
		}
		out.append(",\"modified\":\"").append(Instant.ofEpochMilli(entry.modified())).append("\"}");
	}

	@Override
	public void end(StringBuilder out) {
		out.append("\n]\n");
	}

	/**
	 * Write a string, RFC 8259 section 7. The line separators of Unicode are escaped too,
	 * for what pastes JSON into a script.
	 */
	private static void string(StringBuilder out, String value) {
		out.append('"');
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c == '"' || c == '\\') {
				out.append('\\').append(c);
			}
			else if (c < ' ' || c == '\u007f' || c == '\u2028' || c == '\u2029' || c == '<') {
				out.append("\\u")
					.append(HEX[c >> 12])
					.append(HEX[c >> 8 & 0xf])
					.append(HEX[c >> 4 & 0xf])
					.append(HEX[c & 0xf]);
			}
			else {
				out.append(c);
			}
		}
		out.append('"');
	}

}
