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

import io.netty.channel.unix.FileDescriptor;

import dev.zerocopy.transport.PipeControl;

/**
 * A kernel pipe, the buffer between two sockets.
 */
final class Pipe {

	private final FileDescriptor readEnd;

	private final FileDescriptor writeEnd;

	private final int capacity;

	private Pipe(FileDescriptor readEnd, FileDescriptor writeEnd, int capacity) {
		this.readEnd = readEnd;
		this.writeEnd = writeEnd;
		this.capacity = capacity;
	}

	static Pipe open(PipeControl control, int wantedCapacity) throws IOException {
		FileDescriptor[] ends = FileDescriptor.pipe();
		return new Pipe(ends[0], ends[1], control.resize(ends[1].intValue(), wantedCapacity));
	}

	FileDescriptor readEnd() {
		return this.readEnd;
	}

	FileDescriptor writeEnd() {
		return this.writeEnd;
	}

	/**
	 * Return the capacity in bytes; what fits may be less, as a pipe has slots.
	 * @return the capacity
	 */
	int capacity() {
		return this.capacity;
	}

	void close() {
		closeQuietly(this.readEnd);
		closeQuietly(this.writeEnd);
	}

	private static void closeQuietly(FileDescriptor end) {
		try {
			end.close();
		}
		catch (IOException ex) {
			// the descriptor is gone either way, see close(2)
		}
	}

}
