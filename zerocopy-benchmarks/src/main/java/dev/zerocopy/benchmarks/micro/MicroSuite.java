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

package dev.zerocopy.benchmarks.micro;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.openjdk.jmh.Main;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

import dev.zerocopy.benchmarks.measure.MicroScore;
import dev.zerocopy.benchmarks.suite.Lab;
import dev.zerocopy.benchmarks.suite.Suite;

/**
 * The classic comparisons, by JMH, and what they cost the kernel.
 */
public final class MicroSuite implements Suite {

	@Override
	public String name() {
		return "micro";
	}

	@Override
	public String title() {
		return "Micro-benchmarks";
	}

	@Override
	public void run(Lab lab) {
		run(lab, FileCopyBenchmark.class, "Copy a file");
		run(lab, FileSendBenchmark.class, "Send a file");
		run(lab, RelayBenchmark.class, "Relay: body, buffer");
		new KernelWork(lab).run();
	}

	private static void run(Lab lab, Class<?> benchmark, String title) {
		lab.say(title);
		System.setProperty("jmh.ignoreLock", "true");
		List<String> arguments = List.of((benchmark.getName() + " -v SILENT -foe true "
				+ (lab.settings().quick() ? "-f 0 -wi 0 -i 1 -r 50ms" : "-f 1 -wi 3 -w 500ms -i 5 -r 500ms"))
			.split(" "));
		lab.workbench()
			.log()
			.command(Stream
				.concat(Stream.of("java", "-cp", System.getProperty("java.class.path"), Main.class.getName()),
						arguments.stream())
				.toList());
		try {
			Collection<RunResult> results = new Runner(new CommandLineOptions(arguments.toArray(String[]::new))).run();
			results.forEach((result) -> lab.add(score(title, result)));
		}
		catch (CommandLineOptionException | RunnerException ex) {
			lab.absent(title, String.valueOf(ex.getMessage()));
		}
	}

	private static MicroScore score(String title, RunResult result) {
		Result<?> primary = result.getPrimaryResult();
		double error = primary.getScoreError();
		String variant = Arrays.stream(result.getParams().getParam("variant").split("/"))
			.map((size) -> Sizes.format(Long.parseLong(size)))
			.collect(Collectors.joining(", "));
		return new MicroScore(title, result.getParams().getParam("way"), variant, primary.getScore(),
				Double.isNaN(error) ? 0 : error, "µs");
	}

}
