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

package dev.zerocopy.sample.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A program of this machine and the shared libraries that it is linked with.
 *
 * @param path where it is
 */
record InstalledProgram(Path path) {

	private static final Path POSTGRESQL = Path.of("/usr/lib/postgresql");

	private static final Pattern LIBRARY = Pattern.compile("(?:^|\\s)(/\\S+) \\(0x");

	/**
	 * Find a program, or skip the test: {@code .ci/run} looks for "is not installed".
	 */
	static InstalledProgram require(String name) {
		List<Path> found = directories().map((directory) -> directory.resolve(name))
			.filter(Files::isExecutable)
			.toList();
		assumeThat(found).as(name + " is not installed").isNotEmpty();
		return new InstalledProgram(realPath(found.get(0)));
	}

	/**
	 * The libraries that the dynamic linker finds for a program or library; those that it
	 * does not find are left out.
	 */
	static List<Path> librariesOf(Path executable) {
		List<Path> libraries = new ArrayList<>();
		Matcher matcher = LIBRARY.matcher(output("ldd", executable.toString()));
		while (matcher.find()) {
			libraries.add(Path.of(matcher.group(1)));
		}
		return libraries;
	}

	private static String output(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			process.getOutputStream().close();
			return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path realPath(Path path) {
		try {
			return path.toRealPath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// the programs of PostgreSQL are on nobody's path; the newest version first
	private static Stream<Path> directories() {
		Stream<Path> path = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
		Stream<Path> servers = Stream.of("/usr/sbin", "/usr/local/sbin", "/sbin").map(Path::of);
		return Stream.of(path, servers, postgresql()).flatMap((directories) -> directories);
	}

	private static Stream<Path> postgresql() {
		if (!Files.isDirectory(POSTGRESQL)) {
			return Stream.of();
		}
		try (Stream<Path> versions = Files.list(POSTGRESQL)) {
			return versions.map((version) -> version.resolve("bin"))
				.sorted(Comparator.reverseOrder())
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
