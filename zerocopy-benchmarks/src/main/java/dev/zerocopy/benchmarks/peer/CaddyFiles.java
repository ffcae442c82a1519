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
 * Caddy's {@code file_server}.
 */
public final class CaddyFiles implements Peer<FileTarget> {

	@Override
	public String name() {
		return "Caddy";
	}

	@Override
	public @Nullable String missing() {
		return Programs.missing("caddy", "caddy");
	}

	@Override
	public ServerCommand command(Workbench workbench, int port, FileTarget target) {
		Path home = workbench.directory().resolve("caddy-" + port);
		FileTarget.Certificate certificate = target.certificate();
		Path file = home.resolve((certificate != null) ? "Caddyfile-tls" : "Caddyfile");
		String tls = (certificate == null) ? "" : "tls \"%s\" \"%s\"".formatted(certificate.chain(), certificate.key());
		String config = """
				{
					admin off
					auto_https off
					default_sni 127.0.0.1
				}
				%s://127.0.0.1:%d {
					bind 127.0.0.1
					root * "%s"
					file_server
					%s
				}
				""".formatted((certificate == null) ? "http" : "https", port, target.root(), tls);
		return ServerCommand
			.withFile(List.of(Programs.path("caddy"), "run", "--adapter", "caddyfile", "--config", file.toString()),
					file, config)
			.with("GOMAXPROCS", Integer.toString(workbench.cpus().loops()))
			.with("XDG_CONFIG_HOME", home.toString())
			.with("XDG_DATA_HOME", home.toString());
	}

}
