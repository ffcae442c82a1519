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

package dev.zerocopy.benchmarks.micro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The end of a TCP connection that reads and drops everything, in a thread of its own.
 */
final class Drain implements AutoCloseable {

	private static final int BUFFER = 1024 * 1024;

	private final ServerSocketChannel server;

	Drain() throws IOException {
		this.server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		Thread thread = new Thread(this::run, "drain");
		thread.setDaemon(true);
		thread.start();
	}

	private void run() {
		ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
		try (SocketChannel socket = this.server.accept()) {
			while (socket.read(buffer) >= 0) {
				buffer.clear();
			}
		}
		catch (ClosedChannelException ex) {
			// closed before anybody connected
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	SocketAddress address() throws IOException {
		return this.server.getLocalAddress();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
