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
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Moves a given number of bytes in one way, between two marks that {@code strace} shows,
 * and prints the context switches of its thread meanwhile.
 */
public final class KernelWorkMain {

	/** Names no file: asking for it is what shows in a trace. */
	static final String MARK = "/zerocopy-benchmarks-mark";

	private KernelWorkMain() {
	}

	/**
	 * Run.
	 * @param args the group ({@code copy}, {@code send}, {@code relay}), the way, how
	 * many bytes each time, how often, and for {@code relay} the size of the buffer
	 * @throws IOException if it fails
	 */
	public static void main(String[] args) throws IOException {
		int size = Integer.parseInt(args[2]);
		try (Way way = switch (args[0]) {
			case "copy" -> FileCopy.valueOf(args[1]).prepare(size);
			case "send" -> FileSend.valueOf(args[1]).prepare(size);
			default -> Relay.valueOf(args[1]).prepare(size, Integer.parseInt(args[4]));
		}) {
			way.move();
			long before = contextSwitches();
			Files.exists(Path.of(MARK));
			for (int i = 0; i < Integer.parseInt(args[3]); i++) {
				way.move();
			}
			Files.exists(Path.of(MARK));
			System.out.println("switches=" + (contextSwitches() - before));
		}
	}

	private static long contextSwitches() throws IOException {
		return Files.readAllLines(Path.of("/proc/thread-self/status"))
			.stream()
			.filter((line) -> line.contains("voluntary_ctxt_switches"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
			.sum();
	}

}
