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

package dev.zerocopy.http.representation;

import java.time.Clock;
import java.time.Instant;

/**
 * The value of {@code Date}, which RFC 9110 section 6.6.1 wants on every response of a
 * server with a clock. Formatted once a second, since it has no finer resolution.
 * Thread-safe.
 */
public final class DateField {

	private final Clock clock;

	private volatile Second current = new Second(Long.MIN_VALUE, "");

	/**
	 * Create a field that follows the system clock.
	 */
	public DateField() {
		this(Clock.systemUTC());
	}

	DateField(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Return the value for a response that is generated now.
	 * @return an IMF-fixdate
	 */
	public String value() {
		long second = Math.floorDiv(this.clock.millis(), 1000);
		Second current = this.current;
		if (current.epochSecond() != second) {
			current = new Second(second, HttpDate.format(Instant.ofEpochSecond(second)));
			this.current = current;
		}
		return current.value();
	}

	private record Second(long epochSecond, String value) {

	}

}
