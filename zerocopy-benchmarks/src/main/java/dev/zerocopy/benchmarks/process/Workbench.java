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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where everything runs: the directory for generated files, the processors, and the
 * programs. One thread at a time may use it.
 */
public final class Workbench {

	/** Below the range the system takes the ports of clients from. */
	private static final int FIRST_PORT = 18080;

	private static final int LAST_PORT = 19999;

	private final Path directory;

	private final CpuPlan cpus;

	private final RunLog log;

	private int nextPort = FIRST_PORT;

	/**
	 * Create a workbench.
	 * @param directory for everything that is generated; made if it does not exist
	 * @param cpus which processors are for what
	 * @param log notes commands and files
	 */
	public Workbench(Path directory, CpuPlan cpus, RunLog log) {
		this.directory = directory.toAbsolutePath();
		this.cpus = cpus;
		this.log = log;
		try {
			Files.createDirectories(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public Path directory() {
		return this.directory;
	}

	public CpuPlan cpus() {
		return this.cpus;
	}

	public RunLog log() {
		return this.log;
	}

	/**
	 * Return a port that nothing listens on. Ports are given out in order, so that the
	 * same run uses the same ones.
	 * @return the port, on the loopback address
	 */
	public int freePort() {
		while (this.nextPort <= LAST_PORT) {
			int port = this.nextPort++;
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// taken: the next one
			}
		}
		throw new IllegalStateException(
				"No port between " + FIRST_PORT + " and " + LAST_PORT + " is free; stop what listens there");
	}

	/**
	 * Copy a resource of this module into the directory.
	 * @param name its name on the class path
	 * @return the copy
	 */
	public Path resource(String name) {
		Path target = this.directory.resolve(name);
		try (InputStream in = Objects.requireNonNull(Workbench.class.getResourceAsStream("/" + name), name)) {
			Files.createDirectories(Objects.requireNonNull(target.getParent()));
			Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
			return target;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Build one of the C or Go programs of this module, once.
	 * @param name its name: of a source among the resources below {@code native}
	 * @return the executable file
	 * @throws CommandFailedException if the compiler is missing or fails
	 */
	public Path program(String name) {
		Path program = this.directory.resolve("bin").resolve(name);
		boolean go = Workbench.class.getResource("/native/" + name + ".go") != null;
		Path source = resource("native/" + name + (go ? ".go" : ".c"));
		List<String> command = go ? List.of("go", "build", "-o", program.toString(), source.toString())
				: List.of("gcc", "-O2", "-Wall", "-o", program.toString(), source.toString());
		// also if an earlier run has built it: a reader of this run's commands has not
		this.log.command(command);
		if (!Files.exists(program)) {
			try {
				Files.createDirectories(this.directory.resolve("bin"));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			Commands.run(command,
					Map.of("GOCACHE", this.directory.resolve("go-cache").toString(), "GO111MODULE", "off"));
		}
		return program;
	}

	/**
	 * Run a load generator to its end.
	 * @param command the program and its arguments
	 * @return what it printed
	 * @throws CommandFailedException if it fails
	 */
	public String runLoad(List<String> command) {
		return Commands.run(onLoad(command), Map.of());
	}

	/**
	 * Start a program on the processors for load, such as an upstream server.
	 * @param name names the file of its output
	 * @param command the program and its arguments
	 * @param port the port it will listen on, zero if it does not
	 * @return the running program
	 */
	public RunningServer startBeside(String name, ServerCommand command, int port) {
		return start(name, command, this.cpus.load(), port);
	}

	/**
	 * Start a server that is to be measured, on the processors for servers.
	 * @param name names the file of its output
	 * @param command the program and its arguments
	 * @param port the port it will listen on
	 * @return the running server
	 */
	public RunningServer startServer(String name, ServerCommand command, int port) {
		return start(name, command, this.cpus.server(), port);
	}

	/**
	 * Start a server that is to be measured without load, on all processors.
	 * @param name names the file of its output
	 * @param command the program and its arguments
	 * @param port the port it will listen on
	 * @return the running server
	 */
	public RunningServer startAlone(String name, ServerCommand command, int port) {
		return start(name, command, this.cpus.all(), port);
	}

	/**
	 * Do something while a server may use all processors, as for the compilers of a JVM
	 * that warms up.
	 * @param server a server that is pinned to the processors for servers, as it is
	 * afterwards
	 * @param action what to do
	 */
	public void onAllProcessors(RunningServer server, Runnable action) {
		server.pin(CpuPlan.list(this.cpus.all()));
		try {
			action.run();
		}
		finally {
			server.pin(CpuPlan.list(this.cpus.server()));
		}
	}

	private RunningServer start(String name, ServerCommand command, List<Integer> processors, int port) {
		List<String> pinned = pin(command.command(), processors);
		this.log.command(command.environment(), pinned);
		command.files().forEach((path, content) -> {
			this.log.file(Objects.requireNonNull(path.getFileName()).toString(), content);
			write(path, content);
		});
		Path output = this.directory.resolve("logs").resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ".log");
		write(output, "");
		return RunningServer.start(name, pinned, command.environment(), output, port);
	}

	private void write(Path path, String content) {
		try {
			Files.createDirectories(Objects.requireNonNull(path.getParent()));
			Files.writeString(path, content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<String> onLoad(List<String> command) {
		List<String> pinned = pin(command, this.cpus.load());
		this.log.command(pinned);
		return pinned;
	}

	private static List<String> pin(List<String> command, List<Integer> processors) {
		List<String> pinned = new ArrayList<>(List.of("taskset", "-c", CpuPlan.list(processors)));
		pinned.addAll(command);
		return pinned;
	}

}
