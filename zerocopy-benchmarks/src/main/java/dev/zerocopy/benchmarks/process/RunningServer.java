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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import dev.zerocopy.benchmarks.measure.ProcessTree;

/**
 * A process in the background. It ends with the JVM at the latest.
 */
public final class RunningServer implements AutoCloseable {

	private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

	private static final Set<Process> running = ConcurrentHashMap.newKeySet();

	private static boolean ending;

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(RunningServer::destroyAll));
	}

	private final Process process;

	private final int port;

	private RunningServer(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	static RunningServer start(String name, List<String> command, Map<String, String> environment, Path output,
			int port) {
		try {
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(output.toFile());
			builder.environment().putAll(environment);
			Process process = launch(name, builder);
			RunningServer server = new RunningServer(process, port);
			if (port > 0 && !server.awaitListening()) {
				server.close();
				throw new CommandFailedException(
						name + " does not listen on port " + port + ": " + Files.readString(output).strip());
			}
			return server;
		}
		catch (IOException ex) {
			throw new CommandFailedException(name + " cannot be started: " + ex.getMessage());
		}
	}

	private static Process launch(String name, ProcessBuilder builder) throws IOException {
		synchronized (running) {
			if (ending) {
				throw new CommandFailedException(name + " is not started: the run is ending");
			}
			Process process = builder.start();
			running.add(process);
			return process;
		}
	}

	private boolean awaitListening() {
		long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
		while (this.process.isAlive() && System.nanoTime() - deadline < 0) {
			try (Socket socket = new Socket()) {
				socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), 1000);
				return true;
			}
			catch (IOException ex) {
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
			}
		}
		return false;
	}

	public int port() {
		return this.port;
	}

	public Process process() {
		return this.process;
	}

	/**
	 * Pin all threads of the process and its children to processors.
	 * @param processors their numbers, as {@code taskset} takes them
	 * @throws CommandFailedException if the process has ended
	 */
	void pin(String processors) {
		Stream.concat(Stream.of(this.process.toHandle()), this.process.descendants())
			.forEach((handle) -> Commands.run(
					List.of("taskset", "--all-tasks", "--cpu-list", "--pid", processors, Long.toString(handle.pid())),
					Map.of()));
	}

	/**
	 * Return what the process and its children use.
	 * @return the tree
	 */
	public ProcessTree tree() {
		return new ProcessTree(this.process.toHandle());
	}

	@Override
	public void close() {
		destroy(this.process);
		running.remove(this.process);
	}

	private static void destroyAll() {
		synchronized (running) {
			// or another one would be started while these end
			ending = true;
		}
		running.parallelStream().forEach(RunningServer::destroy);
	}

	private static void destroy(Process process) {
		List<ProcessHandle> descendants = process.descendants().toList();
		process.destroy();
		try {
			if (!process.waitFor(5, TimeUnit.SECONDS)) {
				process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		descendants.forEach(ProcessHandle::destroyForcibly);
	}

}
