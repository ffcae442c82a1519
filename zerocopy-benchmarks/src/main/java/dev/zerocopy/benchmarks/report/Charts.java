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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.zerocopy.benchmarks.measure.Scenario;
import dev.zerocopy.benchmarks.measure.SuiteResult;
import dev.zerocopy.benchmarks.report.LineChart.Line;
import dev.zerocopy.benchmarks.report.LineChart.Point;

/**
 * Draws plots as SVG: one for each scenario that stands alone, and one for each axis.
 */
final class Charts {

	private final Path directory;

	Charts(Path directory) {
		this.directory = directory;
	}

	/**
	 * Draw a suite.
	 * @param result its result
	 * @return title to file name
	 */
	Map<String, String> draw(SuiteResult result) {
		Map<String, String> files = new LinkedHashMap<>();
		Map<String, List<Scenario>> series = new LinkedHashMap<>();
		for (Scenario scenario : result.scenarios()) {
			Scenario.Axis axis = scenario.axis();
			List<PeerSummary> peers = PeerSummary.of(result, scenario);
			if (axis != null) {
				series.computeIfAbsent(axis.label(), (label) -> new ArrayList<>()).add(scenario);
			}
			else if (!peers.isEmpty()) {
				files.put(scenario.title(), save(result.suite() + "-" + scenario.id(),
						BarChart.draw(scenario.title(), scenario.unit().label(), peers)));
			}
		}
		series.forEach((label, scenarios) -> files.put("By " + label,
				save(result.suite() + "-by-" + label.replace(' ', '-'), lines(result, label, scenarios))));
		return files;
	}

	private static String lines(SuiteResult result, String label, List<Scenario> scenarios) {
		Map<String, List<Point>> points = new LinkedHashMap<>();
		for (Scenario scenario : scenarios) {
			for (PeerSummary peer : PeerSummary.of(result, scenario)) {
				points.computeIfAbsent(peer.peer(), (name) -> new ArrayList<>())
					.add(new Point(Objects.requireNonNull(scenario.axis()).value(), peer.cost().median()));
			}
		}
		List<Line> lines = points.entrySet()
			.stream()
			.map((entry) -> new Line(entry.getKey(), entry.getValue()))
			.toList();
		return LineChart.draw("By " + label, scenarios.get(0).unit().label(), label, lines);
	}

	private String save(String name, String drawing) {
		String file = name + ".svg";
		try {
			Files.createDirectories(this.directory);
			Files.writeString(this.directory.resolve(file), drawing);
			return file;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
