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

package dev.zerocopy.benchmarks.pagecache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.benchmarks.process.ServerCommand;

/**
 * A control group whose members share a limited amount of memory, the pages of files they
 * read included: a small machine within a large one.
 */
final class MemoryLimit implements AutoCloseable {

	private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

	private static final String NAME = "zerocopy-benchmarks";

	private final Path group;

	private MemoryLimit(Path group) {
		this.group = group;
	}

	/**
	 * Make a control group.
	 * @param bytes the limit
	 * @return the group, or {@code null} if this user may not, or the kernel has none
	 */
	static @Nullable MemoryLimit create(long bytes) {
		MemoryLimit first = create(CGROUPS.resolve("memory"), "memory.limit_in_bytes", bytes);
		return (first != null) ? first : create(CGROUPS, "memory.max", bytes);
	}

	private static @Nullable MemoryLimit create(Path parent, String file, long bytes) {
		Path group = parent.resolve(NAME);
		try {
			if (!Files.exists(parent.resolve("cgroup.procs"))) {
				return null;
			}
			Files.createDirectories(group);
			if (!Files.exists(group.resolve(file))) {
				Files.delete(group);
				return null;
			}
			Files.writeString(group.resolve(file), Long.toString(bytes));
			return new MemoryLimit(group);
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * Have a server start within the group.
	 * @param command how the server is started
	 * @return how it is started in the group
	 */
	ServerCommand apply(ServerCommand command) {
		List<String> within = new ArrayList<>(
				List.of("sh", "-c", "echo $$ >'" + this.group.resolve("cgroup.procs") + "' && exec \"$@\"", "sh"));
		within.addAll(command.command());
		return new ServerCommand(within, command.environment(), command.files());
	}

	/**
	 * Remove the group, which must have no members any more.
	 */
	@Override
	public void close() {
		try {
			Files.delete(this.group);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
