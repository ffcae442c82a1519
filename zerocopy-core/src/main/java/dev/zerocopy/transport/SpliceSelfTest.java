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

package dev.zerocopy.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.epoll.Native;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;

/**
 * Moves a few bytes from one TCP connection to another by {@code splice(2)}. Sandboxes
 * (seccomp profiles, gVisor) refuse it in ways only an attempt reveals.
 */
final class SpliceSelfTest implements AutoCloseable {

	private static final byte[] MESSAGE = "splice".getBytes(StandardCharsets.US_ASCII);

	private static final long DEADLINE = TimeUnit.SECONDS.toNanos(2);

	private final Deque<FileDescriptor> opened = new ArrayDeque<>();

	private final long started = System.nanoTime();

	private SpliceSelfTest() {
	}

	static Capability run() {
		try (SpliceSelfTest test = new SpliceSelfTest()) {
			test.moveBytes();
			return Capability.available("splice");
		}
		catch (Exception | LinkageError ex) {
			return Capability.unavailable("splice", ex);
		}
	}

	private void moveBytes() throws IOException {
		Socket listener = open(LinuxSocket.newSocketStream(false));
		listener.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), 0));
		listener.listen(2);
		InetSocketAddress address = listener.localAddress();
		Socket source = connect(address);
		Socket sourcePeer = accept(listener);
		Socket target = connect(address);
		Socket targetPeer = accept(listener);
		FileDescriptor[] pipe = FileDescriptor.pipe();
		open(pipe[0]);
		open(pipe[1]);
		ByteBuffer buffer = ByteBuffer.allocateDirect(MESSAGE.length);
		buffer.put(MESSAGE).flip();
		int written = sourcePeer.write(buffer, 0, MESSAGE.length);
		splice(source, pipe[1], written);
		splice(pipe[0], target, written);
		int read = 0;
		while (read == 0) {
			read = targetPeer.read(buffer.clear(), 0, MESSAGE.length);
			await("read");
		}
		if (read != MESSAGE.length || !StandardCharsets.US_ASCII.decode(buffer.position(0).limit(read))
			.toString()
			.equals(new String(MESSAGE, StandardCharsets.US_ASCII))) {
			throw new IOException("splice delivered other bytes than were sent");
		}
	}

	private void splice(FileDescriptor from, FileDescriptor to, int length) throws IOException {
		int moved = 0;
		while (moved < length) {
			int count = Native.splice(from.intValue(), -1, to.intValue(), -1, length - moved);
			moved += count;
			if (count == 0) {
				await("splice");
			}
		}
	}

	private Socket connect(InetSocketAddress address) throws IOException {
		Socket socket = open(LinuxSocket.newSocketStream(false));
		socket.connect(address);
		return socket;
	}

	private Socket accept(Socket listener) throws IOException {
		byte[] peer = new byte[26];
		while (true) {
			int fd = listener.accept(peer);
			if (fd >= 0) {
				return open(new Socket(fd));
			}
			await("accept");
		}
	}

	private void await(String step) throws IOException {
		if (System.nanoTime() - this.started > DEADLINE) {
			throw new IOException(step + " made no progress over loopback within 2 seconds");
		}
		LockSupport.parkNanos(50_000);
	}

	private <T extends FileDescriptor> T open(T descriptor) {
		this.opened.push(descriptor);
		return descriptor;
	}

	@Override
	public void close() throws IOException {
		for (FileDescriptor descriptor : this.opened) {
			descriptor.close();
		}
	}

}
