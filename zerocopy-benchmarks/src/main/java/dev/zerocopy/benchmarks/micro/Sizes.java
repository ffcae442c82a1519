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

package dev.zerocopy.benchmarks.micro;

/**
 * Writes sizes.
 */
final class Sizes {

	private static final int STEP = 1024;

	private Sizes() {
	}

	/**
	 * Write a size.
	 * @param bytes the size
	 * @return the text, in the largest unit that needs no fraction
	 */
	static String format(long bytes) {
		if (bytes > 0 && bytes % (STEP * STEP) == 0) {
			return bytes / (STEP * STEP) + " MiB";
		}
		return (bytes > 0 && bytes % STEP == 0) ? bytes / STEP + " KiB" : bytes + " B";
	}

}
