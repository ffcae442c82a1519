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

package dev.zerocopy.http.negotiation;

import java.util.Arrays;
import java.util.List;

import dev.zerocopy.http.FieldValues;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Accept-Encoding} field, RFC 9110 section 12.5.3.
 */
public final class AcceptEncoding {

	private static final int UNLISTED = -1;

	private static final int MAX_WEIGHT = 1000;

	private final int[] weights = new int[ContentCoding.values().length];

	private int star = UNLISTED;

	private AcceptEncoding(List<String> values) {
		Arrays.fill(this.weights, UNLISTED);
		values.forEach(this::addLine);
	}

	/**
	 * Select the coding to answer with. The highest weight wins; on a tie the server's
	 * preference does, and any coding is preferred to none. The identity coding need not
	 * be listed to be acceptable, but unlisted it is the last choice. Members that are
	 * malformed are ignored; of a coding listed twice the lower weight counts, so that
	 * nothing is sent that one member refuses.
	 * @param acceptEncodingValues the values of all field lines, empty if the request has
	 * none
	 * @param available codings the file exists in, in the server's order of preference;
	 * {@link ContentCoding#IDENTITY} is always available
	 * @return the coding, or {@code null} if the request excludes identity and accepts
	 * none of the others
	 */
	public static @Nullable ContentCoding select(List<String> acceptEncodingValues, List<ContentCoding> available) {
		if (acceptEncodingValues.isEmpty()) {
			return ContentCoding.IDENTITY;
		}
		return new AcceptEncoding(acceptEncodingValues).select(available);
	}

	private @Nullable ContentCoding select(List<ContentCoding> available) {
		ContentCoding best = null;
		int bestWeight = 0;
		for (ContentCoding coding : available) {
			int weight = weight(coding);
			if (coding != ContentCoding.IDENTITY && weight > bestWeight) {
				best = coding;
				bestWeight = weight;
			}
		}
		int identity = weight(ContentCoding.IDENTITY);
		if (best != null && identity <= bestWeight) {
			return best;
		}
		return (identity != 0) ? ContentCoding.IDENTITY : null;
	}

	private int weight(ContentCoding coding) {
		int weight = this.weights[coding.ordinal()];
		return (weight != UNLISTED) ? weight : this.star;
	}

	private void addLine(String line) {
		int start = 0;
		while (start <= line.length()) {
			int comma = line.indexOf(',', start);
			int end = (comma < 0) ? line.length() : comma;
			addMember(line.substring(start, end));
			start = end + 1;
		}
	}

	private void addMember(String member) {
		int semicolon = member.indexOf(';');
		int weight = (semicolon < 0) ? MAX_WEIGHT : parseWeight(FieldValues.trim(member.substring(semicolon + 1)));
		if (weight < 0) {
			return;
		}
		String name = FieldValues.trim((semicolon < 0) ? member : member.substring(0, semicolon));
		if (name.equals("*")) {
			this.star = lower(this.star, weight);
			return;
		}
		ContentCoding coding = coding(name);
		if (coding != null) {
			this.weights[coding.ordinal()] = lower(this.weights[coding.ordinal()], weight);
		}
	}

	private static int lower(int current, int weight) {
		return (current == UNLISTED) ? weight : Math.min(current, weight);
	}

	/** RFC 9110 section 8.4.1.3 wants {@code x-gzip} taken for {@code gzip}. */
	private static @Nullable ContentCoding coding(String name) {
		for (ContentCoding coding : ContentCoding.values()) {
			if (AsciiString.contentEqualsIgnoreCase(coding.token(), name)) {
				return coding;
			}
		}
		return AsciiString.contentEqualsIgnoreCase("x-gzip", name) ? ContentCoding.GZIP : null;
	}

	/** Returns thousandths, or -1 if malformed: RFC 9110 section 12.4.2. */
	private static int parseWeight(String parameter) {
		if (parameter.length() < 3 || parameter.length() > 7 || (parameter.charAt(0) | 0x20) != 'q'
				|| parameter.charAt(1) != '=') {
			return -1;
		}
		char units = parameter.charAt(2);
		if ((units != '0' && units != '1') || (parameter.length() > 3 && parameter.charAt(3) != '.')) {
			return -1;
		}
		int weight = units - '0';
		for (int i = 4; i < 7; i++) {
			char digit = (i < parameter.length()) ? parameter.charAt(i) : '0';
			if (digit < '0' || digit > '9') {
				return -1;
			}
			weight = weight * 10 + digit - '0';
		}
		return (weight <= MAX_WEIGHT) ? weight : -1;
	}

}
