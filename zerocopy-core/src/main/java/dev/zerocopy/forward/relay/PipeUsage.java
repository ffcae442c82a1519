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

/**
 * Pipes of a transport at some instant.
 *
 * @param busy pipes that hold bytes of a connection
 * @param idle empty pipes kept for reuse
 * @param refused how often no pipe could be had and bytes were copied instead
 * @param capacity the capacity in bytes the kernel gave the newest pipe of a loop, the
 * smallest over all loops; 0 before the first
 */
public record PipeUsage(int busy, int idle, long refused, int capacity) {

	/**
	 * No pipes.
	 */
	public static final PipeUsage NONE = new PipeUsage(0, 0, 0, 0);

	PipeUsage plus(PipeUsage other) {
		return new PipeUsage(this.busy + other.busy, this.idle + other.idle, this.refused + other.refused,
				smallest(this.capacity, other.capacity));
	}

	private static int smallest(int one, int other) {
		return (one == 0 || other == 0) ? Math.max(one, other) : Math.min(one, other);
	}

}
