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
 * What epoll has reported about a socket since the last system call that said otherwise.
 * Only hints: a descriptor number can be reused within one batch of events, so an event
 * may belong to the socket that had the number before.
 */
final class SocketHints {

	/**
	 * The bits of {@code epoll_ctl(2)}. Netty names four of them and passes on all.
	 */
	static final int IN = 0x001;

	static final int PRI = 0x002;

	static final int OUT = 0x004;

	static final int ERR = 0x008;

	static final int HUP = 0x010;

	static final int RDHUP = 0x2000;

	static final int ET = 1 << 31;

	private boolean readable;

	private boolean writable = true;

	private boolean end;

	private boolean error;

	private boolean urgent;

	void note(int events) {
		if ((events & OUT) != 0) {
			this.writable = true;
		}
		if ((events & ~OUT) != 0) {
			this.readable = true;
		}
		if ((events & (RDHUP | HUP | ERR)) != 0) {
			this.end = true;
		}
		if ((events & (ERR | HUP)) != 0) {
			this.error = true;
		}
		if ((events & PRI) != 0) {
			this.urgent = true;
		}
	}

	boolean isReadable() {
		return this.readable;
	}

	boolean isWritable() {
		return this.writable;
	}

	/**
	 * Return whether only {@code recv(2)} can tell what the socket has: splice answers
	 * end of stream, an error behind it, an urgent mark and "nothing now" all with zero.
	 * @return whether to ask by {@code recv}
	 */
	boolean needsRecv() {
		return this.end || this.error || this.urgent;
	}

	/**
	 * The socket has nothing more now; the next edge will tell.
	 */
	void drained() {
		this.readable = false;
		this.end = false;
		this.urgent = false;
	}

	/**
	 * A read returned less than asked for, so a stream socket is drained (epoll(7)),
	 * unless an end or an urgent mark stopped it.
	 */
	void shortRead() {
		if (!needsRecv()) {
			this.readable = false;
		}
	}

	/**
	 * The send buffer is full; the next edge will tell.
	 */
	void blocked() {
		this.writable = false;
	}

	/**
	 * Take the hint at an error.
	 * @return whether there was one
	 */
	boolean takeError() {
		boolean hinted = this.error;
		this.error = false;
		return hinted;
	}

}
