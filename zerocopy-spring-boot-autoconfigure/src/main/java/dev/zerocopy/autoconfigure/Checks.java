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

package dev.zerocopy.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Checks of values that several properties share.
 */
final class Checks {

	private Checks() {
	}

	/**
	 * Return a duration that is zero or more.
	 */
	static Duration notNegative(Setting<Duration> setting) {
		if (setting.value().isNegative()) {
			throw setting.invalid("it is negative", "Use a duration such as \"30s\", or 0.");
		}
		return setting.value();
	}

	/**
	 * Return a duration that is more than zero.
	 */
	static Duration positive(Setting<Duration> setting) {
		if (setting.value().isNegative() || setting.value().isZero()) {
			throw setting.invalid("it is not more than zero", "Use a duration such as \"30s\".");
		}
		return setting.value();
	}

	/**
	 * Return a number within a range.
	 */
	static int between(Setting<Integer> setting, int min, int max) {
		int value = setting.value();
		if (value < min || value > max) {
			throw setting.invalid((value < min) ? "it is less than " + min : "it is more than " + max,
					(max < Integer.MAX_VALUE) ? "Use a number from " + min + " to " + max + "."
							: "Use a number from " + min + " on.");
		}
		return value;
	}

	/**
	 * Return a value, or another one if it is not set.
	 */
	static <T> Setting<T> orElse(Setting<@Nullable T> setting, T other) {
		T value = setting.value();
		return new Setting<>(setting.property(), (value != null) ? value : other);
	}

}
