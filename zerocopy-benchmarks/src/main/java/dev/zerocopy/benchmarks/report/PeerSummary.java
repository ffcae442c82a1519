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

package dev.zerocopy.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.zerocopy.benchmarks.measure.CostUnit;
import dev.zerocopy.benchmarks.measure.Measurement;
import dev.zerocopy.benchmarks.measure.Scenario;
import dev.zerocopy.benchmarks.measure.Spread;
import dev.zerocopy.benchmarks.measure.SuiteResult;

/**
 * All rounds of one peer in one scenario.
 *
 * @param peer the name of the peer
 * @param throughput requests or gigabytes a second
 * @param cost processor time, or memory, for a unit
 * @param p50 median of the latency, microseconds, zero if it was not measured
 * @param p99 99th percentile of the latency, microseconds
 * @param errors errors of all rounds
 * @param beside gigabytes (10⁹ bytes) a second of another load, zero if there was none
 */
record PeerSummary(String peer, Spread throughput, Spread cost, Spread p50, Spread p99, long errors, Spread beside) {

	/**
	 * Sum up a scenario.
	 * @param result the result of its suite
	 * @param scenario the scenario
	 * @return the peers, in the order they were measured in first
	 */
	static List<PeerSummary> of(SuiteResult result, Scenario scenario) {
		Map<String, List<Measurement>> rounds = new LinkedHashMap<>();
		for (Measurement measurement : result.measurements()) {
			if (measurement.scenario().equals(scenario.id())) {
				rounds.computeIfAbsent(measurement.peer(), (peer) -> new ArrayList<>()).add(measurement);
			}
		}
		return rounds.entrySet()
			.stream()
			.map((entry) -> of(entry.getKey(), entry.getValue(), scenario.unit()))
			.toList();
	}

	private static PeerSummary of(String peer, List<Measurement> rounds, CostUnit unit) {
		return new PeerSummary(peer, spread(rounds, unit::throughput), spread(rounds, unit::cost),
				spread(rounds, (round) -> round.load().p50()), spread(rounds, (round) -> round.load().p99()),
				rounds.stream().mapToLong((round) -> round.load().errors()).sum(),
				spread(rounds, (round) -> round.load().besideBytes() / 1e9));
	}

	private static Spread spread(List<Measurement> rounds, ToDoubleFunction<Measurement> value) {
		return Spread.of(rounds.stream().map(value::applyAsDouble).toList());
	}

}
