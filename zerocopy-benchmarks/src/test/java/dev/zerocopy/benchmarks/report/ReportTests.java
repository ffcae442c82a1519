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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

import dev.zerocopy.benchmarks.measure.Absence;
import dev.zerocopy.benchmarks.measure.CostUnit;
import dev.zerocopy.benchmarks.measure.Load;
import dev.zerocopy.benchmarks.measure.Measurement;
import dev.zerocopy.benchmarks.measure.MicroScore;
import dev.zerocopy.benchmarks.measure.Scenario;
import dev.zerocopy.benchmarks.measure.Scenario.Axis;
import dev.zerocopy.benchmarks.measure.SuiteResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Report}.
 */
class ReportTests {

	@TempDir
	Path directory;

	@Test
	void scenarioHasARowForEachPeer() {
		new Report(this.directory).write(List.of(result()));
		assertThat(this.directory.resolve("report.md")).content()
			.contains("## TCP forwarding")
			.contains("| Kernel | Linux |")
			.contains("![Download](charts/forward-bulk-download.svg)")
			.contains("| zerocopy | 0.200 (0.100–0.300) | 1.00 × | 1.00 (1.00–1.00) | 0.500 ms | 2.00 ms | 0 |")
			.contains("| HAProxy | 0.800 (0.800–0.800) | 4.00 × |")
			.contains("- Go io.Copy: go is not installed");
	}

	@Test
	void barsCompareMedians() {
		String bars = Report.bars(List.of(result()));
		assertThat(bars).contains("| Download: zerocopy | HAProxy | CPU s/GB | ≤ 0.350 × | 0.250 × | yes |")
			.doesNotContain("nginx");
	}

	@Test
	void barThatIsMissedSaysSo() {
		SuiteResult result = withMeasurements(List.of(measurement("bulk-download", "zerocopy", 1, 0.6),
				measurement("bulk-download", "HAProxy", 1, 0.8)));
		assertThat(Report.bars(List.of(result))).contains("| 0.750 × | no |");
	}

	@Test
	void barOfAStartIsADifference() {
		SuiteResult start = new SuiteResult("start", "Start", Map.of(), Map.of(),
				List.of(new Scenario("first-answer", "First answer", CostUnit.START)),
				List.of(start("zerocopy", 2_120_000), start("without the starter", 2_000_000)), List.of(), List.of(),
				List.of(), Map.of());
		assertThat(Report.bars(List.of(start))).contains(
				"| First answer: zerocopy | without the starter | ms to the first answer | ≤ 100 more | 120 more | no |");
	}

	@Test
	void axisBecomesOneTableAndOnePlot() {
		new Report(this.directory).write(List.of(result()));
		assertThat(this.directory.resolve("report.md")).content()
			.contains("### By files")
			.contains("| files | zerocopy, CPU µs/request | zerocopy, p99 |")
			.contains("| 10.0 | 10.0 | 2.00 ms |")
			.contains("| 1\u202f000 | 20.0 | 2.00 ms |");
		assertThat(this.directory.resolve("charts/forward-by-files.svg")).content().contains("<svg");
	}

	@Test
	void whatWasTransferredBesideStandsInAColumnOfItsOwn() {
		Load counted = new Load(100, 1_000_000_000, 1_000_000, 500, 2000, 3000, 0)
			.beside(new Load(1, 6_000_000_000L, 2_000_000, 0, 0, 0, 2));
		new Report(this.directory).write(List
			.of(withMeasurements(List.of(new Measurement("bulk-download", "zerocopy", 1, counted, 0.2, 4096)))));
		assertThat(this.directory.resolve("report.md")).content()
			.contains("| Errors | GB/s beside |")
			.contains("| 2.00 ms | 2 | 3.00 (3.00–3.00) |");
	}

	@Test
	void pointOfAPlotSaysHowManyErrorsThereWere() {
		Measurement measurement = new Measurement("files-10", "zerocopy", 1,
				new Load(100, 1_000_000, 1_000_000, 500, 2000, 3000, 7), 0.001, 4096);
		new Report(this.directory).write(List.of(withMeasurements(List.of(measurement))));
		assertThat(this.directory.resolve("report.md")).content().contains("| 10.0 | 10.0 (7 errors) | 2.00 ms |");
	}

	@Test
	void plotsAreWellFormedAndNameEveryPeer() throws Exception {
		new Report(this.directory).write(List.of(result()));
		for (String plot : List.of("forward-bulk-download", "forward-by-files")) {
			Path file = this.directory.resolve("charts/" + plot + ".svg");
			Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
			assertThat(document.getDocumentElement().getTextContent()).contains("zerocopy").contains("less is better");
			assertThat(file).content().doesNotContain("NaN").doesNotContain("Infinity");
		}
	}

	@Test
	void microScoresAreGroupedByUnit() {
		new Report(this.directory).write(List.of(result()));
		assertThat(this.directory.resolve("report.md")).content()
			.contains("### Relay, µs")
			.contains("|  | 1 MiB | 0 B |")
			.contains("| SPLICE | 12.0 ± 1.00 | – |");
	}

	@Test
	void commandsAndFilesAreListed() {
		new Report(this.directory).write(List.of(result()));
		assertThat(this.directory.resolve("commands.md")).content()
			.contains("wrk -c64")
			.contains("`haproxy.cfg`:\n\n```\nmode tcp\n```");
	}

	@Test
	void savedResultIsLoadedAsItWas() {
		ResultStore store = new ResultStore(this.directory);
		store.save(result());
		assertThat(store.load("static", "forward")).containsExactly(result());
	}

	private static SuiteResult result() {
		List<Measurement> measurements = new ArrayList<>();
		for (int round = 1; round <= 3; round++) {
			measurements.add(measurement("bulk-download", "zerocopy", round, round * 0.1));
			measurements.add(measurement("bulk-download", "HAProxy", round, 0.8));
		}
		measurements.add(measurement("files-10", "zerocopy", 1, 0.001));
		measurements.add(measurement("files-1000", "zerocopy", 1, 0.002));
		return withMeasurements(measurements);
	}

	private static Measurement measurement(String scenario, String peer, int round, double cpuSeconds) {
		return new Measurement(scenario, peer, round, new Load(100, 1_000_000_000, 1_000_000, 500, 2000, 3000, 0),
				cpuSeconds, 4096);
	}

	private static Measurement start(String peer, long micros) {
		return new Measurement("first-answer", peer, 1, new Load(1, 1024, micros, 0, 0, 0, 0), 1, 4096);
	}

	private static SuiteResult withMeasurements(List<Measurement> measurements) {
		return new SuiteResult("forward", "TCP forwarding", Map.of("Kernel", "Linux"), Map.of("Rounds", "3"),
				List.of(new Scenario("bulk-download", "Download", CostUnit.GIGABYTE),
						new Scenario("files-10", "10 files", CostUnit.REQUEST, new Axis("files", 10)),
						new Scenario("files-1000", "1000 files", CostUnit.REQUEST, new Axis("files", 1000))),
				measurements, List.of(new Absence("Go io.Copy", "go is not installed")),
				List.of(new MicroScore("Relay", "SPLICE", "1 MiB", 12, 1, "µs"),
						new MicroScore("Relay", "READ_WRITE", "0 B", 3, 0, "µs")),
				List.of("wrk -c64"), Map.of("haproxy.cfg", "mode tcp"));
	}

}
