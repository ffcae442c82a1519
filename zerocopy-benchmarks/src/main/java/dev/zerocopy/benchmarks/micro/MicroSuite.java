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
import java.util.stream.Collectors;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

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
		ChainedOptionsBuilder options = new OptionsBuilder().include(benchmark.getName())
			.verbosity(VerboseMode.SILENT)
			.shouldFailOnError(true);
		if (lab.settings().quick()) {
			options.forks(0).warmupIterations(0).measurementIterations(1).measurementTime(TimeValue.milliseconds(50));
		}
		else {
			options.forks(1)
				.warmupIterations(3)
				.warmupTime(TimeValue.milliseconds(500))
				.measurementIterations(5)
				.measurementTime(TimeValue.milliseconds(500));
		}
		try {
			Collection<RunResult> results = new Runner(options.build()).run();
			results.forEach((result) -> lab.add(score(title, result)));
		}
		catch (RunnerException ex) {
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
