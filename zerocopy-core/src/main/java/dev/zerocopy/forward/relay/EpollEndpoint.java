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
 * A connected socket registered with epoll once, edge-triggered, for its whole life. Its
 * events go to an owner: the head, then a connector or a relay.
 */
final class EpollEndpoint implements EpollIoHandle, Endpoint {

	private static final EpollIoOps INTEREST = EpollIoOps
		.valueOf(SocketHints.IN | SocketHints.PRI | SocketHints.OUT | SocketHints.RDHUP | SocketHints.ET);

	private static final Logger logger = LoggerFactory.getLogger(EpollEndpoint.class);

	private final RelayLoop loop;

	private final Socket socket;

	private final boolean unix;

	private final @Nullable SocketAddress remoteAddress;

	private final SocketHints hints = new SocketHints();

	private @Nullable EpollHead head;

	private Owner owner;

	private @Nullable IoRegistration registration;

	private boolean failed;

	EpollEndpoint(RelayLoop loop, Socket socket, boolean unix, @Nullable SocketAddress remoteAddress) {
		this.loop = loop;
		this.socket = socket;
		this.unix = unix;
		this.remoteAddress = remoteAddress;
		EpollHead first = new EpollHead(this);
		this.head = first;
		this.owner = first;
	}

	/**
	 * Start to receive events.
	 */
	void register() {
		IoRegistration registered = this.loop.eventLoop().register(this).syncUninterruptibly().getNow();
		this.registration = registered;
		registered.submit(INTEREST);
	}

	void owner(Owner owner) {
		this.owner = owner;
	}

	/**
	 * Forget the owner until there is another.
	 */
	void disown() {
		this.owner = head();
	}

	private EpollHead head() {
		EpollHead current = this.head;
		if (current == null) {
			current = new EpollHead(this);
			this.head = current;
		}
		return current;
	}

	@Override
	public FileDescriptor fd() {
		return this.socket;
	}

	Socket socket() {
		return this.socket;
	}

	SocketHints hints() {
		return this.hints;
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

	/**
	 * Ask for a pending error, once per hint. Asking clears it in the kernel, so it is
	 * kept here.
	 * @return whether the peer has reset the connection or it broke
	 */
	boolean hasFailed() {
		return this.hints.takeError() ? hasFailedUnseen() : this.failed;
	}

	/**
	 * Ask for a pending error without a hint: a reset behind an orderly end is not
	 * reported by a read.
	 * @return whether there is one
	 */
	boolean hasFailedUnseen() {
		if (!this.failed) {
			try {
				this.failed = this.socket.getSoError() != 0;
			}
			catch (IOException ex) {
				this.failed = true;
			}
		}
		return this.failed;
	}

	@Override
	public void handle(IoRegistration registration, IoEvent event) {
		// an exception that escapes stalls the whole loop for a second, an error ends it
		try {
			this.hints.note(((EpollIoEvent) event).ops().value());
			this.owner.ready(this);
		}
		catch (Throwable ex) {
			contain(ex);
		}
	}

	void contain(Throwable failure) {
		logger.warn("A relayed connection was reset because its handling failed", failure);
		try {
			this.owner.broken(this);
		}
		catch (Throwable ex) {
			closeSocket();
		}
	}

	@Override
	public void readHead(HeadReader reader) {
		head().read(reader);
	}

	@Override
	public void whenReset(Runnable callback) {
		head().whenReset(callback);
	}

	/**
	 * Hand over the bytes that were read and not skipped. There is no head afterwards.
	 * @return the bytes, {@code null} for none
	 */
	@Nullable ByteBuf takeHead() {
		EpollHead current = this.head;
		this.head = null;
		return (current != null) ? current.take() : null;
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
		EpollHead current = this.head;
		if (current != null) {
			current.release();
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
		this.owner.loopEnds(this);
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
