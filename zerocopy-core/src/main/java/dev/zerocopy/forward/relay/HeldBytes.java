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

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of one direction that were received and not yet delivered: those in a pipe, then
 * those in a stash behind it. The stash is for the head of a connection and for what no
 * pipe could be had for. Counts what is delivered.
 */
final class HeldBytes {

	private final RelayLoop loop;

	private final EpollEndpoint target;

	private @Nullable Pipe pipe;

	private int inPipe;

	private boolean pipeWasFilledByCopy;

	private boolean pipesRefused;

	private @Nullable ByteBuf stash;

	private int uncounted;

	private long spliced;

	private long copied;

	HeldBytes(EpollEndpoint target) {
		this.loop = target.relayLoop();
		this.target = target;
	}

	void first(RelayHead head) {
		this.stash = head.bytes();
		this.uncounted = head.preambleLength();
	}

	/**
	 * Begin to count anew.
	 */
	void beginTurn() {
		this.spliced = 0;
		this.copied = 0;
	}

	/**
	 * Give the pipe back if it is empty.
	 */
	void endTurn() {
		Pipe empty = this.pipe;
		if (empty != null && this.inPipe == 0) {
			this.pipe = null;
			this.loop.pipes().release(empty);
		}
	}

	long spliced() {
		return this.spliced;
	}

	long copied() {
		return this.copied;
	}

	long delivered() {
		return this.spliced + this.copied;
	}

	/**
	 * Deliver what is held.
	 * @return whether nothing is held any more
	 * @throws SideFailure if the target was reset or broke
	 */
	boolean deliver() throws SideFailure {
		if (this.inPipe == 0 && this.stash == null) {
			return true;
		}
		return this.target.hints().isWritable() && deliverPipe() && deliverStash();
	}

	private boolean deliverPipe() throws SideFailure {
		Pipe full = this.pipe;
		while (full != null && this.inPipe > 0) {
			int count = SocketCalls.splice(full, this.target, this.inPipe);
			if (count == 0) {
				this.target.hints().blocked();
				return false;
			}
			if (count < 0) {
				moveToStash(full);
				return true;
			}
			this.inPipe -= count;
			if (this.pipeWasFilledByCopy) {
				this.copied += count;
			}
			else {
				this.spliced += count;
			}
		}
		return true;
	}

	/**
	 * The kernel cannot splice to the target, so what is in the pipe must be copied.
	 */
	private void moveToStash(Pipe full) throws SideFailure {
		this.pipesRefused = true;
		ByteBuf behind = this.stash;
		ByteBuf all = PooledByteBufAllocator.DEFAULT.directBuffer(this.inPipe);
		this.stash = all;
		try {
			while (this.inPipe > 0) {
				int wanted = Math.min(this.inPipe, this.loop.bufferSize());
				int count = full.readEnd().readAddress(this.loop.bufferAddress(), 0, wanted);
				if (count <= 0) {
					throw new SideFailure(this.target, "the pipe lost bytes");
				}
				all.writeBytes(this.loop.bufferSlice(0, count));
				this.inPipe -= count;
			}
			if (behind != null) {
				all.writeBytes(behind);
			}
		}
		catch (IOException ex) {
			throw new SideFailure(this.target, ex);
		}
		finally {
			if (behind != null) {
				behind.release();
			}
		}
	}

	private boolean deliverStash() throws SideFailure {
		ByteBuf bytes = this.stash;
		while (bytes != null) {
			int count = SocketCalls.send(this.target, bytes);
			if (count == 0) {
				this.target.hints().blocked();
				return false;
			}
			bytes.skipBytes(count);
			int foreign = Math.min(count, this.uncounted);
			this.uncounted -= foreign;
			this.copied += count - foreign;
			if (!bytes.isReadable()) {
				bytes.release();
				this.stash = null;
				bytes = null;
			}
		}
		return true;
	}

	/**
	 * Send the beginning of the shared buffer and hold what the target does not take.
	 * Nothing may be held.
	 * @param count the bytes in the buffer
	 * @throws SideFailure if the target was reset or broke
	 */
	void send(int count) throws SideFailure {
		int sent = SocketCalls.send(this.target, count);
		this.copied += sent;
		if (sent < count) {
			hold(sent, count);
		}
	}

	private void hold(int from, int to) {
		int kept = from;
		if (hasPipe() && this.pipe != null) {
			kept += SocketCalls.write(this.loop, from, to, this.pipe);
			this.inPipe = kept - from;
			this.pipeWasFilledByCopy = true;
		}
		if (kept < to) {
			ByteBuf rest = PooledByteBufAllocator.DEFAULT.directBuffer(to - kept);
			rest.writeBytes(this.loop.bufferSlice(kept, to));
			this.stash = rest;
		}
	}

	/**
	 * Get hold of a pipe.
	 * @return whether there is one
	 */
	boolean hasPipe() {
		if (this.pipe == null && !this.pipesRefused) {
			this.pipe = this.loop.pipes().acquire();
		}
		return this.pipe != null;
	}

	/**
	 * Return how much to receive at once: little if nothing but memory could hold it.
	 * @return the bytes
	 */
	int receiveSize() {
		boolean memoryOnly = this.pipesRefused || (this.pipe == null && this.loop.pipes().isExhausted());
		return memoryOnly ? SplicePump.READ_WITHOUT_PIPE : this.loop.bufferSize();
	}

	/**
	 * Splice from a socket. Nothing may be held and there must be a pipe.
	 * @param source the socket
	 * @return the bytes, 0 for none now or at the end, -1 if the kernel cannot splice it
	 * @throws SideFailure if the source was reset or broke
	 */
	int splice(EpollEndpoint source) throws SideFailure {
		Pipe empty = this.pipe;
		if (empty == null) {
			return -1;
		}
		int count = SocketCalls.splice(source, empty);
		if (count > 0) {
			this.inPipe = count;
			this.pipeWasFilledByCopy = false;
		}
		return count;
	}

	/**
	 * Drop what is held.
	 */
	void close() {
		Pipe last = this.pipe;
		if (last != null && this.inPipe > 0) {
			this.pipe = null;
			this.inPipe = 0;
			this.loop.pipes().discard(last);
		}
		endTurn();
		ByteBuf bytes = this.stash;
		if (bytes != null) {
			this.stash = null;
			bytes.release();
		}
	}

}
