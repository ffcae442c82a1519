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
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL with a cluster of its own. It refuses to run as root, so for root it runs
 * as the user its package has created.
 */
final class PostgresServer {

	private static final String USER = "postgres";

	private PostgresServer() {
	}

	static PeerProgram start(Path directory, int port) throws IOException, InterruptedException {
		Path home = Files.createDirectory(directory.resolve("postgres"));
		Path data = home.resolve("data");
		String initdb = Executables.require("initdb");
		String postgres = Executables.require("postgres");
		if (isRoot()) {
			// the user must also get there
			PeerCommand.run("chmod", "a+x", directory.toString());
			PeerCommand.run("chown", USER, home.toString());
		}
		PeerCommand.run(asUser(initdb, "-D", data.toString(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C",
				"--no-sync"));
		return PeerProgram
			.start(directory.resolve("postgres.log"),
					asUser(postgres, "-D", data.toString(), "-p", String.valueOf(port), "-c",
							"listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"))
			.awaitLog("ready to accept connections");
	}

	private static boolean isRoot() {
		return "root".equals(System.getProperty("user.name"));
	}

	// replaces itself by the program, which so has the id of the process that was started
	private static String[] asUser(String... command) {
		List<String> words = new ArrayList<>();
		if (isRoot()) {
			words.addAll(List.of(Executables.require("setpriv"), "--reuid=" + USER, "--regid=" + USER, "--init-groups",
					"--"));
		}
		words.addAll(List.of(command));
		return words.toArray(String[]::new);
	}

}
