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

package dev.zerocopy.transfer;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much all chunks together may hold beyond the least. Thread-safe.
 */
final class ChunkBudget {

	/** Direct memory is as large as the heap, unless it is given a size of its own. */
	private static final int SHARE_OF_HEAP = 16;

	/** Of all transfers in this JVM, as direct memory is. */
	static final ChunkBudget SHARED = new ChunkBudget(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);

	private final long limit;

	private final AtomicLong taken = new AtomicLong();

	/**
	 * Create a budget.
	 * @param limit in bytes
	 */
	ChunkBudget(long limit) {
		this.limit = limit;
	}

	/**
	 * Take bytes, all or none.
	 * @return whether there were enough
	 */
	boolean take(long bytes) {
		if (this.taken.addAndGet(bytes) <= this.limit) {
			return true;
		}
		giveBack(bytes);
		return false;
	}

	void giveBack(long bytes) {
		this.taken.addAndGet(-bytes);
	}

	long taken() {
		return this.taken.get();
	}

}
