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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A program that runs to its end, such as a client.
 */
final class PeerCommand {

	private static final long TIMEOUT_SECONDS = 90;

	private final List<String> command = new ArrayList<>();

	private @Nullable Path input;

	private @Nullable Path output;

	private PeerCommand() {
	}

	static PeerCommand of(String... words) {
		return new PeerCommand().and(words);
	}

	PeerCommand and(String... words) {
		this.command.addAll(List.of(words));
		return this;
	}

	/**
	 * Run and return what it has printed.
	 */
	static String run(String... command) throws IOException, InterruptedException {
		return of(command).run();
	}

	PeerCommand input(Path input) {
		this.input = input;
		return this;
	}

	PeerCommand output(Path output) {
		this.output = output;
		return this;
	}

	/**
	 * Run and return what it has printed, without what went to the output file.
	 */
	String run() throws IOException, InterruptedException {
		Result result = attempt();
		assertThat(result.exit()).as("%s: %s", String.join(" ", this.command), result.printed()).isZero();
		return result.printed();
	}

	Result attempt() throws IOException, InterruptedException {
		Path printed = Files.createTempFile("peer", ".out");
		try {
			ProcessBuilder builder = new ProcessBuilder(this.command);
			builder.redirectInput((this.input != null) ? ProcessBuilder.Redirect.from(this.input.toFile())
					: ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
			if (this.output != null) {
				builder.redirectOutput(this.output.toFile()).redirectError(printed.toFile());
			}
			else {
				builder.redirectErrorStream(true).redirectOutput(printed.toFile());
			}
			Process process = builder.start();
			boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
			if (!ended) {
				process.destroyForcibly().waitFor();
			}
			String text = Files.readString(printed, StandardCharsets.ISO_8859_1);
			assertThat(ended)
				.as("%s ends within %s s; it said: %s", String.join(" ", this.command), TIMEOUT_SECONDS, text)
				.isTrue();
			return new Result(process.exitValue(), text);
		}
		finally {
			Files.delete(printed);
		}
	}

	/**
	 * How a program has ended.
	 */
	record Result(int exit, String printed) {

	}

}
