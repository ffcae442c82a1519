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

import java.time.Duration;

/**
 * How many bytes of a body to read at once: about as many as its client takes in some
 * milliseconds.
 * <p>
 * Whatever its size a chunk goes from the event loop to another thread and back, so large
 * ones are cheaper: sent over TLS, 512 KiB at a time cost three quarters of the CPU of
 * 128 KiB, and more gain nothing. But what was read for a client that is slow, or gone
 * without a word, is held until it takes it. So chunks begin small, grow while they are
 * taken promptly, as far as a budget that all of them share allows, and shrink again.
 * Belongs to the event loop.
 */
final class ChunkSize implements AutoCloseable {

	/** At 512 KiB this is 50 MB/s. */
	static final long PROMPT = Duration.ofMillis(10).toNanos();

	static final long SLOW = Duration.ofMillis(100).toNanos();

	private final int least;

	private final int most;

	private final int chunks;

	private final ChunkBudget budget;

	private int current;

	/**
	 * Create a size.
	 * @param least to begin with, in bytes
	 * @param most never more, in bytes
	 * @param chunks how many are held at a time
	 * @param budget what they may hold beyond the least
	 */
	ChunkSize(int least, int most, int chunks, ChunkBudget budget) {
		this.least = least;
		this.most = most;
		this.chunks = chunks;
		this.budget = budget;
		this.current = least;
	}

	int current() {
		return this.current;
	}

	/**
	 * Learn from a chunk.
	 * @param length its bytes; those of a body's end say nothing
	 * @param nanos how long it took to be accepted by the socket
	 */
	void accepted(int length, long nanos) {
		if (length < this.current) {
			return;
		}
		if (nanos <= PROMPT && this.current <= this.most / 2 && this.budget.take(held(this.current))) {
			this.current *= 2;
		}
		else if (nanos >= SLOW && this.current > this.least) {
			this.current /= 2;
			this.budget.giveBack(held(this.current));
		}
	}

	/**
	 * Give back what was taken of the budget.
	 */
	@Override
	public void close() {
		this.budget.giveBack(held(this.current - this.least));
		this.current = this.least;
	}

	private long held(int bytes) {
		return (long) this.chunks * bytes;
	}

}
