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

/**
 * Ways to pass what arrives on one TCP connection on to another.
 */
public enum Relay {

	/** read(2) into a buffer, write(2) from it. */
	READ_WRITE {
		@Override
		void pass(Ends ends, int bytes, int buffer) {
			int left = bytes;
			while (left > 0) {
				int count = (int) Libc.read(ends.from, ends.memory, Math.min(left, buffer));
				left -= count;
				int written = 0;
				while (written < count) {
					written += (int) Libc.write(ends.to, ends.memory.share(written), count - written);
				}
			}
		}
	},

	/** splice(2) through a pipe that is kept. */
	SPLICE_KEPT_PIPE {
		@Override
		void pass(Ends ends, int bytes, int buffer) {
			splice(ends, ends.pipe, bytes, buffer);
		}
	},

	/** splice(2) through a pipe that is made and closed each time. */
	SPLICE_NEW_PIPE {
		@Override
		void pass(Ends ends, int bytes, int buffer) {
			int[] pipe = Libc.pipe(buffer);
			splice(ends, pipe, bytes, buffer);
			Libc.close(pipe[0]);
			Libc.close(pipe[1]);
		}
	};

	abstract void pass(Ends ends, int bytes, int buffer);

	private static void splice(Ends ends, int[] pipe, int bytes, int buffer) {
		int left = bytes;
		while (left > 0) {
			int count = (int) Libc.splice(ends.from, null, pipe[1], null, Math.min(left, buffer), 0);
			left -= count;
			while (count > 0) {
				count -= (int) Libc.splice(pipe[0], null, ends.to, null, count, 0);
			}
		}
	}

	/**
	 * Prepare this way: one thread sends without end, another one drops what was passed
	 * on.
	 * @param bytes how many bytes are passed on each time
	 * @param buffer the size of the buffer or of the pipe
	 * @return the way
	 * @throws IOException if connections cannot be made
	 */
	Way prepare(int bytes, int buffer) throws IOException {
		Ends ends = new Ends(buffer);
		return new Way() {

			@Override
			public void move() {
				pass(ends, bytes, buffer);
			}

			@Override
			public void close() {
				ends.close();
			}

		};
	}

	/**
	 * Both connections, and what bytes pass through.
	 */
	private static final class Ends {

		private static final int CHUNK = 1024 * 1024;

		private final int[] incoming;

		private final int[] outgoing;

		private final int from;

		private final int to;

		private final Memory memory;

		private final int[] pipe;

		private Ends(int buffer) throws IOException {
			this.incoming = Libc.connection();
			this.outgoing = Libc.connection();
			this.from = this.incoming[1];
			this.to = this.outgoing[0];
			this.memory = new Memory(buffer);
			this.pipe = Libc.pipe(buffer);
			start("feed", () -> feed(this.incoming[0]));
			start("drop", () -> drop(this.outgoing[1]));
		}

		private static void start(String name, Runnable loop) {
			Thread thread = new Thread(() -> {
				try {
					loop.run();
				}
				catch (LastErrorException ex) {
					// the connection was closed: the end
				}
			}, name);
			thread.setDaemon(true);
			thread.start();
		}

		private static void feed(int fd) {
			try (Memory chunk = new Memory(CHUNK)) {
				while (Libc.write(fd, chunk, CHUNK) > 0) {
					Thread.onSpinWait();
				}
			}
			finally {
				Libc.close(fd);
			}
		}

		private static void drop(int fd) {
			try (Memory chunk = new Memory(CHUNK)) {
				while (Libc.recv(fd, chunk, CHUNK, Libc.MSG_TRUNC) > 0) {
					Thread.onSpinWait();
				}
			}
			finally {
				Libc.close(fd);
			}
		}

		private void close() {
			for (int fd : new int[] { this.from, this.to, this.pipe[0], this.pipe[1] }) {
				Libc.close(fd);
			}
			this.memory.close();
		}

	}

}
