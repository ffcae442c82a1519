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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.zerocopy.benchmarks.measure.MicroScore;
import dev.zerocopy.benchmarks.peer.JvmCommand;
import dev.zerocopy.benchmarks.process.CommandFailedException;
import dev.zerocopy.benchmarks.process.Commands;
import dev.zerocopy.benchmarks.suite.Lab;

/**
 * How often each way calls the kernel and loses its processor for a gigabyte: once with
 * {@code strace}, once without, which would slow it down.
 */
final class KernelWork {

	private static final double GIGABYTE = 1e9;

	private static final int CHUNK = 16 * 1024 * 1024;

	private final Lab lab;

	private final int times;

	KernelWork(Lab lab) {
		this.lab = lab;
		this.times = lab.settings().quick() ? 2 : 32;
	}

	void run() {
		if (Commands.find("strace").isEmpty()) {
			this.lab.absent("System calls for a gigabyte",
					"strace is not installed; on Debian: apt-get install strace");
			return;
		}
		for (FileCopy way : FileCopy.values()) {
			measure("Copy a file", way, "copy", CHUNK);
		}
		for (FileSend way : FileSend.values()) {
			measure("Send a file", way, "send", CHUNK);
		}
		for (int buffer : new int[] { 16 * 1024, 1024 * 1024 }) {
			for (Relay way : Relay.values()) {
				measure("Relay", way, "relay", CHUNK, buffer);
			}
		}
	}

	private void measure(String title, Enum<?> way, String group, int size, int... buffer) {
		List<String> arguments = new ArrayList<>(
				List.of(group, way.name(), Integer.toString(size), Integer.toString(this.times)));
		String variant = "16 MiB";
		if (buffer.length > 0) {
			arguments.add(Integer.toString(buffer[0]));
			variant = "buffer " + Sizes.format(buffer[0]);
		}
		List<String> command = JvmCommand.of(KernelWorkMain.class, List.of(), arguments).command();
		double gigabytes = (double) size * this.times / GIGABYTE;
		try {
			this.lab.workbench().log().command(command);
			String output = Commands.run(command, Map.of());
			long switches = Long.parseLong(output.replaceAll("(?s).*switches=(\\d+).*", "$1"));
			this.lab.add(new MicroScore(title, way.name(), variant, switches / gigabytes, 0, "context switches/GB"));
			this.lab.add(new MicroScore(title, way.name(), variant, calls(command) / gigabytes, 0, "system calls/GB"));
		}
		catch (CommandFailedException | IllegalArgumentException ex) {
			this.lab.absent(title + ", " + way.name(), String.valueOf(ex.getMessage()));
		}
	}

	private long calls(List<String> command) {
		Path trace = this.lab.workbench().directory().resolve("strace.log");
		List<String> traced = new ArrayList<>(List.of("strace", "-f", "-o", trace.toString()));
		traced.addAll(command);
		this.lab.workbench().log().command(traced);
		Commands.run(traced, Map.of());
		try (Stream<String> lines = Files.lines(trace)) {
			return Trace.callsBetween(lines, KernelWorkMain.MARK);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
