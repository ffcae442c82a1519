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

package dev.zerocopy.web.netty;

import java.util.BitSet;

import org.jspecify.annotations.Nullable;

/**
 * Finds the path in a request target, if every server reads the target the same way.
 */
final class RequestTarget {

	/**
	 * What RFC 3986 allows in a path or query besides a percent sign, which is looked at
	 * when the path is decoded.
	 */
	private static final BitSet ALLOWED = allowed();

	private RequestTarget() {
	}

	/**
	 * Return the path within the application.
	 * @param target the request target as received
	 * @param basePath what precedes the path within the application: empty, or without a
	 * slash at its end
	 * @return the percent-encoded path without the query, or {@code null} if the target
	 * is in another form than the usual, is malformed, or is not beneath the base path
	 */
	static @Nullable String path(String target, String basePath) {
		int end = endOfPath(target);
		if (end < 1 || target.charAt(0) != '/' || (end > 1 && target.charAt(1) == '/')) {
			return null;
		}
		int start = basePath.length();
		if (start > 0 && (end <= start || !target.startsWith(basePath) || target.charAt(start) != '/')) {
			return null;
		}
		return (start == 0 && end == target.length()) ? target : target.substring(start, end);
	}

	/** Returns -1 if a character is not allowed. */
	private static int endOfPath(String target) {
		int query = -1;
		for (int i = 0; i < target.length(); i++) {
			char c = target.charAt(i);
			if (c == '?' && query < 0) {
				query = i;
			}
			else if (c == '%' && query < 0 || ALLOWED.get(c)) {
				continue;
			}
			else {
				return -1;
			}
		}
		return (query < 0) ? target.length() : query;
	}

	private static BitSet allowed() {
		BitSet allowed = new BitSet(128);
		allowed.set('0', '9' + 1);
		allowed.set('A', 'Z' + 1);
		allowed.set('a', 'z' + 1);
		"-._~!$&'()*+,;=:@/?".chars().forEach(allowed::set);
		return allowed;
	}

}
