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
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Six ways to copy a file.
 */
public enum FileCopy {

	/** Streams, by 8 KiB. */
	STREAM {
		@Override
		void copy(Path from, Path to) throws IOException {
			try (InputStream in = Files.newInputStream(from); OutputStream out = Files.newOutputStream(to)) {
				byte[] buffer = new byte[8192];
				int count = in.read(buffer);
				while (count >= 0) {
					out.write(buffer, 0, count);
					count = in.read(buffer);
				}
			}
		}
	},

	/** Channels and a buffer of 64 KiB in the heap. */
	HEAP_BUFFER {
		@Override
		void copy(Path from, Path to) throws IOException {
			through(ByteBuffer.allocate(BUFFER), from, to);
		}
	},

	/** Channels and a buffer of 64 KiB outside the heap. */
	DIRECT_BUFFER {
		@Override
		void copy(Path from, Path to) throws IOException {
			through(ByteBuffer.allocateDirect(BUFFER), from, to);
		}
	},

	/** The whole file mapped, then written. */
	MAPPED {
		@Override
		void copy(Path from, Path to) throws IOException {
			try (FileChannel in = open(from); FileChannel out = create(to)) {
				writeAll(in.map(MapMode.READ_ONLY, 0, in.size()), out);
			}
		}
	},

	/** Mapped and written by 64 KiB. */
	MAPPED_IN_PARTS {
		@Override
		void copy(Path from, Path to) throws IOException {
			try (FileChannel in = open(from); FileChannel out = create(to)) {
				long size = in.size();
				for (long position = 0; position < size; position += BUFFER) {
					writeAll(in.map(MapMode.READ_ONLY, position, Math.min(BUFFER, size - position)), out);
				}
			}
		}
	},

	/** {@code transferTo}: a system call that copies in the kernel. */
	TRANSFER_TO {
		@Override
		void copy(Path from, Path to) throws IOException {
			try (FileChannel in = open(from); FileChannel out = create(to)) {
				long size = in.size();
				long position = 0;
				while (position < size) {
					position += in.transferTo(position, size - position, out);
				}
			}
		}
	};

	private static final int BUFFER = 64 * 1024;

	abstract void copy(Path from, Path to) throws IOException;

	private static void through(ByteBuffer buffer, Path from, Path to) throws IOException {
		try (FileChannel in = open(from); FileChannel out = create(to)) {
			while (in.read(buffer) >= 0) {
				writeAll(buffer.flip(), out);
				buffer.clear();
			}
		}
	}

	private static void writeAll(ByteBuffer buffer, FileChannel out) throws IOException {
		while (buffer.hasRemaining()) {
			out.write(buffer);
		}
	}

	private static FileChannel open(Path file) throws IOException {
		return FileChannel.open(file, StandardOpenOption.READ);
	}

	private static FileChannel create(Path file) throws IOException {
		return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING);
	}

	/**
	 * Prepare this way.
	 * @param size the size of the file, bytes
	 * @return the way; closing it deletes the files
	 * @throws IOException if files cannot be made
	 */
	Way prepare(int size) throws IOException {
		Path from = Files.createTempFile("benchmarks", ".from");
		Path to = Files.createTempFile("benchmarks", ".to");
		Files.write(from, new byte[size]);
		return new Way() {

			@Override
			public void move() throws IOException {
				copy(from, to);
			}

			@Override
			public void close() throws IOException {
				Files.delete(from);
				Files.delete(to);
			}

		};
	}

}
