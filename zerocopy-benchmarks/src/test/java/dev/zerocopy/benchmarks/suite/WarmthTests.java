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
 * Tests for {@link Warmth}.
 */
class WarmthTests {

	private final Warmth warmth = new Warmth(3);

	@Test
	void isReachedWhenEnoughStepsInARowHaveSavedLessThanATenth() {
		add(10, 9.5, 9.3, 9.1);
		assertThat(this.warmth.isReached()).isTrue();
	}

	@Test
	void isNotReachedWhileStepsBringAGain() {
		add(10, 8, 7, 6, 5);
		assertThat(this.warmth.isReached()).isFalse();
	}

	@Test
	void isNotReachedByTwoDearSteps() {
		add(10, 20, 12, 8);
		assertThat(this.warmth.isReached()).isFalse();
	}

	@Test
	void gainIsAgainstTheCheapestStepSoFar() {
		add(10, 20, 15, 11);
		assertThat(this.warmth.isReached()).isTrue();
	}

	@Test
	void stepsWithoutAnAnswerAreNoGain() {
		add(Double.NaN, Double.POSITIVE_INFINITY, 10, Double.NaN, Double.POSITIVE_INFINITY);
		assertThat(this.warmth.isReached()).isFalse();
		add(10);
		assertThat(this.warmth.isReached()).isTrue();
	}

	private void add(double... costs) {
		for (double cost : costs) {
			this.warmth.add(cost);
		}
	}

}
