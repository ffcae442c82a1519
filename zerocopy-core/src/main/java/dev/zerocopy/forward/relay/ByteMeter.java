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

package dev.zerocopy.forward.relay;

import java.util.concurrent.atomic.LongAdder;

/**
 * Adds up the bytes of one direction over all connections of a route. Safe for use by
 * several threads.
 */
public final class ByteMeter {

	private final LongAdder spliced = new LongAdder();

	private final LongAdder copied = new LongAdder();

	void add(long spliced, long copied) {
		if (spliced > 0) {
			this.spliced.add(spliced);
		}
		if (copied > 0) {
			this.copied.add(copied);
		}
	}

	/**
	 * Return the bytes counted so far. The two ways are not read at one instant.
	 * @return the counts
	 */
	public ByteCounts counts() {
		return new ByteCounts(this.spliced.sum(), this.copied.sum());
	}

}
