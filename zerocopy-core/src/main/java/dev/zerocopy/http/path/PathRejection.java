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

package dev.zerocopy.http.path;

/**
 * Why a request path is not served.
 */
public enum PathRejection {

	/** Not a path that starts with a slash, or a percent sign without two hex digits. */
	MALFORMED(400),

	/** Percent-encoded octets that are not UTF-8, overlong forms included. */
	INVALID_UTF8(400),

	/** NUL or another control character. */
	CONTROL_CHARACTER(400),

	/** A backslash, raw or encoded: a separator to some file systems. */
	BACKSLASH(400),

	/** An encoded slash: it would be a name to one reader and a separator to the next. */
	ENCODED_SLASH(400),

	/** A {@code .} or {@code ..} segment, before or after decoding. */
	DOT_SEGMENT(400),

	/**
	 * Two slashes in a row: filters that match paths would see another path than we do.
	 */
	EMPTY_SEGMENT(404),

	/** Longer than any file system accepts. */
	TOO_LONG(404);

	private final int status;

	PathRejection(int status) {
		this.status = status;
	}

	/**
	 * Return the status to answer with.
	 * @return 400 or 404
	 */
	public int status() {
		return this.status;
	}

}
