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
 * Bytes of one direction, by the way they moved.
 *
 * @param spliced bytes that stayed in the kernel
 * @param copied bytes that passed through user space
 */
public record ByteCounts(long spliced, long copied) {

	/**
	 * No bytes.
	 */
	public static final ByteCounts ZERO = new ByteCounts(0, 0);

	/**
	 * Return all bytes of the direction.
	 * @return the sum of both ways
	 */
	public long total() {
		return this.spliced + this.copied;
	}

}
