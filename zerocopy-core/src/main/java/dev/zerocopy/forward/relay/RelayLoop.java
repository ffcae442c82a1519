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

import java.nio.ByteBuffer;

import io.netty.channel.IoEventLoop;
import io.netty.channel.unix.Buffer;
import io.netty.util.internal.CleanableDirectBuffer;

import dev.zerocopy.transport.PipeControl;

/**
 * What all connections of one event loop share: the loop itself, its pipes, and one
 * buffer. The buffer holds bytes only within a turn, so one is enough and idle
 * connections have none.
 */
final class RelayLoop {

	private static final int LARGE_BUFFER = 256 * 1024;

	private final IoEventLoop eventLoop;

	private final PipePool pipes;

	private final CleanableDirectBuffer memory;

	private final ByteBuffer buffer;

	private final long bufferAddress;

	RelayLoop(IoEventLoop eventLoop, PipeControl control, int maxPipes, int maxIdlePipes) {
		this.eventLoop = eventLoop;
		this.pipes = new PipePool(control, maxPipes, maxIdlePipes, System::nanoTime);
		// what does not fit a socket must fit a pipe
		int size = control.capability().isAvailable() ? LARGE_BUFFER : PipeControl.DEFAULT_CAPACITY;
		this.memory = Buffer.allocateDirectBufferWithNativeOrder(size);
		this.buffer = this.memory.buffer();
		this.bufferAddress = Buffer.memoryAddress(this.buffer);
	}

	IoEventLoop eventLoop() {
		return this.eventLoop;
	}

	PipePool pipes() {
		return this.pipes;
	}

	int bufferSize() {
		return this.buffer.capacity();
	}

	long bufferAddress() {
		return this.bufferAddress;
	}

	/**
	 * Return a part of the shared buffer, valid until the next read.
	 * @param from the first byte
	 * @param to after the last byte
	 * @return a view
	 */
	ByteBuffer bufferSlice(int from, int to) {
		return this.buffer.duplicate().position(from).limit(to);
	}

	/**
	 * Free pipes and memory, once the loop has ended.
	 */
	void close() {
		this.pipes.close();
		this.memory.clean();
	}

}
