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

package dev.zerocopy.http.plan;

import java.util.Arrays;

/**
 * A piece of a response body.
 */
public sealed interface BodySegment {

	/**
	 * Return the length.
	 * @return the number of bytes, at least 1
	 */
	long length();

	/**
	 * Bytes of the file the plan was made for.
	 *
	 * @param offset offset of the first byte
	 * @param length the number of bytes, at least 1
	 */
	record FileSlice(long offset, long length) implements BodySegment {

	}

	/**
	 * Bytes made up for the response.
	 *
	 * @param bytes the bytes, not copied: do not modify
	 */
	record Literal(byte[] bytes) implements BodySegment {

		@Override
		public long length() {
			return this.bytes.length;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Literal literal && Arrays.equals(this.bytes, literal.bytes);
		}

		@Override
		public int hashCode() {
			return Arrays.hashCode(this.bytes);
		}

	}

}
