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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.zerocopy.forward.peers.Executables;

/**
 * Commands of {@code strace}, which sees every system call of a process and can make them
 * fail.
 */
final class Tracer {

	private Tracer() {
	}

	/**
	 * Make calls fail as a kernel, a sandbox or an exhausted machine does.
	 * @param log takes what was injected
	 * @param faults which calls, in the form of the option {@code inject}, such as
	 * {@code splice:error=EINVAL:when=7+}; calls are counted by thread
	 */
	static List<String> inject(Path log, String... faults) {
		List<String> command = command(log);
		for (String fault : faults) {
			command.addAll(List.of("-e", "inject=" + fault));
		}
		return command;
	}

	/**
	 * Write down calls and what they return.
	 * @param log takes one line for each call
	 * @param calls the names of the calls, between commas
	 */
	static List<String> watch(Path log, String calls) {
		List<String> command = command(log);
		command.addAll(List.of("-e", "trace=" + calls, "-e", "signal=none", "-s", "0"));
		return command;
	}

	private static List<String> command(Path log) {
		return new ArrayList<>(List.of(Executables.require("strace"), "-f", "--seccomp-bpf", "-o", log.toString()));
	}

}
