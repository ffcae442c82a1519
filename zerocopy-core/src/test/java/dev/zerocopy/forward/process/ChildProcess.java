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

package dev.zerocopy.forward.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.zerocopy.forward.ScenarioDuration;

/**
 * A main class of the tests in a JVM of its own. It says each answer in one line that
 * begins with {@code =}; everything else it prints is kept for the message of a failure.
 */
final class ChildProcess implements AutoCloseable {

	private static final String ANSWER = "=";

	private static final Duration LONGEST_LIFE = Duration.ofMinutes(10).plus(ScenarioDuration.longest());

	private final Process process;

	private final BufferedReader output;

	private final List<String> printed = new ArrayList<>();

	private ChildProcess(Process process) {
		this.process = process;
		this.output = process.inputReader();
		// whatever hangs in it ends, and with it what waits for its output
		CompletableFuture.delayedExecutor(LONGEST_LIFE.toSeconds(), TimeUnit.SECONDS).execute(process::destroyForcibly);
	}

	/**
	 * Start a JVM.
	 * @param prefix a program that runs the JVM, such as {@code strace}, with its
	 * options; empty to run it directly
	 * @param options options of the JVM
	 * @param main the main class
	 * @param arguments its arguments
	 */
	static ChildProcess start(List<String> prefix, List<String> options, Class<?> main, String... arguments)
			throws IOException {
		List<String> command = new ArrayList<>(prefix);
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		if (Runtime.version().feature() >= 22) {
			// or it warns
			command.add("--enable-native-access=ALL-UNNAMED");
		}
		command.addAll(List.of("-Djava.net.preferIPv4Stack=true", "-cp", System.getProperty("java.class.path"),
				main.getName()));
		command.addAll(List.of(arguments));
		return new ChildProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
	}

	static void answer(String text) {
		System.out.println(ANSWER + text);
	}

	/**
	 * Return the process that was started, which is the JVM if it has no prefix.
	 */
	long pid() {
		return this.process.pid();
	}

	String ask(String question) throws IOException {
		this.process.outputWriter().write(question + "\n");
		this.process.outputWriter().flush();
		return awaitAnswer();
	}

	String awaitAnswer() throws IOException {
		for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
			if (line.startsWith(ANSWER)) {
				return line.substring(ANSWER.length());
			}
			this.printed.add(line);
		}
		throw new AssertionError("The process ended; it said: " + String.join("\n", this.printed));
	}

	/**
	 * Wait until it ends by itself.
	 * @return the exit status
	 */
	int awaitExit() throws IOException, InterruptedException {
		for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
			this.printed.add(line);
		}
		return this.process.waitFor();
	}

	String printed() {
		return String.join("\n", this.printed);
	}

	/**
	 * Close its standard input, which tells it to end.
	 */
	@Override
	public void close() throws IOException, InterruptedException {
		this.process.getOutputStream().close();
		if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
			this.process.descendants().forEach(ProcessHandle::destroyForcibly);
			this.process.destroyForcibly().waitFor();
			throw new AssertionError("The process did not end; it said: " + printed());
		}
	}

}
