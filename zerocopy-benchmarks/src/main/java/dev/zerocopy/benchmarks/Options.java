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
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.benchmarks.suite.Settings;

/**
 * What the command line asks for.
 *
 * @param settings how long and how often to measure
 * @param only the suites to run, empty for all
 * @param reportDirectory where the report is written
 * @param workDirectory for everything else that is generated
 * @param redraw whether to write the report again from saved results, without measuring
 */
record Options(Settings settings, List<String> only, Path reportDirectory, Path workDirectory, boolean redraw) {

	static final String USAGE = """
			usage: run [--quick] [--only <suite>[,<suite>…]] [--rounds <n>] [--seconds <n>] [--out <directory>]
			           [--work <directory>] [--redraw]

			--quick     seconds instead of minutes: shows that everything runs, the numbers mean nothing
			--only      some suites: %s
			--rounds    how often each peer is measured (5, quick 1)
			--seconds   how long each time, at least 1 (2, quick 1)
			--out       where the report goes (docs/benchmarks, quick zerocopy-benchmarks/target/report)
			--work      where files to serve, logs and programs go, about 16 GiB on a real disk
			            (zerocopy-benchmarks/target/work)
			--redraw    writes the report again from its saved results
			""";

	/**
	 * Parse the command line.
	 * @param args the arguments
	 * @param module the directory of this module
	 * @return the options
	 * @throws IllegalArgumentException if an argument is unknown or its value not valid
	 */
	static Options parse(String[] args, Path module) {
		boolean quick = false;
		boolean redraw = false;
		List<String> only = List.of();
		Integer rounds = null;
		Double seconds = null;
		Path out = null;
		Path work = module.resolve("target/work");
		Iterator<String> arguments = List.of(args).iterator();
		while (arguments.hasNext()) {
			String option = arguments.next();
			switch (option) {
				case "--quick" -> quick = true;
				case "--redraw" -> redraw = true;
				case "--only" -> only = List.of(value(option, arguments).split(","));
				case "--rounds" -> rounds = (int) number(option, value(option, arguments));
				case "--seconds" -> seconds = number(option, value(option, arguments));
				case "--out" -> out = Path.of(value(option, arguments));
				case "--work" -> work = Path.of(value(option, arguments));
				default -> throw new IllegalArgumentException("There is no option '" + option + "'");
			}
		}
		if (out == null) {
			out = quick ? module.resolve("target/report") : module.resolveSibling("docs").resolve("benchmarks");
		}
		return new Options(settings(quick, rounds, seconds), only, out, work, redraw);
	}

	private static Settings settings(boolean quick, @Nullable Integer rounds, @Nullable Double seconds) {
		Settings settings = quick ? Settings.QUICK : Settings.FULL;
		return new Settings(quick, (rounds != null) ? rounds : settings.rounds(),
				(seconds != null) ? Duration.ofMillis(Math.round(seconds * 1000)) : settings.duration(),
				settings.firstWarmUp());
	}

	private static String value(String option, Iterator<String> arguments) {
		if (!arguments.hasNext()) {
			throw new IllegalArgumentException("'" + option + "' needs a value");
		}
		return arguments.next();
	}

	private static double number(String option, String value) {
		try {
			double number = Double.parseDouble(value);
			if (number >= 1) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// the same answer as to a number that is too small
		}
		throw new IllegalArgumentException("'" + option + "' is '" + value + "'; give a number of at least 1");
	}

}
