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

package dev.zerocopy.benchmarks.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Runs programs to their end, and finds them.
 */
public final class Commands {

	/** Longer than any load and any compilation. */
	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	private Commands() {
	}

	/**
	 * Run a program.
	 * @param command the program and its arguments
	 * @param environment variables added to the environment
	 * @return what it printed, errors included
	 * @throws CommandFailedException if it is missing or its status is not zero
	 */
	public static String run(List<String> command, Map<String, String> environment) {
		Path output = null;
		try {
			output = Files.createTempFile("benchmarks", ".log");
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
				.redirectOutput(output.toFile());
			builder.environment().putAll(environment);
			Process process = builder.start();
			if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
				process.destroyForcibly().waitFor();
				throw new CommandFailedException(
						String.join(" ", command) + " did not end within " + TIMEOUT.toSeconds() + " seconds");
			}
			String text = Files.readString(output);
			if (process.exitValue() != 0) {
				throw new CommandFailedException(
						String.join(" ", command) + " ended with status " + process.exitValue() + ": " + text.strip());
			}
			return text;
		}
		catch (IOException ex) {
			throw new CommandFailedException(command.get(0) + " cannot be run: " + ex.getMessage());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CommandFailedException(command.get(0) + " was interrupted");
		}
		finally {
			delete(output);
		}
	}

	private static void delete(@Nullable Path file) {
		if (file != null) {
			file.toFile().delete();
		}
	}

	/**
	 * Run a program whose output does not matter much.
	 * @param command the program and its arguments
	 * @return the first line of its output that is not blank, empty if it fails
	 */
	public static String firstLine(String... command) {
		try {
			return run(List.of(command), Map.of()).lines().filter((line) -> !line.isBlank()).findFirst().orElse("");
		}
		catch (CommandFailedException ex) {
			return "";
		}
	}

	/**
	 * Find a program on the search path or among the servers of the system.
	 * @param name its name
	 * @return the executable file, if it is installed
	 */
	public static Optional<Path> find(String name) {
		return Stream
			.concat(Stream.of(System.getenv().getOrDefault("PATH", "").split(":")),
					Stream.of("/usr/sbin", "/sbin", "/usr/local/sbin"))
			.filter((directory) -> !directory.isEmpty())
			.map((directory) -> Path.of(directory, name))
			.filter(Files::isExecutable)
			.findFirst();
	}

}
