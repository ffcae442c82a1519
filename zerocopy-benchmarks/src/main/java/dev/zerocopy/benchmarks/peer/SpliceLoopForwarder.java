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

package dev.zerocopy.benchmarks.peer;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.benchmarks.process.ServerCommand;
import dev.zerocopy.benchmarks.process.Workbench;
import dev.zerocopy.benchmarks.suite.Peer;

/**
 * The C program of this module: the least that splice(2) needs, with pipes of 1 MiB.
 */
public final class SpliceLoopForwarder implements Peer<Integer> {

	private static final int PIPE_BYTES = 1 << 20;

	@Override
	public String name() {
		return "C splice loop";
	}

	@Override
	public @Nullable String missing() {
		return Programs.missing("gcc", "gcc libc6-dev");
	}

	@Override
	public ServerCommand command(Workbench workbench, int port, Integer upstreamPort) {
		return ServerCommand.of(List.of(workbench.program("splice_relay").toString(), Integer.toString(port),
				upstreamPort.toString(), Integer.toString(workbench.cpus().loops()), Integer.toString(PIPE_BYTES)));
	}

}
