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

package dev.zerocopy.forward;

import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * How long the scenarios last that go on for a while: by default as long as a build has
 * time for, and as long as a system property says, such as {@code PT1H}.
 */
public enum ScenarioDuration {

	/**
	 * A connection with one direction closed and nothing to do: the full scenario is one
	 * minute.
	 */
	HALF_CLOSED("zerocopy.half-closed.duration", Duration.ofSeconds(2)),

	/**
	 * No descriptor is left: the full scenario is one hour.
	 */
	EXHAUSTED("zerocopy.exhausted.duration", Duration.ofSeconds(3)),

	/**
	 * Connections come and go as fast as they can: the full scenario is ten minutes. By
	 * default a number of them ends it.
	 */
	CHURN("zerocopy.churn.duration", Duration.ZERO);

	private final Duration duration;

	ScenarioDuration(String property, Duration usual) {
		this.duration = Duration.parse(System.getProperty(property, usual.toString()));
	}

	public Duration get() {
		return this.duration;
	}

	/**
	 * The longest of all, by which to extend limits that are to end what hangs.
	 */
	public static Duration longest() {
		return Stream.of(values()).map(ScenarioDuration::get).max(Comparator.naturalOrder()).orElseThrow();
	}

}
