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

import java.util.List;
import java.util.Optional;

import dev.zerocopy.benchmarks.measure.Scenario;
import dev.zerocopy.benchmarks.measure.SuiteResult;

/**
 * How this project wants to compare with a peer in one scenario.
 *
 * @param suite the name of the suite
 * @param scenario the identifier of the scenario
 * @param subject the name under which this project takes part
 * @param peer the name of the peer
 * @param quantity what is compared
 * @param limit the ratio of the subject to the peer that is wanted, or the difference: at
 * most, for costs; at least, for throughput
 */
record Bar(String suite, String scenario, String subject, String peer, Quantity quantity, double limit) {

	private static final String WEBFLUX = "zerocopy";

	private static final String NETTY = "zerocopy (netty engine)";

	/** The bars that the project has set itself. */
	static final List<Bar> ALL = List.of(new Bar("static", "1k-64", WEBFLUX, "Spring WebFlux", Quantity.COST, 0.4),
			new Bar("static", "1k-64", NETTY, "nginx", Quantity.COST, 1),
			new Bar("static", "1k-64", NETTY, "nginx", Quantity.THROUGHPUT, 1),
			new Bar("static", "1m", WEBFLUX, "nginx", Quantity.COST, 1.05),
			new Bar("static", "1m", NETTY, "nginx", Quantity.COST, 1.05),
			new Bar("static", "100m", WEBFLUX, "nginx", Quantity.COST, 1.05),
			new Bar("static", "100m", NETTY, "nginx", Quantity.COST, 1.05),
			new Bar("tls", "100m", WEBFLUX, "Spring WebFlux", Quantity.THROUGHPUT, 4),
			new Bar("tls", "100m", WEBFLUX, "nginx", Quantity.COST, 1.5),
			new Bar("forward", "bulk-download", WEBFLUX, "C splice loop", Quantity.COST, 1.1),
			new Bar("forward", "bulk-download", WEBFLUX, "HAProxy", Quantity.COST, 0.35),
			new Bar("forward", "bulk-download", WEBFLUX, "nginx stream", Quantity.COST, 0.35),
			new Bar("forward", "bulk-download", WEBFLUX, "Go io.Copy", Quantity.COST, 0.7),
			new Bar("forward", "bulk-upload", WEBFLUX, "C splice loop", Quantity.COST, 1.1),
			new Bar("forward", "bulk-upload", WEBFLUX, "HAProxy", Quantity.COST, 0.35),
			new Bar("forward", "bulk-upload", WEBFLUX, "nginx stream", Quantity.COST, 0.35),
			new Bar("forward", "bulk-upload", WEBFLUX, "Go io.Copy", Quantity.COST, 0.7),
			new Bar("forward", "request-response", WEBFLUX, "HAProxy", Quantity.COST, 1),
			new Bar("start", "first-answer", WEBFLUX, "without the starter", Quantity.DIFFERENCE, 100));

	/**
	 * Compare.
	 * @param results the results of all suites
	 * @return the comparison, if both were measured
	 */
	Optional<Outcome> compare(List<SuiteResult> results) {
		for (SuiteResult result : results) {
			for (Scenario candidate : result.scenarios()) {
				if (result.suite().equals(this.suite) && candidate.id().equals(this.scenario)) {
					List<PeerSummary> peers = PeerSummary.of(result, candidate);
					return find(peers, this.subject).flatMap((own) -> find(peers, this.peer)
						.map((other) -> outcome(candidate, this.quantity.of(own, other))));
				}
			}
		}
		return Optional.empty();
	}

	private Outcome outcome(Scenario candidate, double found) {
		return new Outcome(this, candidate.title(),
				(this.quantity == Quantity.THROUGHPUT) ? candidate.unit().throughputLabel() : candidate.unit().label(),
				found);
	}

	private static Optional<PeerSummary> find(List<PeerSummary> peers, String name) {
		return peers.stream().filter((summary) -> summary.peer().equals(name)).findFirst();
	}

	/**
	 * What is compared.
	 */
	enum Quantity {

		/** Processor time for a unit: less is better. */
		COST {
			@Override
			double of(PeerSummary own, PeerSummary other) {
				return own.cost().median() / other.cost().median();
			}
		},

		/** How much more is spent, in the unit of the cost: less is better. */
		DIFFERENCE {
			@Override
			double of(PeerSummary own, PeerSummary other) {
				return own.cost().median() - other.cost().median();
			}

			@Override
			String format(double value) {
				return Numbers.format(value) + " more";
			}
		},

		/** Units a second: more is better. */
		THROUGHPUT {
			@Override
			double of(PeerSummary own, PeerSummary other) {
				return own.throughput().median() / other.throughput().median();
			}
		};

		abstract double of(PeerSummary own, PeerSummary other);

		String format(double value) {
			return Numbers.format(value) + " ×";
		}

	}

	/**
	 * A bar and what was found.
	 *
	 * @param bar the bar
	 * @param title the title of the scenario
	 * @param unit the unit of what was compared
	 * @param found the ratio of medians, or their difference
	 */
	record Outcome(Bar bar, String title, String unit, double found) {

		boolean isMet() {
			return (this.bar.quantity == Quantity.THROUGHPUT) ? this.found >= this.bar.limit
					: this.found <= this.bar.limit;
		}

		/**
		 * Return what is wanted, in words.
		 */
		String wanted() {
			return ((this.bar.quantity == Quantity.THROUGHPUT) ? "≥ " : "≤ ")
					+ this.bar.quantity.format(this.bar.limit);
		}

		/**
		 * Return what was found, in words.
		 */
		String foundInWords() {
			return this.bar.quantity.format(this.found);
		}

	}

}
