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

package dev.zerocopy.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import dev.zerocopy.forward.proxyprotocol.ProxyProtocolVersion;
import dev.zerocopy.forward.relay.TransferMode;
import dev.zerocopy.forward.upstream.BalanceMode;

/**
 * Configuration properties for forwarding TCP connections.
 *
 * @param enabled Whether connections are forwarded.
 * @param eventLoopThreads Number of event loops. One for each processor by default.
 * @param drainTimeout Time open connections may go on when the application stops. Zero
 * resets them at once.
 * @param routes Where to listen and where to connect, by name.
 */
@ConfigurationProperties("zerocopy.forward")
public record ForwardProperties(@DefaultValue("true") boolean enabled, @Nullable Integer eventLoopThreads,
		@DefaultValue("30s") Duration drainTimeout, @DefaultValue Map<String, Route> routes) {

	/**
	 * Where to listen, where to connect, and how.
	 *
	 * @param listen Addresses to listen on, as "host:port", ":port" or "unix:/path".
	 * @param upstreams Addresses to connect to, as "host:port" or "unix:/path", or with
	 * "address", "weight" and "backup". Next to "sni" for connections that match none of
	 * its names.
	 * @param sni Upstreams by the server name of a TLS ClientHello. "*." at the beginning
	 * matches every subdomain; such keys need brackets, such as "[*.example.com]".
	 * @param balance How an upstream is chosen.
	 * @param transfer How bytes move.
	 * @param connectTimeout Time one attempt to connect may take.
	 * @param connectRetries Further attempts after the first has failed.
	 * @param clientHelloTimeout Time a TLS ClientHello may take. Only with "sni".
	 * @param idleTimeout Time without a byte after which a connection is reset. Zero
	 * waits for ever.
	 * @param halfCloseTimeout Time without a byte after which a connection is reset when
	 * one side has finished. Zero keeps the idle timeout.
	 * @param maxConnections Most open connections of the route. Zero for no limit.
	 * @param maxConnectionsPerClient Most open connections of one client address. No
	 * limit by default.
	 * @param allow Networks that may connect, in CIDR notation. All by default.
	 * @param deny Networks that may not connect, in CIDR notation.
	 * @param proxyProtocol Headers of the PROXY protocol.
	 * @param healthCheck Checks of upstreams by connecting to them.
	 * @param dnsRefresh Time between two look-ups of an upstream's name.
	 * @param tcp Options of sockets.
	 * @param accessLog Whether a line is logged for each connection.
	 */
	public record Route(@DefaultValue List<String> listen, @DefaultValue List<Upstream> upstreams,
			@DefaultValue Map<String, List<Upstream>> sni, @DefaultValue("round-robin") BalanceMode balance,
			@DefaultValue("auto") TransferMode transfer, @DefaultValue("5s") Duration connectTimeout,
			@DefaultValue("2") int connectRetries, @DefaultValue("5s") Duration clientHelloTimeout,
			@DefaultValue("10m") Duration idleTimeout, @DefaultValue("30s") Duration halfCloseTimeout,
			@DefaultValue("10000") int maxConnections, @Nullable Integer maxConnectionsPerClient,
			@DefaultValue List<String> allow, @DefaultValue List<String> deny,
			@DefaultValue ProxyProtocol proxyProtocol, @DefaultValue HealthCheck healthCheck,
			@DefaultValue("30s") Duration dnsRefresh, @DefaultValue Tcp tcp, @DefaultValue("false") boolean accessLog) {

	}

	/**
	 * An address to connect to. Written as a plain string where the address is all there
	 * is to say.
	 *
	 * @param address Address as "host:port" or "unix:/path".
	 * @param weight Share of the connections.
	 * @param backup Whether it is used only when no other upstream is available.
	 */
	public record Upstream(@Nullable String address, @DefaultValue("1") int weight,
			@DefaultValue("false") boolean backup) {

		@Override
		public String toString() {
			return String.valueOf(this.address);
		}

	}

	/**
	 * Headers of the PROXY protocol.
	 *
	 * @param accept Header every connection must start with.
	 * @param send Header sent to upstreams.
	 * @param trusted Networks that may send a header, in CIDR notation.
	 * @param timeout Time a header may take.
	 */
	public record ProxyProtocol(@DefaultValue("none") ProxyProtocolVersion accept,
			@DefaultValue("none") ProxyProtocolVersion send, @DefaultValue List<String> trusted,
			@DefaultValue("5s") Duration timeout) {

	}

	/**
	 * Checks of upstreams by connecting to them.
	 *
	 * @param enabled Whether upstreams are checked.
	 * @param interval Time between two checks.
	 * @param timeout Time a check may take.
	 * @param rise Successes in a row that bring an upstream up.
	 * @param fall Failures in a row that bring it down.
	 */
	public record HealthCheck(@DefaultValue("true") boolean enabled, @DefaultValue("5s") Duration interval,
			@DefaultValue("2s") Duration timeout, @DefaultValue("2") int rise, @DefaultValue("3") int fall) {

	}

	/**
	 * Options of sockets.
	 *
	 * @param noDelay Whether small packets are sent at once.
	 * @param keepAlive Whether the system probes connections that are quiet.
	 * @param userTimeout Time sent data may stay unacknowledged. The default of the
	 * system by default; Linux only.
	 * @param backlog Length of the queue of connections not accepted yet.
	 */
	public record Tcp(@DefaultValue("true") boolean noDelay, @DefaultValue("true") boolean keepAlive,
			@Nullable Duration userTimeout, @DefaultValue("4096") int backlog) {

	}

}
