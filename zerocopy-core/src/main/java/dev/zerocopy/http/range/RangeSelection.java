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

import java.util.List;

/**
 * What part of a representation to send.
 */
public sealed interface RangeSelection {

	/**
	 * All of it, as if there were no {@code Range} field: 200.
	 */
	record Whole() implements RangeSelection {

	}

	/**
	 * Some of it: 206. One range is sent as it is, several as
	 * {@code multipart/byteranges}.
	 *
	 * @param ranges the ranges in the order to send, at least one; they do not overlap
	 */
	record Partial(List<ByteRange> ranges) implements RangeSelection {

		public Partial {
			ranges = List.copyOf(ranges);
		}

	}

	/**
	 * Nothing that was asked for exists: 416.
	 */
	record Unsatisfiable() implements RangeSelection {

	}

}
