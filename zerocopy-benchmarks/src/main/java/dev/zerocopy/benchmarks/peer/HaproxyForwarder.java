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

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.benchmarks.process.ServerCommand;
import dev.zerocopy.benchmarks.process.Workbench;
import dev.zerocopy.benchmarks.suite.Peer;

/**
 * HAProxy in TCP mode, told to splice in both directions.
 */
public final class HaproxyForwarder implements Peer<Integer> {

	private final String name;

	private final String file;

	private final String tuning;

	private HaproxyForwarder(String name, String file, String tuning) {
		this.name = name;
		this.file = file;
		this.tuning = tuning;
	}

	/**
	 * With pipes of the size the system gives them, 64 KiB.
	 * @return the peer
	 */
	public static HaproxyForwarder withPipesOfTheSystem() {
		return new HaproxyForwarder("HAProxy", "haproxy.cfg", "");
	}

	/**
	 * With pipes of 1 MiB, as this project, the C program and Go have.
	 * @return the peer
	 */
	public static HaproxyForwarder withLargePipes() {
		return new HaproxyForwarder("HAProxy, 1 MiB pipes", "haproxy-pipes.cfg", "\n\ttune.pipesize 1048576");
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public @Nullable String missing() {
		return Programs.missing("haproxy", "haproxy");
	}

	@Override
	public ServerCommand command(Workbench workbench, int port, Integer upstreamPort) {
		Path file = workbench.directory().resolve("haproxy-" + port).resolve(this.file);
		String config = """
				global
					nbthread %d
					maxconn 8500
					maxpipes 500%s
				defaults
					mode tcp
					timeout connect 5s
					timeout client 10m
					timeout server 10m
					option splice-request
					option splice-response
					option splice-auto
				listen route
					bind 127.0.0.1:%d
					server upstream 127.0.0.1:%d
				""".formatted(workbench.cpus().loops(), this.tuning, port, upstreamPort);
		return ServerCommand.withFile(List.of(Programs.path("haproxy"), "-db", "-f", file.toString()), file, config);
	}

}
