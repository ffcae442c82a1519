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

package dev.zerocopy.benchmarks.measure;

import org.jspecify.annotations.Nullable;

/**
 * One kind of load that every peer is put under.
 *
 * @param id identifies the scenario within its suite
 * @param title says what it is
 * @param unit what processor time is divided by
 * @param axis the line of a plot this is a point of, or {@code null} if it stands alone
 */
public record Scenario(String id, String title, CostUnit unit, @Nullable Axis axis) {

	/**
	 * Create a scenario that stands alone.
	 * @param id identifies the scenario within its suite
	 * @param title says what it is
	 * @param unit what processor time is divided by
	 */
	public Scenario(String id, String title, CostUnit unit) {
		this(id, title, unit, null);
	}

	/**
	 * The place of a scenario on the horizontal axis of a plot.
	 *
	 * @param label what grows
	 * @param value how large it is here
	 */
	public record Axis(String label, double value) {

	}

}
