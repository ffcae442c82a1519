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

import java.util.concurrent.TimeUnit;

/**
 * Tells when bytes may be sent so that no more than a burst goes faster than a limit.
 * Kept as the moment at which everything booked so far is paid for (the generic cell rate
 * algorithm, ITU-T I.371), so nothing has to be refilled. Times are nanoseconds since any
 * fixed moment. Not thread-safe.
 */
final class TokenBucket {

	/**
	 * How late a timer may fire without slowing a transfer down. Counts only while a
	 * transfer goes on, so it never lets anything go ahead of the limit.
	 */
	private static final long LATENESS = TimeUnit.MILLISECONDS.toNanos(100);

	private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

	private final double nanosPerByte;

	private final long burstNanos;

	private long paid;

	/**
	 * Create a bucket that is full.
	 */
	TokenBucket(RateLimit limit, long now) {
		this.nanosPerByte = NANOS / limit.bytesPerSecond();
		this.burstNanos = (long) Math.min(limit.burst() * this.nanosPerByte, Long.MAX_VALUE / 4);
		this.paid = now - this.burstNanos;
	}

	/**
	 * A transfer begins. Time in which nobody wanted to send earns no more than the
	 * burst.
	 */
	void begin(long now) {
		this.paid = later(this.paid, now - this.burstNanos);
	}

	/**
	 * Book bytes of a transfer that has begun.
	 * @return nanoseconds to wait before they may be sent; not more than zero for at once
	 */
	long book(int bytes, long now) {
		this.paid = later(this.paid, now - this.burstNanos - LATENESS) + (long) Math.ceil(bytes * this.nanosPerByte);
		return this.paid - now;
	}

	private static long later(long first, long second) {
		return (first - second > 0) ? first : second;
	}

}
