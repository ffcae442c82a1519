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

package dev.zerocopy.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process and its descendants have used, as {@code /proc} tells it.
 *
 * @param root the process
 */
public record ProcessTree(ProcessHandle root) {

	/** USER_HZ, which is 100 on every architecture Java runs on under Linux. */
	private static final double TICKS_PER_SECOND = 100;

	/**
	 * Return the processor time since the start, of processes that have ended too.
	 * @return user and kernel mode, in seconds, to a hundredth
	 */
	public double cpuSeconds() {
		return pids().stream()
			.map((pid) -> read(pid, "stat"))
			.filter((line) -> !line.isEmpty())
			.map(ProcStat::parse)
			.mapToLong((stat) -> stat.ticks() + stat.childTicks())
			.sum() / TICKS_PER_SECOND;
	}

	/**
	 * Return the memory that is resident now. What several processes share is counted for
	 * each.
	 * @return bytes
	 */
	public long residentBytes() {
		return pids().stream()
			.flatMap((pid) -> read(pid, "status").lines())
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
			.sum();
	}

	private List<Long> pids() {
		return Stream.concat(Stream.of(this.root), this.root.descendants()).map(ProcessHandle::pid).toList();
	}

	private static String read(long pid, String file) {
		try {
			return Files.readString(Path.of("/proc", Long.toString(pid), file));
		}
		catch (IOException ex) {
			// the process has ended meanwhile
			return "";
		}
	}

}
