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

package dev.zerocopy.forward.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * Leaves this process a few more descriptors and no more.
 */
final class DescriptorLimit {

	private static final int RLIMIT_NOFILE = 7;

	private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

	private static final CLibrary LIBRARY = Native.load("c", CLibrary.class);

	private DescriptorLimit() {
	}

	/**
	 * Run a task that may open some descriptors and no more. The limit is one above the
	 * highest number allowed, and the kernel gives the lowest that is free.
	 */
	static void spare(int count, Task task) throws Exception {
		Memory limit = new Memory(16);
		LIBRARY.getrlimit(RLIMIT_NOFILE, limit);
		long before = limit.getLong(0);
		set(limit, free(count));
		try {
			task.run();
		}
		finally {
			set(limit, before);
		}
	}

	/**
	 * Return the free number that so many others are below.
	 */
	private static long free(int count) throws IOException {
		List<Path> listed;
		try (Stream<Path> open = Files.list(DESCRIPTORS)) {
			listed = open.toList();
		}
		// without the one that was open to make the list
		Set<Path> open = listed.stream()
			.filter((path) -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
			.collect(Collectors.toSet());
		return LongStream.iterate(0, (number) -> number + 1)
			.filter((number) -> !open.contains(DESCRIPTORS.resolve(String.valueOf(number))))
			.skip(count)
			.findFirst()
			.orElseThrow();
	}

	private static void set(Memory limit, long value) {
		limit.setLong(0, value);
		if (LIBRARY.setrlimit(RLIMIT_NOFILE, limit) != 0) {
			throw new IllegalStateException("setrlimit refused " + value);
		}
	}

	interface Task {

		void run() throws Exception;

	}

	interface CLibrary extends Library {

		int getrlimit(int resource, Pointer limit);

		int setrlimit(int resource, Pointer limit);

	}

}
