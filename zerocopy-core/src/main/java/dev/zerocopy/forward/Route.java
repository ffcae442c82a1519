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

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.zerocopy.forward.access.AccessRules;
import dev.zerocopy.forward.access.CidrList;
import dev.zerocopy.forward.access.ConnectionLimiter;
import dev.zerocopy.forward.relay.ByteCounts;
import dev.zerocopy.forward.relay.CloseReason;
import dev.zerocopy.forward.relay.Endpoint;
import dev.zerocopy.forward.relay.NoSocketException;
import dev.zerocopy.forward.relay.RelaySettings;
import dev.zerocopy.forward.relay.RelayTransport;
import dev.zerocopy.forward.relay.WarningLimit;
import dev.zerocopy.forward.sni.ServerNames;
import dev.zerocopy.forward.upstream.HealthChecker;
import dev.zerocopy.forward.upstream.HostResolver;
import dev.zerocopy.forward.upstream.NameRefresher;
import dev.zerocopy.forward.upstream.Upstream;
import dev.zerocopy.forward.upstream.UpstreamGroup;
import dev.zerocopy.forward.upstream.UpstreamState;

/**
 * A route at run time. Life-cycle methods are called by one thread at a time.
 */
final class Route {

	private static final Logger logger = LoggerFactory.getLogger(Route.class);

	private final RouteSpec spec;

	private final RelayTransport transport;

	private final ForwarderListener listener;

	private final AccessRules access;

	private final CidrList trusted;

	private final ConnectionLimiter limiter;

	private final RouteCounters counters = new RouteCounters();

	private final RelaySettings relaySettings;

	private final UpstreamGroup upstreams;

	private final Map<String, UpstreamGroup> groups = new LinkedHashMap<>();

	private final ServerNames<UpstreamGroup> serverNames;

	private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

	private final List<AutoCloseable> background = new ArrayList<>();

	private final RouteListeners listeners;

	private final WarningLimit noSocketWarnings = new WarningLimit(System::nanoTime);

	private volatile RouteStatus status = RouteStatus.STOPPED;

	Route(RouteSpec spec, RelayTransport transport, ForwarderListener listener) {
		this.spec = spec;
		this.transport = transport;
		this.listener = listener;
		this.access = new AccessRules(spec.allow(), spec.deny());
		this.trusted = CidrList.of(spec.proxyProtocol().trusted());
		this.limiter = new ConnectionLimiter(spec.maxConnections(), spec.maxConnectionsPerClient());
		this.relaySettings = new RelaySettings(spec.transfer(), spec.idleTimeout(), spec.halfCloseTimeout(),
				this.counters.toUpstream(), this.counters.toClient());
		this.upstreams = new UpstreamGroup(spec.upstreams(), spec.balance());
		spec.serverNames()
			.forEach((name, targets) -> this.groups.put(name, new UpstreamGroup(targets, spec.balance())));
		this.serverNames = new ServerNames<>(this.groups);
		this.listeners = new RouteListeners(spec, transport);
	}

	void start(HostResolver resolver, ScheduledExecutorService executor) {
		listen();
		for (UpstreamGroup group : allGroups()) {
			this.background.add(NameRefresher.start(group, resolver, this.spec.dnsRefresh(), executor));
			if (this.spec.healthCheck().enabled()) {
				this.background.add(HealthChecker.start(group, this.spec.healthCheck(), this.transport));
			}
		}
	}

	void listen() {
		if (this.status != RouteStatus.RUNNING) {
			this.listeners.open(this::accepted);
			this.status = RouteStatus.RUNNING;
		}
	}

	void drain() {
		this.status = RouteStatus.DRAINING;
		this.listeners.close();
	}

	void stop() {
		drain();
		this.status = RouteStatus.STOPPED;
		for (AutoCloseable task : this.background) {
			try {
				task.close();
			}
			catch (Exception ex) {
				logger.debug("A background task of route {} did not end", this.spec.name(), ex);
			}
		}
		this.background.clear();
	}

	private void accepted(Endpoint client) {
		this.counters.accepted();
		Session session = new Session(this, client);
		if (!this.limiter.acquireRoute()) {
			client.reset();
			closed(new ConnectionReport(this.spec.name(), client.remoteAddress(), null, Duration.ZERO, null, 0,
					ByteCounts.ZERO, ByteCounts.ZERO, CloseReason.ROUTE_LIMIT));
			return;
		}
		this.sessions.add(session);
		try {
			session.start();
		}
		catch (RuntimeException | Error ex) {
			session.refuse(CloseReason.INTERNAL_ERROR);
			throw ex;
		}
	}

	void ended(Session session, ConnectionReport report) {
		if (this.sessions.remove(session)) {
			this.limiter.releaseRoute();
			closed(report);
		}
	}

	private void closed(ConnectionReport report) {
		this.counters.closed(report.reason());
		if (this.spec.accessLog()) {
			AccessLog.log(report);
		}
		try {
			this.listener.connectionClosed(report);
		}
		catch (RuntimeException ex) {
			logger.warn("The listener failed on a closed connection of route {}", this.spec.name(), ex);
		}
	}

	void connectAttempted(Duration duration, boolean success) {
		try {
			this.listener.connectAttempted(this.spec.name(), duration, success);
		}
		catch (RuntimeException ex) {
			logger.warn("The listener failed on an attempt to connect of route {}", this.spec.name(), ex);
		}
	}

	void noteFailure(Upstream upstream, Throwable cause) {
		if (cause instanceof NoSocketException) {
			long unseen = this.noSocketWarnings.admit();
			if (unseen >= 0) {
				logger.warn("Route {} cannot connect for want of a local resource ({} times before without a word): {}",
						this.spec.name(), unseen, cause.getMessage());
			}
			return;
		}
		if (logger.isDebugEnabled()) {
			logger.debug("Route {} cannot connect to {}: {}", this.spec.name(), upstream, cause.toString());
		}
	}

	void abortAll(CloseReason reason) {
		this.sessions.forEach((session) -> session.abort(reason));
	}

	RouteSpec spec() {
		return this.spec;
	}

	RelayTransport transport() {
		return this.transport;
	}

	RelaySettings relaySettings() {
		return this.relaySettings;
	}

	ConnectionLimiter limiter() {
		return this.limiter;
	}

	UpstreamGroup upstreams() {
		return this.upstreams;
	}

	ServerNames<UpstreamGroup> serverNames() {
		return this.serverNames;
	}

	boolean allows(@Nullable SocketAddress client) {
		return this.access.allows(client);
	}

	/**
	 * Return whether a peer may say who the client is. Whoever may write to a unix socket
	 * of the route may.
	 * @param peer the address of the peer
	 * @return whether it is trusted
	 */
	boolean trusts(@Nullable SocketAddress peer) {
		return !(peer instanceof InetSocketAddress inet) || this.trusted.contains(inet);
	}

	boolean hasOpenConnections() {
		return !this.sessions.isEmpty();
	}

	RouteStatus status() {
		return this.status;
	}

	private List<UpstreamGroup> allGroups() {
		List<UpstreamGroup> all = new ArrayList<>(this.groups.values());
		all.add(0, this.upstreams);
		return all;
	}

	boolean enableUpstream(String address, boolean enabled) {
		boolean found = false;
		for (UpstreamGroup group : allGroups()) {
			found |= group.enable(address, enabled);
		}
		return found;
	}

	List<ConnectionState> connections() {
		return this.sessions.stream().map(Session::state).toList();
	}

	RouteState state() {
		List<UpstreamState> states = new ArrayList<>(this.upstreams.states(null));
		this.groups.forEach((name, group) -> states.addAll(group.states(name)));
		return new RouteState(this.spec.name(), this.status, this.listeners.describe(), this.counters.acceptedCount(),
				this.limiter.open(), this.counters.closedCounts(), this.counters.toUpstream().counts(),
				this.counters.toClient().counts(), List.copyOf(states));
	}

}
