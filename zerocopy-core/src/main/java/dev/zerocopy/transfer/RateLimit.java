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

/**
 * How fast one connection may be sent bodies, whatever it asks for. Limits that are equal
 * are one limit: responses of several mounts on one connection share it.
 *
 * @param bytesPerSecond the speed, at least {@value #LOWEST}
 * @param burst bytes that may be sent at once before the speed applies, and again after
 * the connection was idle for long enough to have earned them
 */
public record RateLimit(long bytesPerSecond, long burst) {

	/** Slower than this the timers would cost more than the bytes. */
	public static final int LOWEST = 1024;

	private static final int LARGEST_SLICE = 1024 * 1024;

	private static final int SLICES_PER_SECOND = 4;

	public RateLimit {
		if (bytesPerSecond < LOWEST) {
			throw new IllegalArgumentException(
					"bytesPerSecond is " + bytesPerSecond + ": use " + LOWEST + " or more, or no limit");
		}
		if (burst < 0) {
			throw new IllegalArgumentException("burst is " + burst + ": use 0 or more");
		}
	}

	/**
	 * Return how much to send at once: a quarter of a second's worth, so that the speed
	 * is even, but not so little that each slice is a system call of no use, nor so much
	 * that it fills the buffers of a fast network.
	 * @return bytes, from 1 KiB to 1 MiB
	 */
	public int slice() {
		return (int) Math.max(LOWEST, Math.min(LARGEST_SLICE, this.bytesPerSecond / SLICES_PER_SECOND));
	}

}
