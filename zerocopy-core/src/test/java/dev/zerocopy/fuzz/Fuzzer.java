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

package dev.zerocopy.fuzz;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Feeds a target with inputs, each of which follows from its own seed: a failure names
 * the seed that makes the same input again.
 * <p>
 * The system property {@code zerocopy.fuzz.inputs} says how many, and
 * {@code zerocopy.fuzz.seed} where to begin; without the latter every run looks at other
 * inputs. {@code zerocopy.fuzz.duration}, such as {@code PT10M}, ends a run earlier.
 */
public final class Fuzzer {

	private static final String INPUTS = "zerocopy.fuzz.inputs";

	private static final String DURATION = "zerocopy.fuzz.duration";

	private static final String SEED = "zerocopy.fuzz.seed";

	private static final long SLOWEST_NANOS = Duration.ofSeconds(10).toNanos();

	private static final int LOOK_AT_CLOCK = 1024;

	private Fuzzer() {
	}

	/**
	 * Run a target.
	 * @param <T> the type of input
	 * @param name names the target in what is printed
	 * @param inputs how many inputs, unless the system property says otherwise
	 * @param target the target
	 * @throws AssertionError for the first input a property does not hold for
	 */
	public static <T> void run(String name, long inputs, FuzzTarget<T> target) {
		long count = Long.getLong(INPUTS, inputs);
		long seed = Long.getLong(SEED, new SplittableRandom().nextLong());
		Duration limit = Duration.parse(System.getProperty(DURATION, "PT1H"));
		System.out.printf("fuzz %s: up to %,d inputs from seed %d%n", name, count, seed);
		long start = System.nanoTime();
		long done = 0;
		while (done < count
				&& (done % LOOK_AT_CLOCK != 0 || done == 0 || System.nanoTime() - start < limit.toNanos())) {
			runOne(name, seed + done, target);
			done++;
		}
		double seconds = (System.nanoTime() - start) / 1e9;
		System.out.printf("fuzz %s: %,d inputs in %.1f s, no failure%n", name, done, seconds);
	}

	private static <T> void runOne(String name, long seed, FuzzTarget<T> target) {
		T input = target.generate(new FuzzSource(seed));
		long start = System.nanoTime();
		try {
			target.check(input);
		}
		catch (Throwable ex) {
			throw failure(name, seed, target.describe(input), ex);
		}
		if (System.nanoTime() - start > SLOWEST_NANOS) {
			throw failure(name, seed, target.describe(input), null);
		}
	}

	private static AssertionError failure(String name, long seed, String input, Throwable cause) {
		return new AssertionError(
				"%s %s for the input %s; run it again with -D%s=%d -D%s=1".formatted(name,
						(cause != null) ? "failed (" + cause + ')' : "took too long", input, SEED, seed, INPUTS),
				cause);
	}

}
