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
 * nginx as it is tuned for static files: {@code sendfile} and {@code open_file_cache}.
 */
public final class NginxFiles implements Peer<FileTarget> {

	@Override
	public String name() {
		return "nginx";
	}

	@Override
	public @Nullable String missing() {
		return Programs.missing("nginx", "nginx");
	}

	@Override
	public ServerCommand command(Workbench workbench, int port, FileTarget target) {
		Path home = workbench.directory().resolve("nginx-" + port);
		Path file = home.resolve((target.certificate() != null) ? "nginx-tls.conf" : "nginx.conf");
		return ServerCommand.withFile(
				List.of(Programs.path("nginx"), "-p", home.toString(), "-c", file.toString(), "-e", "stderr"), file,
				config(workbench, port, target));
	}

	private static String config(Workbench workbench, int port, FileTarget target) {
		FileTarget.Certificate certificate = target.certificate();
		String listen = (certificate == null) ? "listen 127.0.0.1:%d backlog=4096;".formatted(port) : """
				listen 127.0.0.1:%d ssl http2 backlog=4096;
						ssl_certificate "%s";
						ssl_certificate_key "%s";
						ssl_protocols %s;
						ssl_conf_command Ciphersuites %s;""".formatted(port, certificate.chain(), certificate.key(),
				FileTarget.Certificate.PROTOCOL, FileTarget.Certificate.CIPHER);
		return """
				%sdaemon off;
				worker_processes %d;
				pid nginx.pid;
				error_log stderr warn;
				events {
					worker_connections 16384;
				}
				http {
					include /etc/nginx/mime.types;
					default_type application/octet-stream;
					access_log off;
					sendfile on;
					tcp_nopush on;
					keepalive_requests 1000000000;
					open_file_cache max=%d inactive=60s;
					open_file_cache_valid 1s;
					client_body_temp_path body;
					proxy_temp_path proxy;
					fastcgi_temp_path fastcgi;
					uwsgi_temp_path uwsgi;
					scgi_temp_path scgi;
					server {
						%s
						root "%s";
					}
				}
				""".formatted(user(), workbench.cpus().loops(), OpenFiles.cacheSize(), listen, target.root());
	}

	static String user() {
		return "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
	}

}
