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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.zerocopy.forward.peers.Executables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A network of its own for a process, with a loopback interface and settings nobody else
 * has.
 */
final class NetworkNamespace {

	private static final Path SETTINGS = Path.of("/proc/sys/net/ipv4");

	private NetworkNamespace() {
	}

	/**
	 * Run a main class in a new network, or skip the test where that is not allowed.
	 */
	static void run(Class<?> main, String... arguments) throws IOException, InterruptedException {
		Executables.require("ip");
		List<String> prefix = new ArrayList<>(List.of(Executables.require("unshare"), "--net", "--map-root-user"));
		assumeThat(succeeds(prefix, "ip", "link", "set", "lo", "up")).as("network namespaces are allowed").isTrue();
		try (ChildProcess process = ChildProcess.start(prefix, List.of("-Xmx64m"), main, arguments)) {
			assertThat(process.awaitExit()).as(process.printed()).isZero();
		}
	}

	private static boolean succeeds(List<String> prefix, String... command) throws IOException, InterruptedException {
		List<String> all = new ArrayList<>(prefix);
		all.addAll(List.of(command));
		return new ProcessBuilder(all).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor() == 0;
	}

	/**
	 * Inside: change the network.
	 */
	static void ip(String... arguments) throws IOException, InterruptedException {
		assertThat(succeeds(List.of("ip"), arguments)).as(String.join(" ", arguments)).isTrue();
	}

	/**
	 * Inside: change a setting of this network.
	 */
	static void set(String name, String value) throws IOException {
		Files.writeString(SETTINGS.resolve(name), value);
	}

}
