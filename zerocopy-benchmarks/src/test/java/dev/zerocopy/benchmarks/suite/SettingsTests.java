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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Settings} and {@link Effort}.
 */
class SettingsTests {

	@Test
	void reportSaysHowManyRoundsEachKindOfScenarioHas() {
		assertThat(Settings.FULL.describe()).containsEntry("Rounds",
				"5 of what the project is judged by, 2 of other scenarios, 1 of a point of a plot");
	}

	@Test
	void everyScenarioHasARound() {
		assertThat(Effort.values()).allMatch((effort) -> effort.rounds(1) == 1);
	}

	@Test
	void quickModeSaysThatItsNumbersMeanNothing() {
		assertThat(Settings.QUICK.describe().get("Mode")).contains("the numbers mean nothing");
	}

}
