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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.zerocopy.forward.address.HostAddress;
import dev.zerocopy.forward.relay.SocketSettings;
import dev.zerocopy.forward.relay.TransferMode;
import dev.zerocopy.forward.upstream.BalanceMode;
import dev.zerocopy.forward.upstream.HealthCheckSettings;
import dev.zerocopy.forward.upstream.UpstreamSpec;

/**
 * Collects the parts of a route. Each method sets the part of {@link RouteSpec} with its
 * name; {@code listen}, {@code upstream} and {@code serverName} add to what is there. Not
 * safe for use by several threads.
 */
public final class RouteSpecBuilder {

	private final String name;

	private final List<HostAddress> listen = new ArrayList<>();

	private final List<UpstreamSpec> upstreams = new ArrayList<>();

	private final Map<String, List<UpstreamSpec>> serverNames = new LinkedHashMap<>();

	private BalanceMode balance = BalanceMode.ROUND_ROBIN;

	private TransferMode transfer = TransferMode.AUTO;

	private Duration connectTimeout = Duration.ofSeconds(5);

	private int connectRetries = 2;

	private Duration headTimeout = Duration.ofSeconds(5);

	private Duration idleTimeout = Duration.ofMinutes(10);

	private Duration halfCloseTimeout = Duration.ofSeconds(30);

	private int maxConnections = 10_000;

	private int maxConnectionsPerClient;

	private List<String> allow = List.of();

	private List<String> deny = List.of();

	private ProxyProtocolSettings proxyProtocol = ProxyProtocolSettings.NONE;

	private HealthCheckSettings healthCheck = HealthCheckSettings.DEFAULT;

	private Duration dnsRefresh = Duration.ofSeconds(30);

	private SocketSettings sockets = SocketSettings.DEFAULT;

	private int backlog = 4096;

	private boolean accessLog;

	RouteSpecBuilder(String name) {
		this.name = name;
	}

	public RouteSpecBuilder listen(String address) {
		this.listen.add(HostAddress.parse(address));
		return this;
	}

	public RouteSpecBuilder upstream(String address) {
		return upstream(UpstreamSpec.of(address));
	}

	public RouteSpecBuilder upstream(UpstreamSpec upstream) {
		this.upstreams.add(upstream);
		return this;
	}

	public RouteSpecBuilder serverName(String serverName, List<UpstreamSpec> upstreams) {
		this.serverNames.put(serverName, upstreams);
		return this;
	}

	public RouteSpecBuilder balance(BalanceMode balance) {
		this.balance = balance;
		return this;
	}

	public RouteSpecBuilder transfer(TransferMode transfer) {
		this.transfer = transfer;
		return this;
	}

	public RouteSpecBuilder connectTimeout(Duration connectTimeout) {
		this.connectTimeout = connectTimeout;
		return this;
	}

	public RouteSpecBuilder connectRetries(int connectRetries) {
		this.connectRetries = connectRetries;
		return this;
	}

	public RouteSpecBuilder headTimeout(Duration headTimeout) {
		this.headTimeout = headTimeout;
		return this;
	}

	public RouteSpecBuilder idleTimeout(Duration idleTimeout) {
		this.idleTimeout = idleTimeout;
		return this;
	}

	public RouteSpecBuilder halfCloseTimeout(Duration halfCloseTimeout) {
		this.halfCloseTimeout = halfCloseTimeout;
		return this;
	}

	public RouteSpecBuilder maxConnections(int maxConnections) {
		this.maxConnections = maxConnections;
		return this;
	}

	public RouteSpecBuilder maxConnectionsPerClient(int maxConnectionsPerClient) {
		this.maxConnectionsPerClient = maxConnectionsPerClient;
		return this;
	}

	public RouteSpecBuilder allow(List<String> allow) {
		this.allow = allow;
		return this;
	}

	public RouteSpecBuilder deny(List<String> deny) {
		this.deny = deny;
		return this;
	}

	public RouteSpecBuilder proxyProtocol(ProxyProtocolSettings proxyProtocol) {
		this.proxyProtocol = proxyProtocol;
		return this;
	}

	public RouteSpecBuilder healthCheck(HealthCheckSettings healthCheck) {
		this.healthCheck = healthCheck;
		return this;
	}

	public RouteSpecBuilder dnsRefresh(Duration dnsRefresh) {
		this.dnsRefresh = dnsRefresh;
		return this;
	}

	public RouteSpecBuilder sockets(SocketSettings sockets) {
		this.sockets = sockets;
		return this;
	}

	public RouteSpecBuilder backlog(int backlog) {
		this.backlog = backlog;
		return this;
	}

	public RouteSpecBuilder accessLog(boolean accessLog) {
		this.accessLog = accessLog;
		return this;
	}

	/**
	 * Check and build.
	 * @return the route
	 * @throws IllegalArgumentException if a part is not valid; the message names the
	 * route, the part and the remedy
	 */
	public RouteSpec build() {
		return new RouteSpec(this.name, this.listen, this.upstreams, this.serverNames, this.balance, this.transfer,
				this.connectTimeout, this.connectRetries, this.headTimeout, this.idleTimeout, this.halfCloseTimeout,
				this.maxConnections, this.maxConnectionsPerClient, this.allow, this.deny, this.proxyProtocol,
				this.healthCheck, this.dnsRefresh, this.sockets, this.backlog, this.accessLog);
	}

}
