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
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Counts the descriptors of this process.
 */
final class Descriptors {

	private Descriptors() {
	}

	static long pipeEnds() {
		return targets().stream().filter((target) -> target.startsWith("pipe:")).count();
	}

	static long sockets() {
		return targets().stream().filter((target) -> target.startsWith("socket:")).count();
	}

	/**
	 * Count sockets, pipes, and what event loops wait with: not the files that the JVM
	 * loads classes from.
	 */
	static long all() {
		return targets().stream().filter((target) -> target.matches("(socket|pipe|anon_inode):.*")).count();
	}

	private static List<String> targets() {
		try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
			return descriptors.map(Descriptors::target).toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String target(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor).toString();
		}
		catch (IOException ex) {
			return "";
		}
	}

}
