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

package dev.zerocopy.benchmarks.process;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which processors are for the server that is measured, and which for everything else.
 *
 * @param server processors of the server; it gets as many event loops or workers
 * @param load processors of load generators and upstream servers
 */
public record CpuPlan(List<Integer> server, List<Integer> load) {

	/**
	 * Halve the processors: at most four for the server, the rest for load. A machine
	 * with a single one uses it for both.
	 * @param available how many processors there are
	 * @return the plan
	 */
	public static CpuPlan halve(int available) {
		int server = Math.min(4, Math.max(1, available / 2));
		return new CpuPlan(range(0, server), (available > server) ? range(server, available) : range(0, server));
	}

	/**
	 * Return how many event loops or workers a server gets.
	 * @return the number of its processors
	 */
	public int loops() {
		return this.server.size();
	}

	static String list(List<Integer> cpus) {
		return cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
	}

	private static List<Integer> range(int from, int to) {
		return IntStream.range(from, to).boxed().toList();
	}

}
