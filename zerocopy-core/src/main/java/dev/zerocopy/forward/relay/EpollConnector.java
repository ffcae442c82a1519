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
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.unix.Socket;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect.
 */
final class EpollConnector implements ConnectAttempt, EpollEndpoint.Owner {

	private final RelayLoop loop;

	private final SocketAddress address;

	private final ConnectHandler handler;

	private @Nullable EpollEndpoint endpoint;

	private @Nullable Future<?> timeout;

	private boolean over;

	EpollConnector(RelayLoop loop, SocketAddress address, ConnectHandler handler) {
		this.loop = loop;
		this.address = address;
		this.handler = handler;
	}

	void start(SocketSettings settings, Duration timeout) {
		try {
			boolean unix = EpollSockets.isUnix(this.address);
			Socket socket = EpollSockets.open(this.address);
			EpollEndpoint opened = new EpollEndpoint(this.loop, socket, unix, this.address);
			this.endpoint = opened;
			opened.owner(this);
			if (!unix) {
				EpollSockets.configure(socket, settings);
			}
			boolean connected = socket.connect(this.address);
			opened.register();
			if (connected) {
				this.loop.eventLoop().execute(() -> ready(opened));
			}
			this.timeout = this.loop.eventLoop()
				.schedule(
						() -> fail(
								new SocketTimeoutException("No connection to " + this.address + " within " + timeout)),
						timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (Exception ex) {
			this.loop.eventLoop().execute(() -> fail(ex));
		}
	}

	@Override
	public void ready(EpollEndpoint connecting) {
		if (this.over) {
			return;
		}
		try {
			if (!connecting.socket().finishConnect() || !isConnected(connecting)) {
				return;
			}
		}
		catch (IOException | RuntimeException ex) {
			fail(ex);
			return;
		}
		this.over = true;
		cancelTimeout();
		connecting.disown();
		this.handler.connected(connecting);
	}

	/**
	 * Look behind an event that may be stale, and refuse a connection of the socket to
	 * itself, which TCP allows when the source port chosen for a local address happens to
	 * be the port nobody listens on.
	 */
	private boolean isConnected(EpollEndpoint connecting) throws IOException {
		if (EpollSockets.isUnix(this.address)) {
			return true;
		}
		SocketAddress peer = connecting.socket().remoteAddress();
		if (peer == null) {
			return false;
		}
		if (peer.equals(connecting.socket().localAddress())) {
			throw new ConnectException("Nothing listens on " + this.address + ", the socket had connected to itself");
		}
		return true;
	}

	private void fail(Throwable cause) {
		if (!this.over) {
			cancel();
			this.handler.failed(Errno.isLocal(cause) ? NoSocketException.of(this.address, cause) : cause);
		}
	}

	@Override
	public void cancel() {
		this.over = true;
		cancelTimeout();
		EpollEndpoint opened = this.endpoint;
		if (opened != null) {
			opened.reset();
		}
	}

	private void cancelTimeout() {
		Future<?> pending = this.timeout;
		if (pending != null) {
			pending.cancel(false);
		}
	}

	@Override
	public void broken(EpollEndpoint connecting) {
		fail(new IOException("Connecting to " + this.address + " failed inside the forwarder"));
		connecting.reset();
	}

	@Override
	public void loopEnds(EpollEndpoint connecting) {
		fail(new IOException("The forwarder stops"));
		connecting.reset();
	}

}
