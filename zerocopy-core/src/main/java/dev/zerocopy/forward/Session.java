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

package dev.zerocopy.forward;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.zerocopy.forward.proxyprotocol.ProxyHeader;
import dev.zerocopy.forward.proxyprotocol.ProxyHeaderWriter;
import dev.zerocopy.forward.relay.ByteCounts;
import dev.zerocopy.forward.relay.CloseReason;
import dev.zerocopy.forward.relay.Direction;
import dev.zerocopy.forward.relay.Endpoint;
import dev.zerocopy.forward.relay.Relay;
import dev.zerocopy.forward.upstream.UpstreamGroup;

/**
 * One accepted connection from accept to close:
 *
 * <pre>
 * accept ▶ [PROXY header] ▶ admit ▶ [ClientHello] ▶ connect ⟲ retry ▶ relay ▶ end
 * </pre>
 *
 * Everything happens on the event loop of the client's socket, except
 * {@link #abort(CloseReason)} and {@link #state()}.
 */
final class Session {

	private static final Logger logger = LoggerFactory.getLogger(Session.class);

	private final Route route;

	private final Endpoint client;

	private final long started = System.nanoTime();

	private final UpstreamConnect upstream;

	private volatile @Nullable SocketAddress clientAddress;

	private volatile @Nullable Relay relay;

	private @Nullable SocketAddress destination;

	private @Nullable Future<?> timer;

	private @Nullable Duration connectDuration;

	private boolean clientCounted;

	private boolean ended;

	Session(Route route, Endpoint client) {
		this.route = route;
		this.client = client;
		this.clientAddress = client.remoteAddress();
		this.upstream = new UpstreamConnect(this, route, client.loop());
	}

	void start() {
		this.client.whenReset(() -> end(CloseReason.CLIENT_RESET));
		if (!this.route.spec().proxyProtocol().isAccepting()) {
			if (admit()) {
				route();
			}
			return;
		}
		if (!this.route.trusts(this.clientAddress)) {
			refuse(CloseReason.PROXY_HEADER);
			return;
		}
		readHead();
	}

	/**
	 * Go on with the client that a trusted proxy has told.
	 * @param header the header
	 * @return whether the client may connect
	 */
	boolean proxied(ProxyHeader header) {
		cancelTimer();
		if (header.source() != null) {
			this.clientAddress = header.source();
			this.destination = header.destination();
		}
		return admit();
	}

	private boolean admit() {
		if (!this.route.allows(this.clientAddress)) {
			refuse(CloseReason.DENIED);
			return false;
		}
		if (!this.route.limiter().acquireClient(this.clientAddress)) {
			refuse(CloseReason.CLIENT_LIMIT);
			return false;
		}
		this.clientCounted = true;
		return true;
	}

	private void route() {
		if (this.route.serverNames().isEmpty()) {
			connect(this.route.upstreams());
		}
		else {
			readHead();
		}
	}

	private void readHead() {
		SessionHead head = new SessionHead(this, this.route);
		head.armTimer();
		this.client.readHead(head);
	}

	/**
	 * Run something unless the head of the connection arrives in time.
	 * @param timeout the time
	 * @param action what to do then
	 */
	void within(Duration timeout, Runnable action) {
		cancelTimer();
		this.timer = this.client.loop().schedule(() -> guard(action), timeout.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Run a step that nobody else watches: what it throws must end this connection.
	 */
	void guard(Runnable step) {
		try {
			step.run();
		}
		catch (Throwable ex) {
			logger.warn("A connection of route {} was reset because its handling failed", this.route.spec().name(), ex);
			refuse(CloseReason.INTERNAL_ERROR);
		}
	}

	@Nullable SocketAddress clientAddress() {
		return this.clientAddress;
	}

	boolean hasEnded() {
		return this.ended;
	}

	/**
	 * Connect to one of these upstreams.
	 * @param group the upstreams
	 */
	void connect(UpstreamGroup group) {
		cancelTimer();
		if (!this.ended) {
			this.upstream.start(group);
		}
	}

	/**
	 * Relay from now on.
	 * @param endpoint the connected upstream, taken over
	 */
	void connected(Endpoint endpoint) {
		if (this.ended) {
			endpoint.reset();
			return;
		}
		this.connectDuration = age();
		this.relay = this.route.transport()
			.relay(this.client, endpoint, preamble(), this.route.relaySettings(), this::end);
	}

	private @Nullable ByteBuf preamble() {
		ProxyProtocolSettings settings = this.route.spec().proxyProtocol();
		if (!settings.isSending()) {
			return null;
		}
		SocketAddress target = (this.destination != null) ? this.destination : this.client.localAddress();
		return ProxyHeaderWriter.write(settings.send(), this.clientAddress, target);
	}

	/**
	 * Reset the client and end.
	 * @param reason why
	 */
	void refuse(CloseReason reason) {
		if (!this.ended) {
			this.client.reset();
			end(reason);
		}
	}

	/**
	 * End from any thread.
	 * @param reason why
	 */
	void abort(CloseReason reason) {
		try {
			this.client.loop().execute(() -> {
				Relay running = this.relay;
				if (running != null) {
					running.abort(reason);
				}
				else {
					refuse(reason);
				}
			});
		}
		catch (RejectedExecutionException ex) {
			// the loop has ended and closed everything
		}
	}

	private void end(CloseReason reason) {
		if (this.ended) {
			return;
		}
		this.ended = true;
		cancelTimer();
		this.upstream.end();
		if (this.clientCounted) {
			this.route.limiter().releaseClient(this.clientAddress);
		}
		this.route.ended(this, report(reason));
	}

	private void cancelTimer() {
		Future<?> pending = this.timer;
		this.timer = null;
		if (pending != null) {
			pending.cancel(false);
		}
	}

	private ConnectionReport report(CloseReason reason) {
		return new ConnectionReport(this.route.spec().name(), this.clientAddress, this.upstream.address(), age(),
				this.connectDuration, this.upstream.attempts(), bytes(Direction.TO_UPSTREAM),
				bytes(Direction.TO_CLIENT), reason);
	}

	private Duration age() {
		return Duration.ofNanos(System.nanoTime() - this.started);
	}

	private ByteCounts bytes(Direction direction) {
		Relay running = this.relay;
		return (running != null) ? running.bytes(direction) : ByteCounts.ZERO;
	}

	ConnectionState state() {
		return new ConnectionState(this.clientAddress, this.upstream.address(), age(), this.relay != null,
				bytes(Direction.TO_UPSTREAM), bytes(Direction.TO_CLIENT));
	}

}
