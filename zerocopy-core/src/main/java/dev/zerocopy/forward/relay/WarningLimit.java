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

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Lets one of many equal warnings through each minute. Safe for use by several threads.
 */
public final class WarningLimit {

	static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

	private final LongSupplier clock;

	private final AtomicLong next;

	private final LongAdder heldBack = new LongAdder();

	/**
	 * Create a limit.
	 * @param clock the monotonic time in nanoseconds
	 */
	public WarningLimit(LongSupplier clock) {
		this.clock = clock;
		this.next = new AtomicLong(clock.getAsLong());
	}

	/**
	 * Ask whether to warn now.
	 * @return how many warnings were held back since the last one, -1 to hold back this
	 */
	public long admit() {
		long now = this.clock.getAsLong();
		long due = this.next.get();
		if (now - due >= 0 && this.next.compareAndSet(due, now + INTERVAL_NANOS)) {
			return this.heldBack.sumThenReset();
		}
		this.heldBack.increment();
		return -1;
	}

}
