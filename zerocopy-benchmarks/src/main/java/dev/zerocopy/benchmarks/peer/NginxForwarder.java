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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.benchmarks.process.ServerCommand;
import dev.zerocopy.benchmarks.process.Workbench;
import dev.zerocopy.benchmarks.suite.Peer;

/**
 * The stream module of nginx.
 */
public final class NginxForwarder implements Peer<Integer> {

	private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_stream_module.so");

	private final String name;

	private final String file;

	private final String bufferSize;

	private NginxForwarder(String name, String file, String bufferSize) {
		this.name = name;
		this.file = file;
		this.bufferSize = bufferSize;
	}

	/**
	 * With the buffers it has by default.
	 * @return the peer
	 */
	public static NginxForwarder withDefaultBuffers() {
		return new NginxForwarder("nginx stream", "nginx-stream.conf", "16k");
	}

	/**
	 * With buffers for streams.
	 * @return the peer
	 */
	public static NginxForwarder withLargeBuffers() {
		return new NginxForwarder("nginx stream, 256 KiB", "nginx-stream-buffers.conf", "256k");
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public @Nullable String missing() {
		String missing = Programs.missing("nginx", "nginx libnginx-mod-stream");
		if (missing == null && !Files.exists(MODULE)) {
			return MODULE + " is not there; on Debian: apt-get install libnginx-mod-stream";
		}
		return missing;
	}

	@Override
	public ServerCommand command(Workbench workbench, int port, Integer upstreamPort) {
		Path home = workbench.directory().resolve("nginx-stream-" + port);
		Path file = home.resolve(this.file);
		String config = """
				%sload_module %s;
				daemon off;
				worker_processes %d;
				pid nginx.pid;
				error_log stderr warn;
				events {
					worker_connections 19000;
				}
				stream {
					server {
						listen 127.0.0.1:%d backlog=4096;
						proxy_pass 127.0.0.1:%d;
						proxy_buffer_size %s;
					}
				}
				""".formatted(NginxFiles.user(), MODULE, workbench.cpus().loops(), port, upstreamPort, this.bufferSize);
		return ServerCommand.withFile(
				List.of(Programs.path("nginx"), "-p", home.toString(), "-c", file.toString(), "-e", "stderr"), file,
				config);
	}

}
