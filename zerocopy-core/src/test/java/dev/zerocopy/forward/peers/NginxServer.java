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

package dev.zerocopy.forward.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An nginx that keeps everything in one directory.
 */
final class NginxServer {

	private static final String CONFIGURATION = """
			# without effect, and a warning, when not started by root
			user root root;
			daemon off;
			pid nginx.pid;
			worker_processes 1;
			error_log stderr warn;
			events { worker_connections 256; }
			http {
				access_log off;
				client_max_body_size 0;
				client_body_temp_path body;
				proxy_temp_path proxy;
				fastcgi_temp_path fastcgi;
				uwsgi_temp_path uwsgi;
				scgi_temp_path scgi;
				default_type text/plain;
				sendfile on;
			%s
			}
			""";

	private NginxServer() {
	}

	/**
	 * Start it.
	 * @param directory its directory
	 * @param port one of its ports
	 * @param servers the server blocks
	 */
	static PeerProgram start(Path directory, int port, String servers) throws IOException {
		Path configuration = Files.writeString(directory.resolve("nginx.conf"), CONFIGURATION.formatted(servers));
		return PeerProgram
			.start(directory.resolve("nginx.log"), Executables.require("nginx"), "-e", "stderr", "-p",
					directory.toString(), "-c", configuration.toString())
			.awaitPort(port);
	}

}
