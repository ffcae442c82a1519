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

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

	private static final CLibrary LIBRARY = Native.load("c", CLibrary.class);

	private DescriptorLimit() {
	}

	/**
	 * Run a task that may have descriptors up to the highest in use and some more.
	 */
	static void spare(int count, Task task) throws Exception {
		Memory limit = new Memory(16);
		LIBRARY.getrlimit(RLIMIT_NOFILE, limit);
		long before = limit.getLong(0);
		set(limit, highest() + 1 + count);
		try {
			task.run();
		}
		finally {
			set(limit, before);
		}
	}

	/**
	 * Run a task that may have no descriptors. The limit is on the highest number, so
	 * free numbers below it are taken, too.
	 */
	static void none(Task task) throws Exception {
		spare(0, () -> {
			List<Closeable> taken = takeAll();
			try {
				task.run();
			}
			finally {
				for (Closeable descriptor : taken) {
					descriptor.close();
				}
			}
		});
	}

	private static List<Closeable> takeAll() {
		List<Closeable> taken = new ArrayList<>();
		try {
			while (true) {
				taken.add(new FileInputStream("/dev/null"));
			}
		}
		catch (IOException ex) {
			return taken;
		}
	}

	private static long highest() throws IOException {
		try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
			return open.mapToLong((path) -> Long.parseLong(path.getFileName().toString())).max().orElseThrow();
		}
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
