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

package dev.zerocopy.forward.upstream;

import java.time.Duration;
import java.util.Objects;

/**
 * How upstreams are checked by connecting to them.
 *
 * @param enabled whether to check
 * @param interval the time between two checks
 * @param timeout how long a check may take
 * @param rise successes in a row that bring an upstream up
 * @param fall failures in a row that bring it down
 */
public record HealthCheckSettings(boolean enabled, Duration interval, Duration timeout, int rise, int fall) {

	/**
	 * Every 5 seconds, 2 seconds, up after 2, down after 3.
	 */
	public static final HealthCheckSettings DEFAULT = new HealthCheckSettings(true, Duration.ofSeconds(5),
			Duration.ofSeconds(2), 2, 3);

	/**
	 * No checks.
	 */
	public static final HealthCheckSettings DISABLED = new HealthCheckSettings(false, Duration.ofSeconds(5),
			Duration.ofSeconds(2), 2, 3);

	public HealthCheckSettings {
		Objects.requireNonNull(interval, "interval");
		Objects.requireNonNull(timeout, "timeout");
		if (interval.isZero() || interval.isNegative() || timeout.isZero() || timeout.isNegative()) {
			throw new IllegalArgumentException("Health check interval " + interval + " and timeout " + timeout
					+ " must be longer than zero; disable the check to have none");
		}
		if (rise < 1 || fall < 1) {
			throw new IllegalArgumentException(
					"Health check rise " + rise + " and fall " + fall + " must be at least 1");
		}
	}

}
