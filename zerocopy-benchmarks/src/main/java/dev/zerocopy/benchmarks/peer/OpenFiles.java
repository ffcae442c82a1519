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

package dev.zerocopy.benchmarks.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How many files servers that keep files open may keep.
 */
final class OpenFiles {

	private static final long WANTED = 100_000;

	private OpenFiles() {
	}

	/**
	 * Return the size of the cache: half of what a process may have open, the rest is for
	 * connections.
	 * @return a number of files, at most 100 000
	 */
	static long cacheSize() {
		try {
			return Files.readAllLines(Path.of("/proc/self/limits"))
				.stream()
				.filter((line) -> line.startsWith("Max open files"))
				.map((line) -> line.split(" {2,}")[1])
				.mapToLong((limit) -> limit.equals("unlimited") ? WANTED : Math.min(WANTED, Long.parseLong(limit) / 2))
				.findFirst()
				.orElse(WANTED);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
