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

/**
 * One peer in one round of one scenario.
 *
 * @param scenario the identifier of the scenario
 * @param peer the name of the peer
 * @param round the number of the round, from 1
 * @param load what the load generator counted
 * @param cpuSeconds processor time of the server and its children meanwhile
 * @param residentBytes resident memory of the server and its children at the end
 */
public record Measurement(String scenario, String peer, int round, Load load, double cpuSeconds, long residentBytes) {

	/**
	 * Return what a request costs.
	 * @return microseconds of processor time for a request
	 */
	public double cpuMicrosPerRequest() {
		return this.cpuSeconds * 1e6 / this.load.requests();
	}

	/**
	 * Return what a gigabyte (10⁹ bytes) costs.
	 * @return seconds of processor time for a gigabyte
	 */
	public double cpuSecondsPerGigabyte() {
		return this.cpuSeconds * 1e9 / this.load.bytes();
	}

}
