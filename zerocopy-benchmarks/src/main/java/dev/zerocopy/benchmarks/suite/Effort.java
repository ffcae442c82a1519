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

/**
 * How many of the rounds a scenario is worth, so that all of them fit into an hour.
 */
public enum Effort {

	/** What the project is judged by. */
	MAIN(1, 20, 3),

	/** Everything else that stands alone. */
	SIDE(0.4, 8, 2),

	/** One point of a plot. */
	POINT(0.2, 2, 1);

	private final double share;

	private final int warmUpSteps;

	private final int stepsWithoutGain;

	Effort(double share, int warmUpSteps, int stepsWithoutGain) {
		this.share = share;
		this.warmUpSteps = warmUpSteps;
		this.stepsWithoutGain = stepsWithoutGain;
	}

	/**
	 * Return how many times at most a JVM is measured, without counting it, for whether
	 * it still becomes cheaper.
	 * @return at least one
	 */
	int warmUpSteps() {
		return this.warmUpSteps;
	}

	/**
	 * Return how many of these in a row have to be no cheaper.
	 * @return at least one
	 */
	int stepsWithoutGain() {
		return this.stepsWithoutGain;
	}

	/**
	 * Return whether a round that does not count comes before those that do.
	 * @return whether it does
	 */
	boolean hasTrialRound() {
		return this == MAIN;
	}

	/**
	 * Return how many rounds to measure.
	 * @param rounds how many there are at most
	 * @return at least one
	 */
	int rounds(int rounds) {
		return (int) Math.max(1, Math.round(rounds * this.share));
	}

}
