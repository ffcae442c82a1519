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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.zerocopy.benchmarks.measure.CostUnit;
import dev.zerocopy.benchmarks.measure.MicroScore;
import dev.zerocopy.benchmarks.measure.Scenario;
import dev.zerocopy.benchmarks.measure.SuiteResult;

/**
 * The tables of one suite.
 */
final class SuiteSection {

	private static final List<String> HEADER = List.of("p50", "p99", "Errors");

	private final SuiteResult result;

	SuiteSection(SuiteResult result) {
		this.result = result;
	}

	String render() {
		StringBuilder text = new StringBuilder();
		Map<String, List<Scenario>> series = new LinkedHashMap<>();
		for (Scenario scenario : this.result.scenarios()) {
			Scenario.Axis axis = scenario.axis();
			if (axis == null) {
				text.append("### ").append(scenario.title()).append("\n\n").append(scenario(scenario));
			}
			else {
				series.computeIfAbsent(axis.label(), (label) -> new ArrayList<>()).add(scenario);
			}
		}
		series.forEach(
				(label, scenarios) -> text.append("### By ").append(label).append("\n\n").append(series(scenarios)));
		text.append(scores());
		if (!this.result.absences().isEmpty()) {
			text.append("### Not measured\n\n");
			this.result.absences()
				.forEach((absence) -> text.append("- ")
					.append(absence.what())
					.append(": ")
					.append(absence.why())
					.append('\n'));
			text.append('\n');
		}
		return text.toString();
	}

	private String scenario(Scenario scenario) {
		CostUnit unit = scenario.unit();
		List<PeerSummary> peers = PeerSummary.of(this.result, scenario);
		if (peers.isEmpty()) {
			return "Nothing was measured.\n\n";
		}
		double own = peers.get(0).cost().median();
		List<String> header = new ArrayList<>(List.of("", unit.label(), "of " + peers.get(0).peer()));
		if (unit.isLoad()) {
			header.add(unit.throughputLabel());
			header.addAll(HEADER);
		}
		boolean beside = peers.stream().anyMatch((peer) -> peer.beside().max() > 0);
		if (beside) {
			header.add("GB/s beside");
		}
		MarkdownTable table = new MarkdownTable(header);
		for (PeerSummary peer : peers) {
			List<String> row = new ArrayList<>(List.of(peer.peer(), Numbers.format(peer.cost()),
					Numbers.format(peer.cost().median() / own) + " ×"));
			if (unit.isLoad()) {
				row.addAll(List.of(Numbers.format(peer.throughput()), Numbers.latency(peer.p50().median()),
						Numbers.latency(peer.p99().median()), Long.toString(peer.errors())));
			}
			if (beside) {
				row.add(Numbers.format(peer.beside()));
			}
			table.row(row);
		}
		return table.render();
	}

	private String series(List<Scenario> scenarios) {
		Set<String> peers = new LinkedHashSet<>();
		scenarios
			.forEach((scenario) -> PeerSummary.of(this.result, scenario).forEach((peer) -> peers.add(peer.peer())));
		CostUnit unit = scenarios.get(0).unit();
		List<String> header = new ArrayList<>(List.of(Objects.requireNonNull(scenarios.get(0).axis()).label()));
		peers.forEach((peer) -> header.add(peer + ", " + unit.label()));
		peers.forEach((peer) -> header.add(peer + ", p99"));
		MarkdownTable table = new MarkdownTable(header);
		for (Scenario scenario : scenarios) {
			Map<String, PeerSummary> summaries = new LinkedHashMap<>();
			PeerSummary.of(this.result, scenario).forEach((peer) -> summaries.put(peer.peer(), peer));
			List<String> row = new ArrayList<>(
					List.of(Numbers.format(Objects.requireNonNull(scenario.axis()).value())));
			for (String peer : peers) {
				PeerSummary summary = summaries.get(peer);
				row.add((summary != null) ? point(summary) : "–");
			}
			for (String peer : peers) {
				PeerSummary summary = summaries.get(peer);
				row.add((summary != null) ? Numbers.latency(summary.p99().median()) : "–");
			}
			table.row(row);
		}
		return table.render();
	}

	private static String point(PeerSummary summary) {
		String cost = Numbers.format(summary.cost().median());
		return (summary.errors() > 0) ? cost + " (" + summary.errors() + " errors)" : cost;
	}

	private String scores() {
		Map<String, List<MicroScore>> groups = new LinkedHashMap<>();
		for (MicroScore score : this.result.scores()) {
			groups.computeIfAbsent(score.group() + ", " + score.unit(), (group) -> new ArrayList<>()).add(score);
		}
		StringBuilder text = new StringBuilder();
		groups.forEach((group, scores) -> text.append("### ").append(group).append("\n\n").append(scores(scores)));
		return text.toString();
	}

	private static String scores(List<MicroScore> scores) {
		Set<String> variants = new LinkedHashSet<>();
		Map<String, Map<String, String>> ways = new LinkedHashMap<>();
		for (MicroScore score : scores) {
			variants.add(score.variant());
			String value = Numbers.format(score.score());
			ways.computeIfAbsent(score.way(), (way) -> new LinkedHashMap<>())
				.put(score.variant(), (score.error() > 0) ? value + " ± " + Numbers.format(score.error()) : value);
		}
		List<String> header = new ArrayList<>(List.of(""));
		header.addAll(variants);
		MarkdownTable table = new MarkdownTable(header);
		ways.forEach((way, values) -> {
			List<String> row = new ArrayList<>(List.of(way));
			variants.forEach((variant) -> row.add(values.getOrDefault(variant, "–")));
			table.row(row);
		});
		return table.render();
	}

}
