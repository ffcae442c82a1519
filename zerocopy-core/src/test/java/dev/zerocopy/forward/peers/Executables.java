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

package dev.zerocopy.forward.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The real programs on this machine. A test that needs one that is missing is skipped;
 * {@code .ci/run}, which installs them all, looks for "is not installed" and fails.
 */
public final class Executables {

	private static final Path POSTGRESQL = Path.of("/usr/lib/postgresql");

	private Executables() {
	}

	/**
	 * Find a program, or skip the test.
	 */
	public static String require(String name) {
		List<Path> found = directories().map((directory) -> directory.resolve(name))
			.filter(Files::isExecutable)
			.toList();
		assumeThat(found).as(name + " is not installed").isNotEmpty();
		return found.get(0).toString();
	}

	// servers are often outside the search path of a user
	private static Stream<Path> directories() {
		Stream<Path> path = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
		Stream<Path> servers = Stream.of("/usr/sbin", "/usr/local/sbin", "/sbin").map(Path::of);
		return Stream.of(path, servers, postgresql()).flatMap((paths) -> paths);
	}

	private static Stream<Path> postgresql() {
		if (!Files.isDirectory(POSTGRESQL)) {
			return Stream.of();
		}
		try (Stream<Path> versions = Files.list(POSTGRESQL)) {
			return versions.map((version) -> version.resolve("bin")).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
