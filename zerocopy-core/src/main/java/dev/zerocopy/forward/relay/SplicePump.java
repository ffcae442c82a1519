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

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Moves the bytes of one direction.
 *
 * <pre>
 * turn:  held bytes? ── deliver ──▶ target full ──▶ wait for its OUT edge, keep the pipe
 *            │ none
 *        end seen? ── shut the target's output down, done
 *            │ no
 *        source readable? ── no ──▶ give the pipe back, wait for an IN edge
 *            │ yes
 *        budget left? ── no ──▶ give the pipe back, ask for another turn
 *            │ yes
 *        receive: copy    recv ▶ send, what the target does not take is held
 *                 splice  socket ▶ pipe, all of it is held
 * </pre>
 *
 * Rules that keep it right:
 * <ol>
 * <li>Bytes are received only while nothing is held. So a splice into the pipe that
 * returns zero can only mean the socket, never a full pipe, and order needs no thought:
 * what is held is a pipe, then a stash behind it.</li>
 * <li>Zero from splice is end of stream or nothing now, and Netty's wrapper reports
 * EAGAIN the same way. It counts as "nothing now" unless epoll has hinted at an end, an
 * error or an urgent mark; then {@code recv} decides, and takes the byte at the mark that
 * splice cannot pass.</li>
 * <li>An end counts only if no error hides behind it: after FIN, a RST is seen by neither
 * read nor splice but by SO_ERROR.</li>
 * <li>The target's output is shut down only when nothing is held.</li>
 * <li>A pipe is given back empty or closed, at the end of every turn that leaves nothing
 * held.</li>
 * <li>Without a pipe, what the target does not take is stashed in pooled memory, and
 * reads shrink so that a slow target costs at most {@link #READ_WITHOUT_PIPE}.</li>
 * </ol>
 * Used on the event loop of its endpoints only.
 */
final class SplicePump {

	static final int READ_WITHOUT_PIPE = 16 * 1024;

	private static final int ROUNDS_PER_TURN = 16;

	private static final int BYTES_PER_TURN = 4 * 1024 * 1024;

	private final EpollEndpoint source;

	private final EpollEndpoint target;

	private final RelayLoop loop;

	private final LiveByteCounts counts;

	private TransferChoice choice;

	private @Nullable Pipe pipe;

	private int held;

	private boolean heldWasCopied;

	private @Nullable ByteBuf stash;

	private int uncounted;

	private boolean ended;

	private boolean done;

	private long turnSpliced;

	private long turnCopied;

	SplicePump(EpollEndpoint source, EpollEndpoint target, TransferMode mode, LiveByteCounts counts) {
		this.source = source;
		this.target = target;
		this.loop = source.relayLoop();
		this.counts = counts;
		this.choice = new TransferChoice(mode);
	}

	/**
	 * Deliver these bytes before any that the source has.
	 * @param head the bytes, taken over
	 */
	void first(RelayHead head) {
		this.stash = head.bytes();
		this.uncounted = head.preambleLength();
	}

	/**
	 * Move what can be moved without waiting, up to a bound.
	 * @return whether the bound stopped it and another turn is wanted
	 * @throws SideFailure if one of the sockets was reset or broke
	 */
	boolean turn() throws SideFailure {
		this.turnSpliced = 0;
		this.turnCopied = 0;
		if (this.done) {
			return false;
		}
		try {
			return move();
		}
		finally {
			if (this.held == 0) {
				releasePipe();
			}
			this.counts.add(this.turnSpliced, this.turnCopied);
		}
	}

	private boolean move() throws SideFailure {
		for (int round = 0; deliver(); round++) {
			if (this.ended) {
				SocketCalls.shutdownOutput(this.target);
				this.done = true;
				return false;
			}
			if (!this.source.hints().isReadable()) {
				return false;
			}
			if (round == ROUNDS_PER_TURN || this.turnSpliced + this.turnCopied >= BYTES_PER_TURN) {
				return true;
			}
			if (this.choice.isSplicing()) {
				splice();
			}
			else {
				copy();
			}
		}
		return false;
	}

	/**
	 * Deliver what is held.
	 * @return whether nothing is held any more
	 */
	private boolean deliver() throws SideFailure {
		if (this.held == 0 && this.stash == null) {
			return true;
		}
		if (!this.target.hints().isWritable()) {
			return false;
		}
		while (this.pipe != null && this.held > 0) {
			int count = SocketCalls.splice(this.pipe, this.target, this.held);
			if (count == 0) {
				this.target.hints().blocked();
				return false;
			}
			this.held -= count;
			if (this.heldWasCopied) {
				this.turnCopied += count;
			}
			else {
				this.turnSpliced += count;
			}
		}
		return deliverStash();
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
			this.turnCopied += count - foreign;
			if (!bytes.isReadable()) {
				bytes.release();
				this.stash = null;
				bytes = null;
			}
		}
		return true;
	}

	private void copy() throws SideFailure {
		int size = this.loop.pipes().isExhausted() ? READ_WITHOUT_PIPE : this.loop.bufferSize();
		int count = SocketCalls.receive(this.source, size);
		if (count < 0) {
			if (this.source.hasFailedUnseen()) {
				throw new SideFailure(this.source, "reset after the end of its stream");
			}
			this.ended = true;
			return;
		}
		if (count == 0) {
			this.source.hints().drained();
			return;
		}
		if (count < size) {
			this.source.hints().shortRead();
		}
		int sent = SocketCalls.send(this.target, count);
		this.turnCopied += sent;
		if (sent < count) {
			hold(sent, count);
		}
		this.choice.copied(count);
	}

	/**
	 * Keep the part of the shared buffer that the target did not take.
	 */
	private void hold(int from, int to) {
		int kept = from;
		Pipe free = acquirePipe();
		if (free != null) {
			kept += SocketCalls.write(this.loop, from, to, free);
			this.held = kept - from;
			this.heldWasCopied = true;
		}
		if (kept < to) {
			ByteBuf rest = PooledByteBufAllocator.DEFAULT.directBuffer(to - kept);
			rest.writeBytes(this.loop.bufferSlice(kept, to));
			this.stash = rest;
		}
	}

	private void splice() throws SideFailure {
		Pipe free = acquirePipe();
		if (free == null) {
			copy();
			return;
		}
		int count = SocketCalls.splice(this.source, free);
		if (count > 0) {
			this.held = count;
			this.heldWasCopied = false;
			this.choice.spliced(count);
		}
		else if (count < 0) {
			this.choice = TransferChoice.copyOnly();
		}
		else if (this.source.hints().needsRecv()) {
			copy();
		}
		else {
			this.source.hints().drained();
		}
	}

	private @Nullable Pipe acquirePipe() {
		if (this.pipe == null) {
			this.pipe = this.loop.pipes().acquire();
		}
		return this.pipe;
	}

	private void releasePipe() {
		Pipe empty = this.pipe;
		if (empty != null) {
			this.pipe = null;
			this.loop.pipes().release(empty);
		}
	}

	boolean hasEnded() {
		return this.ended;
	}

	boolean isDone() {
		return this.done;
	}

	boolean hasMoved() {
		return this.turnSpliced + this.turnCopied > 0;
	}

	ByteCounts bytes() {
		return this.counts.snapshot();
	}

	/**
	 * Drop what is held.
	 */
	void close() {
		this.done = true;
		Pipe last = this.pipe;
		if (last != null) {
			this.pipe = null;
			if (this.held == 0) {
				this.loop.pipes().release(last);
			}
			else {
				this.loop.pipes().discard(last);
			}
			this.held = 0;
		}
		ByteBuf bytes = this.stash;
		if (bytes != null) {
			this.stash = null;
			bytes.release();
		}
	}

}
