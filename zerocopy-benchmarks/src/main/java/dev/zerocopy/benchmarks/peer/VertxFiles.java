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

import java.util.ArrayList;
import java.util.List;

import dev.zerocopy.benchmarks.peer.app.VertxMain;
import dev.zerocopy.benchmarks.process.ServerCommand;
import dev.zerocopy.benchmarks.process.Workbench;
import dev.zerocopy.benchmarks.suite.Peer;

/**
 * Vert.x with its {@code StaticHandler}.
 */
public final class VertxFiles implements Peer<FileTarget> {

	@Override
	public String name() {
		return "Vert.x";
	}

	@Override
	public boolean needsWarmUp() {
		return true;
	}

	@Override
	public ServerCommand command(Workbench workbench, int port, FileTarget target) {
		List<String> arguments = new ArrayList<>(
				List.of(Integer.toString(port), Integer.toString(workbench.cpus().loops()), target.root().toString()));
		FileTarget.Certificate certificate = target.certificate();
		if (certificate != null) {
			arguments.addAll(List.of(certificate.chain().toString(), certificate.key().toString()));
		}
		return JvmCommand.of(VertxMain.class, List.of("vertx.disableFileCPResolving=true"), arguments);
	}

}
