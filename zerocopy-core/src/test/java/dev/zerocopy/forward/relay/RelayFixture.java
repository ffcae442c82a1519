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
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A transport that relays one listening address to one upstream, and real sockets on both
 * sides.
 */
final class RelayFixture implements AutoCloseable {

	private final RelayTransport transport;

	private final ServerSocket upstream;

	private final Binding binding;

	private final List<Socket> sockets = new ArrayList<>();

	private final List<Relay> relays = new CopyOnWriteArrayList<>();

	private final BlockingQueue<CloseReason> ends = new LinkedBlockingQueue<>();

	private final ByteMeter toUpstream = new ByteMeter();

	private final ByteMeter toClient = new ByteMeter();

	RelayFixture(RelayKind kind) throws IOException {
		this(kind.open(2), kind.mode(), Duration.ZERO, Duration.ZERO, 0);
	}

	RelayFixture(RelayKind kind, Duration idleTimeout, Duration halfCloseTimeout) throws IOException {
		this(kind.open(2), kind.mode(), idleTimeout, halfCloseTimeout, 0);
	}

	RelayFixture(RelayTransport transport, TransferMode mode, Duration idleTimeout, Duration halfCloseTimeout,
			int bufferSize) throws IOException {
		this.transport = transport;
		this.upstream = new ServerSocket();
		if (bufferSize > 0) {
			this.upstream.setReceiveBufferSize(bufferSize);
		}
		this.upstream.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
		SocketAddress target = this.upstream.getLocalSocketAddress();
		RelaySettings settings = new RelaySettings(mode, idleTimeout, halfCloseTimeout, this.toUpstream, this.toClient);
		this.binding = transport.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128,
				SocketSettings.DEFAULT, (client) -> transport.connect(client.loop(), target, SocketSettings.DEFAULT,
						Duration.ofSeconds(5), new ConnectHandler() {

							@Override
							public void connected(Endpoint endpoint) {
								RelayFixture.this.relays.add(
										transport.relay(client, endpoint, null, settings, RelayFixture.this.ends::add));
							}

							@Override
							public void failed(Throwable cause) {
								client.reset();
								RelayFixture.this.ends.add(CloseReason.CONNECT_FAILED);
							}

						}));
	}

	RelayTransport transport() {
		return this.transport;
	}

	SocketAddress address() {
		return this.binding.localAddress();
	}

	Socket connect() {
		return connect(0);
	}

	Socket connect(int receiveBuffer) {
		try {
			Socket socket = new Socket();
			if (receiveBuffer > 0) {
				socket.setReceiveBufferSize(receiveBuffer);
			}
			socket.setTcpNoDelay(true);
			socket.setSoTimeout(20_000);
			socket.connect(address());
			this.sockets.add(socket);
			return socket;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Socket accept() {
		try {
			this.upstream.setSoTimeout(10_000);
			Socket socket = this.upstream.accept();
			socket.setTcpNoDelay(true);
			socket.setSoTimeout(20_000);
			this.sockets.add(socket);
			return socket;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	CloseReason awaitEnd() throws InterruptedException {
		CloseReason reason = this.ends.poll(20, TimeUnit.SECONDS);
		assertThat(reason).as("end of the relay").isNotNull();
		return reason;
	}

	boolean hasEnded() {
		return !this.ends.isEmpty();
	}

	List<Relay> relays() {
		return this.relays;
	}

	ByteCounts total(Direction direction) {
		return ((direction == Direction.TO_UPSTREAM) ? this.toUpstream : this.toClient).counts();
	}

	@Override
	public void close() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.upstream.close();
		this.binding.close().syncUninterruptibly();
		this.relays.forEach((relay) -> relay.abort(CloseReason.DRAIN_TIMEOUT));
		this.transport.shutdown().syncUninterruptibly();
	}

}
