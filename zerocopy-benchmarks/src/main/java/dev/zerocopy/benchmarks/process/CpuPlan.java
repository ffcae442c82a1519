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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which processors are for the server that is measured, and which for everything else.
 *
 * @param server processors of the server; it gets as many event loops or workers
 * @param load processors of load generators and upstream servers
 */
public record CpuPlan(List<Integer> server, List<Integer> load) {

	/**
	 * Halve the processors that this process may use: those it may be pinned to, and no
	 * more than its control group has the time of.
	 * @return the plan
	 */
	public static CpuPlan ofThisProcess() {
		try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
			return halve(lines.filter((line) -> line.startsWith("Cpus_allowed_list:"))
				.flatMap((line) -> parse(line.substring(line.indexOf(':') + 1).strip()))
				.limit(Runtime.getRuntime().availableProcessors())
				.toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Halve processors: at most four for the server, the rest for load. A single one is
	 * for both.
	 * @param available the processors there are
	 * @return the plan
	 */
	static CpuPlan halve(List<Integer> available) {
		int server = Math.min(4, Math.max(1, available.size() / 2));
		return new CpuPlan(available.subList(0, server),
				available.subList((available.size() > server) ? server : 0, available.size()));
	}

	/**
	 * Parse a list as the kernel writes it, such as {@code 0-3,8}.
	 */
	static Stream<Integer> parse(String list) {
		return Stream.of(list.split(",")).flatMap((range) -> {
			String[] ends = range.split("-");
			return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])).boxed();
		});
	}

	/**
	 * Let the server and everything else have all processors: faster, and no numbers that
	 * can be compared.
	 * @return the plan
	 */
	public CpuPlan shared() {
		return new CpuPlan(all(), all());
	}

	/**
	 * Return how many event loops or workers a server gets.
	 * @return the number of its processors
	 */
	public int loops() {
		return this.server.size();
	}

	/**
	 * Return all processors, for a server that is measured without load.
	 * @return the processors
	 */
	List<Integer> all() {
		return Stream.concat(this.server.stream(), this.load.stream()).distinct().toList();
	}

	static String list(List<Integer> cpus) {
		return cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
	}

}
