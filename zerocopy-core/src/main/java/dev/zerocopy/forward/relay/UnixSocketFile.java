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

package dev.zerocopy.forward.relay;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import io.netty.channel.unix.DomainSocketAddress;

/**
 * The file of a listening unix socket. It outlives the process that made it, so a new
 * process must remove one that nobody listens on, and nothing else.
 */
final class UnixSocketFile {

	private UnixSocketFile() {
	}

	static void removeStale(SocketAddress address) throws IOException {
		if (!(address instanceof DomainSocketAddress unix)) {
			return;
		}
		Path path = Path.of(unix.path());
		if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
			return;
		}
		if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
				|| Files.isSymbolicLink(path)) {
			throw new BindException(path + " exists and is not a socket; remove it or listen elsewhere");
		}
		try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			channel.connect(UnixDomainSocketAddress.of(path));
		}
		catch (ConnectException ex) {
			Files.deleteIfExists(path);
			return;
		}
		throw new BindException("Another process listens on " + path + "; stop it or listen elsewhere");
	}

	static void remove(SocketAddress address) {
		if (address instanceof DomainSocketAddress unix) {
			try {
				Files.deleteIfExists(Path.of(unix.path()));
			}
			catch (IOException ex) {
				// the next start removes it
			}
		}
	}

}
