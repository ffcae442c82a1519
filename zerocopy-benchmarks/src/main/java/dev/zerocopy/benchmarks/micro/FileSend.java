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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Ways to send a file over a TCP connection.
 */
public enum FileSend {

	/** read(2) into a buffer of 8 KiB, write(2) from it. */
	READ_WRITE_8K {
		@Override
		void send(FileChannel file, SocketChannel socket, ByteBuffer buffer) throws IOException {
			readAndWrite(file, socket, buffer.limit(8 * 1024));
		}
	},

	/** read(2) into a buffer of 128 KiB, write(2) from it. */
	READ_WRITE_128K {
		@Override
		void send(FileChannel file, SocketChannel socket, ByteBuffer buffer) throws IOException {
			readAndWrite(file, socket, buffer);
		}
	},

	/** mmap(2) of the whole file each time, write(2) from it. */
	MMAP_WRITE {
		@Override
		void send(FileChannel file, SocketChannel socket, ByteBuffer buffer) throws IOException {
			writeAll(file.map(MapMode.READ_ONLY, 0, file.size()), socket);
		}
	},

	/** sendfile(2). */
	SENDFILE {
		@Override
		void send(FileChannel file, SocketChannel socket, ByteBuffer buffer) throws IOException {
			long size = file.size();
			long position = 0;
			while (position < size) {
				position += file.transferTo(position, size - position, socket);
			}
		}
	};

	private static final int BUFFER = 128 * 1024;

	abstract void send(FileChannel file, SocketChannel socket, ByteBuffer buffer) throws IOException;

	private static void readAndWrite(FileChannel file, SocketChannel socket, ByteBuffer buffer) throws IOException {
		int limit = buffer.limit();
		long position = 0;
		int count = file.read(buffer, position);
		while (count > 0) {
			position += count;
			writeAll(buffer.flip(), socket);
			buffer.clear().limit(limit);
			count = file.read(buffer, position);
		}
	}

	private static void writeAll(ByteBuffer buffer, SocketChannel socket) throws IOException {
		while (buffer.hasRemaining()) {
			socket.write(buffer);
		}
	}

	/**
	 * Prepare this way: a file in the page cache, and a connection whose other end drops
	 * everything.
	 * @param size the size of the file, bytes
	 * @return the way
	 * @throws IOException if the file or the connection cannot be made
	 */
	Way prepare(int size) throws IOException {
		Path path = Files.createTempFile("benchmarks", ".bin");
		Files.write(path, new byte[size]);
		FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
		Drain drain = new Drain();
		SocketChannel socket = SocketChannel.open(drain.address());
		ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
		return new Way() {

			@Override
			public void move() throws IOException {
				send(file, socket, buffer.clear());
			}

			@Override
			public void close() throws IOException {
				socket.close();
				drain.close();
				file.close();
			}

		};
	}

}
