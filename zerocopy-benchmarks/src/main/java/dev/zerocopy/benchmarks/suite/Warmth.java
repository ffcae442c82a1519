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
 * Whether a JVM has compiled what a load needs: it has when it no longer becomes cheaper.
 */
final class Warmth {

	/** Less than a tenth is within the noise of a virtual machine. */
	private static final double CHEAPER = 0.9;

	private final int enough;

	private double lowest = Double.POSITIVE_INFINITY;

	private int withoutGain;

	/**
	 * Create one for a JVM that was not measured yet.
	 * @param enough how many steps in a row without a gain show that it is warm: several,
	 * since compilation comes in bursts and a step may be dear by chance
	 */
	Warmth(int enough) {
		this.enough = enough;
	}

	/**
	 * Add a step.
	 * @param cost what it cost, in any unit of processor time; not finite if nothing was
	 * answered
	 */
	void add(double cost) {
		this.withoutGain = (cost < CHEAPER * this.lowest) ? 0 : this.withoutGain + 1;
		if (cost < this.lowest) {
			this.lowest = cost;
		}
	}

	/**
	 * Return whether the last steps have brought nothing.
	 * @return whether it is warm
	 */
	boolean isReached() {
		return this.withoutGain >= this.enough;
	}

}
