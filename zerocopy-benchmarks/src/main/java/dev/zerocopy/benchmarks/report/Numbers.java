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

package dev.zerocopy.benchmarks.report;

import java.util.Locale;

import dev.zerocopy.benchmarks.measure.Spread;

/**
 * Writes numbers with as many digits as mean something.
 */
final class Numbers {

	private Numbers() {
	}

	/**
	 * Write a number with three significant digits or, from a thousand, as a whole
	 * number.
	 * @param value the number
	 * @return the text, {@code –} if it is not a finite number
	 */
	static String format(double value) {
		if (!Double.isFinite(value)) {
			return "–";
		}
		double magnitude = Math.abs(value);
		int decimals = (magnitude >= 100 || magnitude == 0) ? 0 : (magnitude >= 10) ? 1 : (magnitude >= 1) ? 2 : 3;
		return String.format(Locale.ROOT, "%,." + decimals + "f", value).replace(',', '\u202f');
	}

	/**
	 * Write the median and the extremes.
	 * @param spread the spread
	 * @return the text
	 */
	static String format(Spread spread) {
		return format(spread.median()) + " (" + format(spread.min()) + "–" + format(spread.max()) + ")";
	}

	/**
	 * Write a latency.
	 * @param micros microseconds
	 * @return the text in milliseconds, {@code –} if it was not measured
	 */
	static String latency(double micros) {
		return (micros == 0) ? "–" : format(micros / 1000) + " ms";
	}

}
