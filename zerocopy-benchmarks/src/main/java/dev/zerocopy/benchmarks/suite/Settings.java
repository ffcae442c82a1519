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

package dev.zerocopy.benchmarks.suite;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long and how often is measured.
 *
 * @param quick whether only to see that everything runs
 * @param rounds how often each peer is measured where it matters most
 * @param duration how long each time
 * @param firstWarmUp how long each peer that runs in a JVM is under load after its start
 */
public record Settings(boolean quick, int rounds, Duration duration, Duration firstWarmUp) {

	/** Minutes: what a report is made with. */
	public static final Settings FULL = new Settings(false, 5, Duration.ofSeconds(2), Duration.ofSeconds(5));

	/** Seconds: everything runs, the numbers mean nothing. */
	public static final Settings QUICK = new Settings(true, 1, Duration.ofMillis(500), Duration.ofSeconds(1));

	/**
	 * Return the settings as the report shows them.
	 * @return name to value
	 */
	public Map<String, String> describe() {
		Map<String, String> lines = new LinkedHashMap<>();
		lines.put("Mode", this.quick ? "quick: the numbers mean nothing" : "full");
		lines.put("Rounds",
				"%d of what the project is judged by, %d of other scenarios, %d of a point of a plot".formatted(
						Effort.MAIN.rounds(this.rounds), Effort.SIDE.rounds(this.rounds),
						Effort.POINT.rounds(this.rounds)));
		lines.put("Seconds a measurement", seconds(this.duration));
		lines.put("Warm-up of a JVM", warmUpOfJvm());
		lines.put("Warm-up of others", this.quick ? "none" : "1 second");
		return lines;
	}

	private String warmUpOfJvm() {
		String start = "on all processors, " + seconds(this.firstWarmUp) + " seconds after its start";
		return this.quick ? start
				: "%s; then before each scenario as many measurements that do not count until %d in a row (%d, %d) were no cheaper, at most %d (%d, %d), and a round that does not count of what the project is judged by"
					.formatted(start, Effort.MAIN.stepsWithoutGain(), Effort.SIDE.stepsWithoutGain(),
							Effort.POINT.stepsWithoutGain(), Effort.MAIN.warmUpSteps(), Effort.SIDE.warmUpSteps(),
							Effort.POINT.warmUpSteps());
	}

	private static String seconds(Duration duration) {
		return Double.toString(duration.toMillis() / 1000.0).replaceAll("\\.0$", "");
	}

}
