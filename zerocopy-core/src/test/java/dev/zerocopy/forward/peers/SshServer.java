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

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * An OpenSSH server that lets the user in who runs the tests, by a key of its own.
 */
final class SshServer {

	// made by the start script of the service; sshd does not start without it as root
	private static final Path PRIVILEGE_SEPARATION = Path.of("/run/sshd");

	private static final String USER = System.getProperty("user.name");

	private SshServer() {
	}

	static PeerProgram start(Path directory, int port) throws IOException, InterruptedException {
		String sshd = Executables.require("sshd");
		assumeThat(!USER.equals("root") || Files.isDirectory(PRIVILEGE_SEPARATION))
			.as("sshd is not installed completely, create " + PRIVILEGE_SEPARATION)
			.isTrue();
		createKey(directory.resolve("host"));
		createKey(directory.resolve("user"));
		Path configuration = Files.writeString(directory.resolve("sshd_config"), """
				ListenAddress 127.0.0.1:%d
				HostKey %s
				AuthorizedKeysFile %s
				PidFile none
				PermitRootLogin yes
				PasswordAuthentication no
				StrictModes no
				UsePAM no
				""".formatted(port, directory.resolve("host"), directory.resolve("user.pub")));
		return PeerProgram.start(directory.resolve("sshd.log"), sshd, "-D", "-e", "-f", configuration.toString())
			.awaitLog("Server listening");
	}

	private static void createKey(Path file) throws IOException, InterruptedException {
		PeerCommand.run(Executables.require("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", file.toString());
	}

	/**
	 * The command of a client without keep-alive messages of its own, up to the remote
	 * command.
	 */
	static String[] client(Path directory, int port) {
		return new String[] { Executables.require("ssh"), "-F", "none", "-p", String.valueOf(port), "-i",
				directory.resolve("user").toString(), "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o",
				"StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o",
				"ServerAliveInterval=0", USER + "@127.0.0.1" };
	}

}
