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

package dev.zerocopy.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.zerocopy.benchmarks.forward.ForwardSuite;
import dev.zerocopy.benchmarks.growth.GrowthSuite;
import dev.zerocopy.benchmarks.micro.MicroSuite;
import dev.zerocopy.benchmarks.pagecache.PageCacheSuite;
import dev.zerocopy.benchmarks.peer.SpringFiles;
import dev.zerocopy.benchmarks.process.Commands;
import dev.zerocopy.benchmarks.process.CpuPlan;
import dev.zerocopy.benchmarks.process.RunLog;
import dev.zerocopy.benchmarks.process.Workbench;
import dev.zerocopy.benchmarks.report.Report;
import dev.zerocopy.benchmarks.report.ResultStore;
import dev.zerocopy.benchmarks.start.StartSuite;
import dev.zerocopy.benchmarks.statics.StaticSuite;
import dev.zerocopy.benchmarks.suite.Lab;
import dev.zerocopy.benchmarks.suite.Suite;

/**
 * Runs the benchmarks and writes the report.
 */
public final class Benchmarks {

	/** In the order of the report. */
	private static final List<Suite> SUITES = List.of(StaticSuite.plain(), StaticSuite.encrypted(), new ForwardSuite(),
			new GrowthSuite(), new PageCacheSuite(), new StartSuite(), new MicroSuite());

	/** Without these nothing can be measured. */
	private static final List<String> REQUIRED = List.of("taskset", "wrk", "gcc", "openssl");

	private final Options options;

	private final long started = System.nanoTime();

	private Benchmarks(Options options) {
		this.options = options;
	}

	/**
	 * Run the benchmarks.
	 * @param args see {@link Options#USAGE}
	 */
	public static void main(String[] args) {
		// or ports in configurations are written in the digits of the user's language
		Locale.setDefault(Locale.ROOT);
		Path module = Path.of(System.getProperty("zerocopy.benchmarks.module", "zerocopy-benchmarks")).toAbsolutePath();
		try {
			Options options = Options.parse(args, module);
			List<Suite> suites = select(options.only());
			List<String> missing = options.redraw() ? List.of() : missingPrograms();
			if (missing.isEmpty()) {
				new Benchmarks(options).run(suites);
			}
			else {
				System.err.println("Install what is missing: " + String.join(", ", missing));
				System.exit(1);
			}
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.err.printf(Options.USAGE, names());
			System.exit(2);
		}
	}

	private static List<String> missingPrograms() {
		return REQUIRED.stream().filter((program) -> Commands.find(program).isEmpty()).toList();
	}

	private static List<Suite> select(List<String> only) {
		List<Suite> selected = new ArrayList<>();
		for (String name : only) {
			selected.add(SUITES.stream()
				.filter((suite) -> suite.name().equals(name))
				.findFirst()
				.orElseThrow(
						() -> new IllegalArgumentException("There is no suite '" + name + "'; there are " + names())));
		}
		return only.isEmpty() ? SUITES : selected;
	}

	private static String names() {
		return SUITES.stream().map(Suite::name).collect(Collectors.joining(", "));
	}

	private void run(List<Suite> suites) {
		ResultStore store = new ResultStore(this.options.reportDirectory());
		if (!this.options.redraw()) {
			CpuPlan halves = CpuPlan.ofThisProcess();
			// a start takes longer than a load, and nobody compares the numbers
			CpuPlan cpus = this.options.settings().quick() ? halves.shared() : halves;
			RunLog log = new RunLog();
			Workbench workbench = new Workbench(this.options.workDirectory(), cpus, log);
			log.replace(System.getProperty("java.class.path"), "<class path>");
			log.replace(SpringFiles.classPathWithoutStarter(), "<class path without the starter>");
			log.replace(workbench.directory().toString(), "<work>");
			log.replace(System.getProperty("java.home"), "<java home>");
			Map<String, String> machine = MachineDescription.of(cpus, workbench.directory());
			for (Suite suite : suites) {
				log.clear();
				progress("== " + suite.title());
				Lab lab = new Lab(workbench, this.options.settings(), this::progress);
				lab.run(suite);
				store.save(lab.result(suite, machine));
			}
		}
		Path report = new Report(this.options.reportDirectory()).write(store.load(names().split(", ")));
		progress("report: " + report);
	}

	private void progress(String what) {
		Duration elapsed = Duration.ofNanos(System.nanoTime() - this.started);
		System.out.printf("%02d:%02d %s%n", elapsed.toMinutes(), elapsed.toSecondsPart(), what);
	}

}
