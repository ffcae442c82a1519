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
import java.net.SocketAddress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connected socket registered with epoll once, edge-triggered, for its whole life.
 * <p>
 * What epoll reports is kept as hints that a system call must confirm: a descriptor
 * number can be reused within one batch of events, so an event may belong to the socket
 * that had the number before.
 */
final class EpollEndpoint implements EpollIoHandle, Endpoint {

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

	private static final EpollIoOps INTEREST = EpollIoOps.valueOf(IN | PRI | OUT | RDHUP | ET);

	private static final int MAX_HEAD = 256 * 1024;

	private static final Logger logger = LoggerFactory.getLogger(EpollEndpoint.class);

	private final RelayLoop loop;

	private final Socket socket;

	private final boolean unix;

	private final @Nullable SocketAddress remoteAddress;

	private @Nullable IoRegistration registration;

	private @Nullable Owner owner;

	private @Nullable HeadReader headReader;

	private @Nullable Runnable resetCallback;

	private @Nullable ByteBuf head;

	private boolean readable;

	private boolean writable = true;

	private boolean endHint;

	private boolean errorHint;

	private boolean urgent;

	private boolean failed;

	EpollEndpoint(RelayLoop loop, Socket socket, boolean unix, @Nullable SocketAddress remoteAddress) {
		this.loop = loop;
		this.socket = socket;
		this.unix = unix;
		this.remoteAddress = remoteAddress;
	}

	/**
	 * Start to receive events. Fails only if the process is out of memory or epoll
	 * watches.
	 */
	void register() {
		IoRegistration registered = this.loop.eventLoop().register(this).syncUninterruptibly().getNow();
		this.registration = registered;
		registered.submit(INTEREST);
	}

	void owner(Owner owner) {
		this.owner = owner;
		this.headReader = null;
		this.resetCallback = null;
	}

	/**
	 * Forget the owner; a reset is told to {@link #whenReset} until there is another.
	 */
	void release() {
		this.owner = null;
	}

	@Override
	public FileDescriptor fd() {
		return this.socket;
	}

	Socket socket() {
		return this.socket;
	}

	@Override
	public EventLoop loop() {
		return this.loop.eventLoop();
	}

	RelayLoop relayLoop() {
		return this.loop;
	}

	@Override
	public @Nullable SocketAddress remoteAddress() {
		return this.remoteAddress;
	}

	@Override
	public @Nullable SocketAddress localAddress() {
		if (!this.socket.isOpen()) {
			return null;
		}
		return this.unix ? this.socket.localDomainSocketAddress() : this.socket.localAddress();
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
		return this.endHint || this.errorHint || this.urgent;
	}

	/**
	 * The socket has nothing more now; the next edge will tell.
	 */
	void drained() {
		this.readable = false;
		this.endHint = false;
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
	 * Ask for a pending error, once per hint. Asking clears it in the kernel, so it is
	 * kept here.
	 * @return whether the peer has reset the connection or it broke
	 */
	boolean hasFailed() {
		if (this.errorHint && !this.failed) {
			this.errorHint = false;
			this.failed = hasSocketError();
		}
		return this.failed;
	}

	/**
	 * Ask for a pending error without a hint: a reset behind an orderly end is not
	 * reported by a read.
	 * @return whether there is one
	 */
	boolean hasFailedBehindEnd() {
		if (!this.failed) {
			this.failed = hasSocketError();
		}
		return this.failed;
	}

	private boolean hasSocketError() {
		try {
			return this.socket.getSoError() != 0;
		}
		catch (IOException ex) {
			return true;
		}
	}

	@Override
	public void handle(IoRegistration registration, IoEvent event) {
		// an exception that escapes stalls the whole loop for a second, an error ends it
		try {
			note(((EpollIoEvent) event).ops().value());
			Owner current = this.owner;
			if (current != null) {
				current.ready(this);
			}
			else {
				head();
			}
		}
		catch (Throwable ex) {
			contain(ex);
		}
	}

	private void note(int events) {
		if ((events & OUT) != 0) {
			this.writable = true;
		}
		if ((events & ~OUT) != 0) {
			this.readable = true;
		}
		if ((events & (RDHUP | HUP | ERR)) != 0) {
			this.endHint = true;
		}
		if ((events & (ERR | HUP)) != 0) {
			this.errorHint = true;
		}
		if ((events & PRI) != 0) {
			this.urgent = true;
		}
	}

	void contain(Throwable failure) {
		logger.warn("A relayed connection was reset because its handling failed", failure);
		try {
			Owner current = this.owner;
			if (current != null) {
				current.broken(this);
			}
			else {
				reset();
				fireReset();
			}
		}
		catch (Throwable ex) {
			closeSocket();
		}
	}

	@Override
	public void readHead(HeadReader reader) {
		this.headReader = reader;
		if (this.readable) {
			loop().execute(() -> {
				try {
					head();
				}
				catch (Throwable ex) {
					contain(ex);
				}
			});
		}
	}

	@Override
	public void whenReset(Runnable callback) {
		this.resetCallback = callback;
	}

	private void head() throws IOException {
		if (!this.socket.isOpen() || this.owner != null) {
			return;
		}
		try {
			while (this.headReader != null && this.readable) {
				int count = this.socket.recvAddress(this.loop.bufferAddress(), 0, 4096);
				if (count == 0) {
					drained();
					return;
				}
				if (!takeHead(count)) {
					return;
				}
			}
		}
		catch (IOException ex) {
			this.failed = true;
		}
		if (hasFailed()) {
			reset();
			fireReset();
		}
	}

	private boolean takeHead(int count) {
		HeadReader reader = this.headReader;
		if (reader == null) {
			return false;
		}
		ByteBuf collected = this.head;
		if (collected == null) {
			collected = PooledByteBufAllocator.DEFAULT.directBuffer(512, MAX_HEAD);
			this.head = collected;
		}
		if (count > 0) {
			collected.writeBytes(this.loop.bufferSlice(0, count));
		}
		boolean ended = count < 0;
		boolean more = reader.read(collected, ended) && !ended;
		if (!more) {
			this.headReader = null;
		}
		return more;
	}

	private void fireReset() {
		Runnable callback = this.resetCallback;
		this.resetCallback = null;
		if (callback != null) {
			callback.run();
		}
	}

	/**
	 * Hand over the bytes that were read and not skipped.
	 * @return the bytes, {@code null} for none
	 */
	@Nullable ByteBuf takeHead() {
		ByteBuf collected = this.head;
		this.head = null;
		if (collected != null && !collected.isReadable()) {
			collected.release();
			return null;
		}
		return collected;
	}

	@Override
	public void reset() {
		if (this.socket.isOpen()) {
			try {
				if (!this.unix) {
					this.socket.setSoLinger(0);
				}
			}
			catch (IOException ex) {
				// a socket already reset by its peer may refuse; closing is what matters
			}
			closeSocket();
		}
	}

	/**
	 * Close in order: the kernel delivers what it has and sends a FIN.
	 */
	void closeSocket() {
		ByteBuf collected = this.head;
		this.head = null;
		if (collected != null) {
			collected.release();
		}
		try {
			// closing first lets cancel() skip its system call
			this.socket.close();
		}
		catch (IOException ex) {
			// the descriptor is gone either way, see close(2)
		}
		IoRegistration registered = this.registration;
		if (registered != null) {
			registered.cancel();
		}
	}

	/**
	 * The loop ends.
	 */
	@Override
	public void close() {
		Owner current = this.owner;
		if (current != null) {
			current.loopEnds(this);
		}
		else {
			reset();
		}
	}

	/**
	 * Takes the events of an endpoint.
	 */
	interface Owner {

		/**
		 * Hints have changed.
		 * @param endpoint the endpoint
		 */
		void ready(EpollEndpoint endpoint);

		/**
		 * Handling an event has thrown: reset, release everything, throw nothing.
		 * @param endpoint the endpoint
		 */
		void broken(EpollEndpoint endpoint);

		/**
		 * The loop ends: reset, release everything.
		 * @param endpoint the endpoint
		 */
		void loopEnds(EpollEndpoint endpoint);

	}

}
