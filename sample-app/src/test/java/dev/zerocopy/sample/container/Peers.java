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

package dev.zerocopy.sample.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import com.github.dockerjava.api.model.AccessMode;

/**
 * Containers with software that nobody here wrote, on ports of the loopback interface.
 */
final class Peers {

	static final String DATABASE_USER = "postgres";

	private static final String CONFIGURATION = "/configuration";

	private Peers() {
	}

	static HostContainer redis(int port) {
		return new HostContainer(Image.REDIS, "redis-server")
			.withCommand("--bind", "127.0.0.1", "--port", String.valueOf(port), "--save", "", "--dir", "/tmp",
					// so that connections of a paused server are soon more than it takes
					"--tcp-backlog", "2")
			.listeningOn(port);
	}

	static HostContainer postgres(int port) {
		String script = "initdb --pgdata=/tmp/data --username=%s --auth=trust --encoding=UTF8 --no-locale --no-sync"
				+ " && exec postgres -D /tmp/data -h 127.0.0.1 -p %d -k /tmp -F";
		return new HostContainer(Image.POSTGRES, "sh", "-c", script.formatted(DATABASE_USER, port))
			// it insists on a name for its user
			.withUser("postgres")
			.listeningOn(port);
	}

	static HostContainer nginx(int port, Path directory, String server) throws IOException {
		Path configuration = write(directory, "nginx.conf", """
				daemon off;
				worker_processes 1;
				pid /tmp/nginx.pid;
				error_log stderr;
				events { worker_connections 256; }
				http {
					access_log off;
					sendfile on;
					client_body_temp_path /tmp/body;
					proxy_temp_path /tmp/proxy;
					fastcgi_temp_path /tmp/fastcgi;
					uwsgi_temp_path /tmp/uwsgi;
					scgi_temp_path /tmp/scgi;
					server {
				%s
					}
				}
				""".formatted(server));
		return new HostContainer(Image.NGINX, "nginx", "-e", "/dev/stderr", "-c", CONFIGURATION)
			.withBind(configuration, CONFIGURATION, AccessMode.ro)
			.listeningOn(port);
	}

	static HostContainer haproxy(int port, int upstream, Path directory) throws IOException {
		Path configuration = write(directory, "haproxy.cfg", """
				defaults
					mode tcp
					timeout connect 5s
					timeout client 30s
					timeout server 30s
				listen front
					bind 127.0.0.1:%d
					server forwarder 127.0.0.1:%d send-proxy-v2
				""".formatted(port, upstream));
		return new HostContainer(Image.HAPROXY, "haproxy", "-db", "-f", CONFIGURATION)
			.withBind(configuration, CONFIGURATION, AccessMode.ro)
			.listeningOn(port);
	}

	static HostContainer curl(Path output, String... arguments) {
		return new HostContainer(Image.CURL, "curl").withBind(output, "/output", AccessMode.rw)
			.withCommand(arguments)
			.withoutWaiting();
	}

	private static Path write(Path directory, String name, String content) throws IOException {
		Path file = Files.writeString(directory.resolve(name), content);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
		return file;
	}

}
