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
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.zerocopy.forward.ForwarderSettings;
import dev.zerocopy.forward.ForwarderState;
import dev.zerocopy.forward.Platform;
import dev.zerocopy.forward.RouteSpec;
import dev.zerocopy.forward.RouteState;
import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.forward.relay.CloseReason;
import dev.zerocopy.forward.relay.TransferMode;
import dev.zerocopy.forward.upstream.HealthCheckSettings;
import dev.zerocopy.forward.upstream.HostResolver;

/**
 * A forwarder with one route and nothing else: says the port it listens on, then its
 * {@link Snapshot state} whenever asked, until its standard input ends.
 */
final class ForwarderMain {

	private ForwarderMain() {
	}

	/**
	 * Run.
	 * @param arguments platform, transfer mode, address of the upstream, event loops
	 */
	public static void main(String[] arguments) throws IOException {
		RouteSpec route = RouteSpec.route("test")
			.listen("127.0.0.1:0")
			.upstream(arguments[2])
			.transfer(TransferMode.valueOf(arguments[1]))
			.maxConnections(0)
			.healthCheck(HealthCheckSettings.DISABLED)
			.build();
		ForwarderSettings settings = new ForwarderSettings(Integer.parseInt(arguments[3]), Duration.ZERO,
				Platform.valueOf(arguments[0]) == Platform.KERNEL, HostResolver.SYSTEM);
		TcpForwarder forwarder = new TcpForwarder(settings, List.of(route));
		forwarder.start();
		String listening = forwarder.state("test").listening().get(0);
		ChildProcess.answer(listening.substring(listening.lastIndexOf(':') + 1));
		BufferedReader questions = new BufferedReader(new InputStreamReader(System.in));
		while (questions.readLine() != null) {
			ChildProcess.answer(snapshot(forwarder).toLine());
		}
		forwarder.stop(Duration.ZERO);
	}

	private static Snapshot snapshot(TcpForwarder forwarder) throws IOException {
		// twice: references to what the first has cleared
		System.gc();
		System.gc();
		ForwarderState state = forwarder.state();
		RouteState route = forwarder.state("test");
		return new Snapshot(state.splicing(), route.active(), route.accepted(),
				route.closed().get(CloseReason.INTERNAL_ERROR), route.closed().get(CloseReason.NO_SOCKET), route.isUp(),
				state.pipes().busy(), state.pipes().idle(), state.pipes().refused(), descriptors("socket:"),
				descriptors("pipe:"), descriptors(""), resident(),
				ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), route.toUpstream().spliced(),
				route.toUpstream().copied(), route.toClient().spliced(), route.toClient().copied(), processorTime());
	}

	private static long descriptors(String kind) throws IOException {
		try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
			return open.filter((path) -> target(path).startsWith(kind)).count();
		}
	}

	private static String target(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor).toString();
		}
		catch (IOException ex) {
			return "gone";
		}
	}

	private static long resident() throws IOException {
		return Files.readAllLines(Path.of("/proc/self/status"))
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
			.findFirst()
			.orElseThrow();
	}

	private static long processorTime() {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		return Stream.of(threads.dumpAllThreads(false, false))
			.filter((thread) -> thread.getThreadName().startsWith("zerocopy-forward"))
			.mapToLong((thread) -> threads.getThreadCpuTime(thread.getThreadId()))
			.sum();
	}

}
