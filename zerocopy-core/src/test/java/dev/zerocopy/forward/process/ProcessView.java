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

package dev.zerocopy.forward.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.zerocopy.forward.peers.Executables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Looks at a process, and limits it, from outside: one that has run out of descriptors
 * can open nothing to tell of itself.
 */
final class ProcessView {

	/**
	 * The kernel keeps the first 15 characters of the name of a thread.
	 */
	private static final String EVENT_LOOP = "zerocopy-forward".substring(0, 15);

	/**
	 * The unit of proc_pid_stat(5) is that of {@code sysconf(_SC_CLK_TCK)}, which is 100
	 * in every Linux.
	 */
	private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1) / 100;

	private final long pid;

	private final Path directory;

	private final long softLimit;

	ProcessView(long pid) throws IOException {
		this.pid = pid;
		this.directory = Path.of("/proc", String.valueOf(pid));
		this.softLimit = Files.readAllLines(this.directory.resolve("limits"))
			.stream()
			.filter((line) -> line.startsWith("Max open files"))
			.mapToLong((line) -> Long.parseLong(line.split(" {2,}")[1]))
			.findFirst()
			.orElseThrow();
	}

	Set<Integer> descriptors() {
		try (Stream<Path> open = Files.list(this.directory.resolve("fd"))) {
			return open.map((path) -> Integer.valueOf(path.getFileName().toString())).collect(Collectors.toSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Take away all descriptors but some. The limit is one above the highest number
	 * allowed, and the kernel gives the lowest that is free.
	 * @param spare how many more may be opened
	 */
	void exhaust(int spare) throws IOException, InterruptedException {
		Set<Integer> open = await().atMost(Duration.ofSeconds(10))
			.pollInterval(Duration.ofMillis(50))
			.until(this::settledDescriptors, (set) -> !set.isEmpty());
		int limit = IntStream.iterate(0, (number) -> number + 1)
			.filter((number) -> !open.contains(number))
			.skip(spare)
			.findFirst()
			.orElseThrow();
		limit(limit);
	}

	private Set<Integer> settledDescriptors() {
		Set<Integer> before = descriptors();
		await().pollDelay(Duration.ofMillis(100)).until(() -> true);
		return descriptors().equals(before) ? before : Set.of();
	}

	void lift() throws IOException, InterruptedException {
		limit(this.softLimit);
	}

	private void limit(long count) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Executables.require("prlimit"), "--pid", String.valueOf(this.pid),
				"--nofile=" + count + ":")
			.inheritIO()
			.start();
		assertThat(process.waitFor()).as("exit status of prlimit").isZero();
	}

	/**
	 * Return the processor time of all event loops.
	 */
	Duration loopTime() throws IOException {
		try (Stream<Path> threads = Files.list(this.directory.resolve("task"))) {
			return Duration.ofNanos(threads.mapToLong(ProcessView::loopTicks).sum() * TICK_NANOS);
		}
	}

	private static long loopTicks(Path thread) {
		try {
			String line = Files.readString(thread.resolve("stat"));
			if (!line.contains("(" + EVENT_LOOP)) {
				return 0;
			}
			// the first field behind the name is the third of all
			String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
			return Long.parseLong(fields[14 - 3]) + Long.parseLong(fields[15 - 3]);
		}
		catch (IOException ex) {
			if (Files.exists(thread)) {
				throw new UncheckedIOException(ex);
			}
			// it has ended, as threads of the compiler do
			return 0;
		}
	}

}
