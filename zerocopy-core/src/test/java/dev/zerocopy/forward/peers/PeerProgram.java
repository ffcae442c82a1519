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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A program that runs in the background until it is closed. Its output goes to a file.
 */
final class PeerProgram implements AutoCloseable {

	private static final Duration START = Duration.ofSeconds(30);

	private static final int TERMINATED = 128 + 15;

	private final Process process;

	private final Path log;

	private boolean exitSeen;

	private PeerProgram(Process process, Path log) {
		this.process = process;
		this.log = log;
	}

	static PeerProgram start(Path log, String... command) throws IOException {
		return new PeerProgram(
				new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
	}

	/**
	 * A port that is free now, as programs cannot say which one they have chosen. It is
	 * none of those the system gives to connecting sockets: one of them could take it
	 * before the program does, or while it restarts.
	 */
	static int freePort() {
		while (true) {
			int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// taken
			}
		}
	}

	PeerProgram awaitPort(int port) {
		await().atMost(START)
			.pollInterval(Duration.ofMillis(20))
			.failFast(this::assertAlive)
			.until(() -> answers(port));
		return this;
	}

	PeerProgram awaitLog(String text) {
		await().atMost(START)
			.pollInterval(Duration.ofMillis(20))
			.failFast(this::assertAlive)
			.until(() -> log().contains(text));
		return this;
	}

	private static boolean answers(int port) {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private void assertAlive() {
		assertThat(this.process.isAlive()).as("%s runs; it said: %s", this.process.info().command(), log()).isTrue();
	}

	String log() {
		try {
			return Files.readString(this.log, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Process process() {
		return this.process;
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Wait until it ends by itself.
	 */
	int awaitExit(Duration timeout) throws InterruptedException {
		assertThat(this.process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS))
			.as("%s ends within %s; it said: %s", this.process.info().command(), timeout, log())
			.isTrue();
		this.exitSeen = true;
		return this.process.exitValue();
	}

	/**
	 * End it as {@code kill -9} does.
	 */
	void kill() throws InterruptedException {
		this.process.destroyForcibly();
		awaitExit(START);
	}

	/**
	 * Ask it to end. A program that has crashed before, or does not end in order, fails
	 * the test.
	 */
	@Override
	public void close() throws InterruptedException {
		if (this.exitSeen) {
			return;
		}
		boolean alive = this.process.isAlive();
		this.process.destroy();
		if (!this.process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
			this.process.destroyForcibly();
		}
		assertThat(alive).as("still running at the end; it said: %s", log()).isTrue();
		assertThat(this.process.waitFor()).as("exit status; it said: %s", log()).isIn(0, TERMINATED);
	}

}
