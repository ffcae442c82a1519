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

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.zerocopy.forward.access.AccessRules;
import dev.zerocopy.forward.address.HostAddress;
import dev.zerocopy.forward.relay.SocketSettings;
import dev.zerocopy.forward.relay.TransferMode;
import dev.zerocopy.forward.upstream.BalanceMode;
import dev.zerocopy.forward.upstream.HealthCheckSettings;
import dev.zerocopy.forward.upstream.UpstreamSpec;

/**
 * A route: where to listen, where to connect, and how. Immutable and valid.
 *
 * @param name the name in logs, metrics and operations
 * @param listen where to listen, at least one address
 * @param upstreams where to connect; for a route with server names, where to connect
 * without a match, none to refuse
 * @param serverNames upstreams by TLS server name, {@code *.} at the beginning matches
 * any subdomain; empty to not look at the bytes
 * @param balance how to choose an upstream
 * @param transfer how bytes move
 * @param connectTimeout how long one attempt may take
 * @param connectRetries further attempts after the first has failed, 0 to 100
 * @param headTimeout how long a TLS ClientHello may take
 * @param idleTimeout reset after no byte has moved for this long; zero for never
 * @param halfCloseTimeout the same after one side has finished; zero to keep the idle
 * timeout
 * @param maxConnections open connections of the route, 0 for no limit
 * @param maxConnectionsPerClient open connections of one client address, 0 for no limit
 * @param allow networks that may connect, empty for all
 * @param deny networks that may not
 * @param proxyProtocol use of the PROXY protocol
 * @param healthCheck how upstreams are checked
 * @param dnsRefresh the time between two look-ups of an upstream's name
 * @param sockets options of the sockets on both sides
 * @param backlog the length of the accept queue
 * @param accessLog whether to log a line for each connection
 */
public record RouteSpec(String name, List<HostAddress> listen, List<UpstreamSpec> upstreams,
		Map<String, List<UpstreamSpec>> serverNames, BalanceMode balance, TransferMode transfer,
		Duration connectTimeout, int connectRetries, Duration headTimeout, Duration idleTimeout,
		Duration halfCloseTimeout, int maxConnections, int maxConnectionsPerClient, List<String> allow,
		List<String> deny, ProxyProtocolSettings proxyProtocol, HealthCheckSettings healthCheck, Duration dnsRefresh,
		SocketSettings sockets, int backlog, boolean accessLog) {

	public RouteSpec {
		listen = List.copyOf(listen);
		upstreams = List.copyOf(upstreams);
		serverNames = copy(serverNames);
		allow = List.copyOf(allow);
		deny = List.copyOf(deny);
		require(!name.isBlank(), name, "name must not be blank");
		require(!listen.isEmpty(), name, "listen is empty; give at least one of host:port, :port or unix:/path");
		for (HostAddress address : listen) {
			require(address.literal() != null, name,
					"listen address '" + address + "' must be an IP address, :port or unix:/path, not a name");
		}
		require(!upstreams.isEmpty() || !serverNames.isEmpty(), name, "upstreams is empty; give at least one address");
		serverNames.forEach((server, targets) -> require(!targets.isEmpty(), name,
				"server name '" + server + "' has no upstreams; give at least one address"));
		require(isPositive(connectTimeout), name, "connect timeout " + connectTimeout + " must be longer than zero");
		require(connectRetries >= 0 && connectRetries <= 100, name,
				"connect retries " + connectRetries + " must be between 0 and 100");
		require(isPositive(headTimeout), name, "head timeout " + headTimeout + " must be longer than zero");
		require(!idleTimeout.isNegative(), name, "idle timeout " + idleTimeout + " must not be negative");
		require(!halfCloseTimeout.isNegative(), name,
				"half-close timeout " + halfCloseTimeout + " must not be negative");
		require(maxConnections >= 0, name, "max connections " + maxConnections + " must not be negative");
		require(maxConnectionsPerClient >= 0, name,
				"max connections per client " + maxConnectionsPerClient + " must not be negative");
		require(isPositive(dnsRefresh), name, "DNS refresh " + dnsRefresh + " must be longer than zero");
		require(backlog > 0, name, "backlog " + backlog + " must be at least 1");
		try {
			new AccessRules(allow, deny);
			new AccessRules(proxyProtocol.trusted(), List.of());
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("Route '" + name + "': " + ex.getMessage(), ex);
		}
	}

	private static boolean isPositive(Duration duration) {
		return !duration.isZero() && !duration.isNegative();
	}

	private static void require(boolean condition, String name, String message) {
		if (!condition) {
			throw new IllegalArgumentException("Route '" + name + "': " + message);
		}
	}

	private static Map<String, List<UpstreamSpec>> copy(Map<String, List<UpstreamSpec>> serverNames) {
		Map<String, List<UpstreamSpec>> copy = new LinkedHashMap<>();
		serverNames.forEach((name, upstreams) -> copy.put(name, List.copyOf(upstreams)));
		return Collections.unmodifiableMap(copy);
	}

	/**
	 * Start to describe a route with the defaults of everything.
	 * @param name the name of the route
	 * @return a builder
	 */
	public static RouteSpecBuilder route(String name) {
		return new RouteSpecBuilder(name);
	}

}
