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

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Functions of the C library, see section 2 of the manual. Constants are those of Linux.
 */
final class Libc {

	static final int MSG_TRUNC = 0x20;

	private static final int AF_INET = 2;

	private static final int SOCK_STREAM = 1;

	private static final int F_SETPIPE_SZ = 1031;

	private static final int ADDRESS_LENGTH = 16;

	static {
		Native.register("c");
	}

	private Libc() {
	}

	static native long read(int fd, Pointer buffer, long count) throws LastErrorException;

	static native long write(int fd, Pointer buffer, long count) throws LastErrorException;

	static native long recv(int fd, Pointer buffer, long count, int flags) throws LastErrorException;

	static native long splice(int in, @Nullable Pointer inOffset, int out, @Nullable Pointer outOffset, long count,
			int flags) throws LastErrorException;

	static native int close(int fd) throws LastErrorException;

	private static native int socket(int family, int type, int protocol) throws LastErrorException;

	private static native int bind(int fd, Pointer address, int length) throws LastErrorException;

	private static native int listen(int fd, int backlog) throws LastErrorException;

	private static native int getsockname(int fd, Pointer address, Pointer length) throws LastErrorException;

	private static native int connect(int fd, Pointer address, int length) throws LastErrorException;

	private static native int accept(int fd, @Nullable Pointer address, @Nullable Pointer length)
			throws LastErrorException;

	private static native int pipe(Pointer fds) throws LastErrorException;

	private static native int fcntl(int fd, int command, int argument) throws LastErrorException;

	/**
	 * Make a pipe.
	 * @param size the size it is to have, bytes
	 * @return its end to read from and its end to write to
	 */
	static int[] pipe(int size) {
		try (Memory fds = new Memory(8)) {
			pipe(fds);
			fcntl(fds.getInt(0), F_SETPIPE_SZ, size);
			return new int[] { fds.getInt(0), fds.getInt(4) };
		}
	}

	/**
	 * Make a TCP connection over the loopback address.
	 * @return both ends
	 * @throws IOException if a call fails
	 */
	static int[] connection() throws IOException {
		try (Memory address = new Memory(ADDRESS_LENGTH); Memory length = new Memory(4)) {
			address.clear();
			address.setShort(0, (short) AF_INET);
			address.write(4, new byte[] { 127, 0, 0, 1 }, 0, 4);
			length.setInt(0, ADDRESS_LENGTH);
			int listener = socket(AF_INET, SOCK_STREAM, 0);
			bind(listener, address, ADDRESS_LENGTH);
			listen(listener, 1);
			getsockname(listener, address, length);
			int client = socket(AF_INET, SOCK_STREAM, 0);
			connect(client, address, ADDRESS_LENGTH);
			int accepted = accept(listener, null, null);
			close(listener);
			return new int[] { client, accepted };
		}
		catch (LastErrorException ex) {
			throw new IOException(ex);
		}
	}

}
