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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.Errors.NativeIoException;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.NativeInetAddress;
import io.netty.channel.unix.Socket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts the connections of one listening socket, level-triggered: what one turn leaves
 * is reported again.
 */
final class EpollAcceptor implements EpollIoHandle {

	private static final Logger logger = LoggerFactory.getLogger(EpollAcceptor.class);

	private static final int ACCEPTS_PER_TURN = 64;

	private static final EpollIoOps LISTEN = EpollIoOps.valueOf(SocketHints.IN);

	// no interest at all would remove the socket from epoll and Netty could not add it
	// back
	private static final EpollIoOps PAUSED = EpollIoOps.valueOf(SocketHints.ET);

	private final RelayLoop loop;

	private final Socket socket;

	private final boolean unix;

	private final Supplier<RelayLoop> loops;

	private final Consumer<Endpoint> acceptor;

	private final byte[] peer = new byte[26];

	private final AcceptPause pause = new AcceptPause();

	private @Nullable IoRegistration registration;

	/**
	 * Create an acceptor.
	 * @param loop the loop that accepts
	 * @param socket the listening socket
	 * @param unix whether it is a unix socket
	 * @param loops chooses the loop of each connection
	 * @param acceptor takes each connection, on its loop
	 */
	EpollAcceptor(RelayLoop loop, Socket socket, boolean unix, Supplier<RelayLoop> loops, Consumer<Endpoint> acceptor) {
		this.loop = loop;
		this.socket = socket;
		this.unix = unix;
		this.loops = loops;
		this.acceptor = acceptor;
	}

	RelayLoop loop() {
		return this.loop;
	}

	void register() {
		IoRegistration registered = this.loop.eventLoop().register(this).syncUninterruptibly().getNow();
		this.registration = registered;
		registered.submit(LISTEN);
	}

	@Override
	public FileDescriptor fd() {
		return this.socket;
	}

	@Override
	public void handle(IoRegistration registration, IoEvent event) {
		// an exception that escapes stalls the whole loop for a second, an error ends it
		try {
			int accepted = 0;
			while (accepted < ACCEPTS_PER_TURN && acceptOne()) {
				accepted++;
			}
		}
		catch (Throwable ex) {
			pause(ex);
		}
	}

	private boolean acceptOne() throws IOException {
		int fd;
		try {
			fd = this.socket.accept(this.peer);
		}
		catch (NativeIoException ex) {
			if (Errno.isExhaustion(ex.expectedErr())) {
				throw ex;
			}
			// the error of a connection that has gone meanwhile, see accept(2)
			return true;
		}
		if (fd < 0) {
			return false;
		}
		SocketAddress remote = this.unix ? null : NativeInetAddress.address(this.peer, 1, this.peer[0]);
		Socket accepted = new Socket(fd);
		RelayLoop target = this.loops.get();
		if (target == this.loop) {
			hand(accepted, remote, target);
		}
		else {
			target.eventLoop().execute(() -> hand(accepted, remote, target));
		}
		return true;
	}

	private void hand(Socket accepted, @Nullable SocketAddress remote, RelayLoop target) {
		EpollEndpoint endpoint = new EpollEndpoint(target, accepted, this.unix, remote);
		try {
			endpoint.register();
			this.acceptor.accept(endpoint);
		}
		catch (Throwable ex) {
			endpoint.contain(ex);
		}
	}

	private void pause(Throwable cause) {
		this.pause.warn(this.unix ? "a unix socket" : String.valueOf(this.socket.localAddress()), cause);
		submit(PAUSED);
		this.loop.eventLoop().schedule(() -> submit(LISTEN), AcceptPause.MILLIS, TimeUnit.MILLISECONDS);
	}

	private void submit(EpollIoOps interest) {
		IoRegistration registered = this.registration;
		if (registered != null && this.socket.isOpen()) {
			registered.submit(interest);
		}
	}

	/**
	 * Stop listening, after handing over what the kernel has completed: closing a socket
	 * resets the connections in its queue.
	 */
	@Override
	public void close() {
		if (!this.socket.isOpen()) {
			return;
		}
		try {
			while (acceptOne()) {
				// until the queue is empty
			}
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("Connections waiting to be accepted are reset", ex);
		}
		abandon();
		IoRegistration registered = this.registration;
		if (registered != null) {
			registered.cancel();
		}
	}

	/**
	 * Close a socket that was never registered.
	 */
	void abandon() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			// the descriptor is gone either way, see close(2)
		}
	}

}
