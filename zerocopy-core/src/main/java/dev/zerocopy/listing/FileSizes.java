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

package dev.zerocopy.listing;

import java.util.Locale;

/**
 * Sizes as people read them.
 */
final class FileSizes {

	private static final String[] UNITS = { "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" };

	private FileSizes() {
	}

	/**
	 * Format a size with up to three significant digits.
	 * @param bytes the size in bytes
	 * @return number and unit
	 */
	static String format(long bytes) {
		if (bytes < 1024) {
			return bytes + " B";
		}
		double value = bytes / 1024.0;
		int unit = 0;
		// what would be shown as 1024 is 1 of the next unit
		while (value >= 1023.5 && unit < UNITS.length - 1) {
			value /= 1024;
			unit++;
		}
		return String.format(Locale.ROOT, (value < 99.95) ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
	}

	/**
	 * Format a number with a comma between thousands.
	 */
	static String grouped(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

}
