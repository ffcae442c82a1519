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

	private final LiveByteCounts counts;

	private final HeldBytes held;

	private TransferChoice choice;

	private boolean ended;

	private boolean done;

	SplicePump(EpollEndpoint source, EpollEndpoint target, TransferMode mode, LiveByteCounts counts) {
		this.source = source;
		this.target = target;
		this.counts = counts;
		this.held = new HeldBytes(target);
		this.choice = new TransferChoice(mode);
	}

	/**
	 * Deliver these bytes before any that the source has.
	 * @param head the bytes, taken over
	 */
	void first(RelayHead head) {
		this.held.first(head);
	}

	/**
	 * Move what can be moved without waiting, up to a bound.
	 * @return whether the bound stopped it and another turn is wanted
	 * @throws SideFailure if one of the sockets was reset or broke
	 */
	boolean turn() throws SideFailure {
		this.held.beginTurn();
		if (this.done) {
			return false;
		}
		try {
			return move();
		}
		finally {
			this.held.endTurn();
			this.counts.add(this.held.spliced(), this.held.copied());
		}
	}

	private boolean move() throws SideFailure {
		for (int round = 0; this.held.deliver(); round++) {
			if (this.ended) {
				SocketCalls.shutdownOutput(this.target);
				this.done = true;
				return false;
			}
			if (!this.source.hints().isReadable()) {
				return false;
			}
			if (round == ROUNDS_PER_TURN || this.held.delivered() >= BYTES_PER_TURN) {
				return true;
			}
			if (this.choice.isSplicing() && this.held.hasPipe()) {
				splice();
			}
			else {
				copy();
			}
		}
		return false;
	}

	private void copy() throws SideFailure {
		int size = this.held.receiveSize();
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
		this.held.send(count);
		this.choice.copied(count);
	}

	private void splice() throws SideFailure {
		int count = this.held.splice(this.source);
		if (count > 0) {
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

	boolean hasEnded() {
		return this.ended;
	}

	boolean isDone() {
		return this.done;
	}

	boolean hasMoved() {
		return this.held.delivered() > 0;
	}

	ByteCounts bytes() {
		return this.counts.snapshot();
	}

	/**
	 * Drop what is held.
	 */
	void close() {
		this.done = true;
		this.held.close();
	}

}
