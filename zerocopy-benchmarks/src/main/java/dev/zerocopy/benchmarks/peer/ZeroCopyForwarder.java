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

import dev.zerocopy.benchmarks.peer.app.ForwarderMain;
import dev.zerocopy.benchmarks.process.ServerCommand;
import dev.zerocopy.benchmarks.process.Workbench;
import dev.zerocopy.benchmarks.suite.Peer;

/**
 * The forwarder of this project with one route.
 */
public final class ZeroCopyForwarder implements Peer<Integer> {

	@Override
	public String name() {
		return "zerocopy";
	}

	@Override
	public boolean needsWarmUp() {
		return true;
	}

	@Override
	public ServerCommand command(Workbench workbench, int port, Integer upstreamPort) {
		return JvmCommand.of(ForwarderMain.class, List.of(),
				List.of(Integer.toString(port), upstreamPort.toString(), Integer.toString(workbench.cpus().loops())));
	}

}
