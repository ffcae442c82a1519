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

package dev.zerocopy.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.zerocopy.benchmarks.measure.Load;
import dev.zerocopy.benchmarks.process.Workbench;

/**
 * Makes load generators, all of them pinned to the processors that are for load.
 *
 * @param workbench where they run
 */
public record Loads(Workbench workbench) {

	/**
	 * Ask for one file again and again over kept-alive connections with {@code wrk}.
	 * @param url the scheme and path
	 * @param connections how many connections
	 * @return the load
	 */
	public LoadGenerator wrk(Target url, int connections) {
		return wrk(url, connections, "summary.lua", List.of(), List.of());
	}

	/**
	 * Ask for one file again and again, each time over a new connection.
	 * @param url the scheme and path
	 * @param connections how many connections at a time
	 * @return the load
	 */
	public LoadGenerator wrkWithoutKeepAlive(Target url, int connections) {
		return wrk(url, connections, "summary.lua", List.of("-H", "Connection: close"), List.of());
	}

	/**
	 * Ask for what a script chooses.
	 * @param url the scheme and path
	 * @param connections how many connections
	 * @param script the script, a resource below {@code wrk}
	 * @param arguments arguments of the script
	 * @return the load
	 */
	public LoadGenerator wrkScript(Target url, int connections, String script, String... arguments) {
		return wrk(url, connections, script, List.of(), List.of(arguments));
	}

	private LoadGenerator wrk(Target url, int connections, String script, List<String> options,
			List<String> arguments) {
		int threads = threads(this.workbench.cpus().load().size(), connections);
		return (port, duration) -> {
			List<String> command = new ArrayList<>(List.of("wrk", "-t" + threads, "-c" + connections,
					"-d" + Math.max(1, Math.round(duration.toMillis() / 1000.0)) + "s", "--timeout", "30s", "-s",
					this.workbench.resource("wrk/" + script).toString()));
			command.addAll(options);
			command.add(url.at(port));
			if (!arguments.isEmpty()) {
				command.add("--");
				command.addAll(arguments);
			}
			return LoadLine.parse(this.workbench.runLoad(command));
		};
	}

	/**
	 * Return how many threads {@code wrk} gets. Each makes the same number of
	 * connections: what is left over by a division would not be made at all.
	 */
	static int threads(int processors, int connections) {
		int threads = Math.min(processors, connections);
		while (connections % threads != 0) {
			threads--;
		}
		return threads;
	}

	/**
	 * Ask for one file again and again over HTTP/2 with {@code h2load}. It is given a
	 * number of requests, as many as those before say are right, until the time is over:
	 * given a time, it does not end if a server is still busy with handshakes then.
	 * @param url the scheme and path
	 * @param connections how many connections
	 * @param streams how many requests at a time on each
	 * @return the load
	 */
	public LoadGenerator h2load(Target url, int connections, int streams) {
		return (port, duration) -> {
			int few = 2 * connections * streams;
			Load last = h2load(url.at(port), connections, streams, few);
			Load all = last;
			long micros = TimeUnit.MILLISECONDS.toMicros(duration.toMillis());
			while (last.requests() > 0 && 4 * all.micros() < 3 * micros) {
				long rest = Math.round(last.requestsPerSecond() * (micros - all.micros()) / 1e6);
				// a power of two, so that rounds are repeated by the same command
				last = h2load(url.at(port), connections, streams, Long.highestOneBit(Math.max(few, rest)));
				all = last.after(all);
			}
			return all;
		};
	}

	private Load h2load(String url, int connections, int streams, long requests) {
		Path log = this.workbench.directory().resolve("h2load.log");
		try {
			Files.deleteIfExists(log);
			String output = this.workbench.runLoad(List.of("h2load", "-t1", "-c" + connections, "-m" + streams,
					"-n" + requests, "--log-file=" + log, url));
			try (Stream<String> lines = Files.lines(log)) {
				return H2loadOutput.parse(output, lines);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Download one file again and again and drop it unread, with {@code netload}.
	 * @param path the path
	 * @param connections how many connections
	 * @return the load
	 */
	public LoadGenerator pull(String path, int connections) {
		return (port, duration) -> LoadLine
			.parse(this.workbench.runLoad(List.of(this.workbench.program("netload").toString(), "pull",
					Integer.toString(port), Integer.toString(connections), Long.toString(duration.toMillis()), path)));
	}

	/**
	 * Upload without end, with {@code netload}.
	 * @param connections how many connections
	 * @return the load
	 */
	public LoadGenerator push(int connections) {
		return (port, duration) -> LoadLine
			.parse(this.workbench.runLoad(List.of(this.workbench.program("netload").toString(), "push",
					Integer.toString(port), Integer.toString(connections), Long.toString(duration.toMillis()))));
	}

	/**
	 * What is asked for.
	 *
	 * @param scheme {@code http} or {@code https}
	 * @param path the path
	 */
	public record Target(String scheme, String path) {

		String at(int port) {
			return this.scheme + "://127.0.0.1:" + port + this.path;
		}

	}

}
