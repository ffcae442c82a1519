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

package dev.zerocopy.http.range;

/**
 * A range of bytes of a file that has them all.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte, inclusive
 */
public record ByteRange(long first, long last) {

	public ByteRange {
		if (first < 0 || last < first) {
			throw new IllegalArgumentException(
					"Range " + first + "-" + last + " is not valid; use 0 <= first <= last < file size");
		}
	}

	/**
	 * Return the length.
	 * @return the number of bytes, at least 1
	 */
	public long length() {
		return this.last - this.first + 1;
	}

	boolean contains(ByteRange other) {
		return this.first <= other.first && other.last <= this.last;
	}

}
