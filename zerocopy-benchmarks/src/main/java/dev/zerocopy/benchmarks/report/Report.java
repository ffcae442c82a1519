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
import java.util.List;
import java.util.Map;

import dev.zerocopy.benchmarks.measure.SuiteResult;

/**
 * Writes what was found: {@code report.md} with tables and plots, and {@code commands.md}
 * with every command and configuration.
 */
public final class Report {

	private static final String CHARTS = "charts";

	private final Path directory;

	/**
	 * Create a report.
	 * @param directory where it goes
	 */
	public Report(Path directory) {
		this.directory = directory;
	}

	/**
	 * Write the report.
	 * @param results the results of all suites
	 * @return the file
	 */
	public Path write(List<SuiteResult> results) {
		Charts charts = new Charts(this.directory.resolve(CHARTS));
		StringBuilder text = new StringBuilder(
				"""
						# Benchmark report

						Written by `zerocopy-benchmarks/run`; do not edit. [How it is measured and what to be careful
						about](README.md), [the commands and configurations](commands.md), raw results in `results`.

						Numbers are medians of rounds, with the smallest and the largest in parentheses. Processor time is that of the
						server and its children, user and kernel mode. A GB is 10⁹ bytes.

						""");
		text.append(bars(results));
		for (SuiteResult result : results) {
			text.append("## ").append(result.title()).append("\n\n").append(properties(result));
			charts.draw(result)
				.forEach((title, file) -> text.append("![%s](%s/%s)\n\n".formatted(title, CHARTS, file)));
			text.append(new SuiteSection(result).render());
		}
		write("commands.md", commands(results));
		return write("report.md", text.toString());
	}

	static String bars(List<SuiteResult> results) {
		MarkdownTable table = new MarkdownTable(List.of("", "compared with", "unit", "wanted", "found", "met"));
		boolean any = false;
		for (Bar bar : Bar.ALL) {
			Bar.Outcome outcome = bar.compare(results).orElse(null);
			if (outcome != null) {
				any = true;
				table.row(List.of(outcome.title() + ": " + bar.subject(), bar.peer(), outcome.unit(), outcome.wanted(),
						outcome.foundInWords(), outcome.isMet() ? "yes" : "no"));
			}
		}
		return any ? "## Bars\n\nRatios of medians in this run, or their difference.\n\n" + table.render() : "";
	}

	private static String properties(SuiteResult result) {
		MarkdownTable table = new MarkdownTable(List.of("", "Value"));
		for (Map<String, String> properties : List.of(result.machine(), result.settings())) {
			properties.forEach((name, value) -> table.row(List.of(name, value)));
		}
		return "<details><summary>Machine, versions, settings</summary>\n\n" + table.render() + "</details>\n\n";
	}

	private static String commands(List<SuiteResult> results) {
		StringBuilder text = new StringBuilder("""
				# Commands and configurations

				Written by `zerocopy-benchmarks/run`; do not edit. `<work>` stands for the directory given by `--work`,
				`<class path>` for the content of `zerocopy-benchmarks/target/classpath` and the classes of the module.

				""");
		for (SuiteResult result : results) {
			text.append("## ").append(result.title()).append("\n\n```shell\n");
			result.commands().forEach((command) -> text.append(command).append('\n'));
			text.append("```\n\n");
			result.files()
				.forEach((name, content) -> text.append("`%s`:\n\n```\n%s\n```\n\n".formatted(name, content.strip())));
		}
		return text.toString();
	}

	private Path write(String name, String content) {
		try {
			Files.createDirectories(this.directory);
			return Files.writeString(this.directory.resolve(name), content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
