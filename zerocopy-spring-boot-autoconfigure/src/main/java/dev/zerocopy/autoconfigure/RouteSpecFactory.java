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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.zerocopy.autoconfigure.ForwardProperties.HealthCheck;
import dev.zerocopy.autoconfigure.ForwardProperties.Route;
import dev.zerocopy.autoconfigure.ForwardProperties.Tcp;
import dev.zerocopy.forward.ProxyProtocolSettings;
import dev.zerocopy.forward.RouteSpec;
import dev.zerocopy.forward.address.HostAddress;
import dev.zerocopy.forward.proxyprotocol.ProxyProtocolVersion;
import dev.zerocopy.forward.relay.SocketSettings;
import dev.zerocopy.forward.upstream.HealthCheckSettings;
import dev.zerocopy.forward.upstream.UpstreamSpec;

/**
 * Turns configuration properties into routes, or into a complaint that names the
 * property, the value and the remedy.
 */
class RouteSpecFactory {

	private static final Pattern SERVER_NAME = Pattern
		.compile("(?:\\*\\.)?[a-zA-Z0-9_](?:[a-zA-Z0-9_-]*[a-zA-Z0-9_])?(?:\\.[a-zA-Z0-9_-]+)*");

	private final RouteAddresses addresses = new RouteAddresses();

	/**
	 * Return all routes.
	 * @param routes the routes by name
	 * @return the routes, in the order of their names' configuration
	 * @throws InvalidZeroCopyPropertyException if a value can not work
	 */
	List<RouteSpec> create(Map<String, Route> routes) {
		List<RouteSpec> specs = new ArrayList<>();
		routes.forEach((name, route) -> specs.add(create(new RouteSettings(name, route))));
		return specs;
	}

	private RouteSpec create(RouteSettings route) {
		Route values = route.values();
		List<HostAddress> listen = this.addresses.listen(route.setting("listen", Route::listen),
				route.elements("listen", Route::listen));
		Map<String, List<UpstreamSpec>> serverNames = serverNames(route, listen);
		return new RouteSpec(route.name(), listen, upstreams(route, listen), serverNames, values.balance(),
				values.transfer(), Checks.positive(route.setting("connect-timeout", Route::connectTimeout)),
				Checks.between(route.setting("connect-retries", Route::connectRetries), 0, 100),
				Checks.positive(route.setting("client-hello-timeout", Route::clientHelloTimeout)),
				Checks.notNegative(route.setting("idle-timeout", Route::idleTimeout)),
				Checks.notNegative(route.setting("half-close-timeout", Route::halfCloseTimeout)),
				Checks.between(route.setting("max-connections", Route::maxConnections), 0, Integer.MAX_VALUE),
				maxConnectionsPerClient(route), RouteAddresses.networks(route.elements("allow", Route::allow)),
				RouteAddresses.networks(route.elements("deny", Route::deny)), proxyProtocol(route), healthCheck(route),
				Checks.positive(route.setting("dns-refresh", Route::dnsRefresh)), sockets(route),
				Checks.between(route.setting("tcp.backlog", (settings) -> settings.tcp().backlog()), 1,
						Integer.MAX_VALUE),
				values.accessLog());
	}

	private static List<UpstreamSpec> upstreams(RouteSettings route, List<HostAddress> listen) {
		Setting<List<ForwardProperties.Upstream>> upstreams = route.setting("upstreams", Route::upstreams);
		if (upstreams.value().isEmpty() && route.values().sni().isEmpty()) {
			throw upstreams.invalid("a route needs an upstream",
					"Name at least one address to connect to, such as \"db.example.org:5432\".");
		}
		return RouteAddresses.upstreams(route.elements("upstreams", Route::upstreams), listen);
	}

	private static Map<String, List<UpstreamSpec>> serverNames(RouteSettings route, List<HostAddress> listen) {
		Map<String, List<UpstreamSpec>> serverNames = new LinkedHashMap<>();
		Map<String, String> seen = new HashMap<>();
		route.serverNames().forEach((name, upstreams) -> {
			if (!SERVER_NAME.matcher(name.value()).matches()) {
				throw name.invalid("'" + name.value() + "' is not a host name",
						"Use a name such as \"api.example.org\", or \"[*.example.org]\" for every subdomain.");
			}
			if (upstreams.isEmpty()) {
				throw name.invalid("the server name has no upstreams", "Name at least one address to connect to.");
			}
			String other = seen.putIfAbsent(name.value().toLowerCase(Locale.ROOT), name.property());
			if (other != null) {
				throw name.invalid("'" + other + "' is the same server name", "Remove one: case does not matter.");
			}
			serverNames.put(name.value(), RouteAddresses.upstreams(upstreams, listen));
		});
		return serverNames;
	}

	private static int maxConnectionsPerClient(RouteSettings route) {
		Setting<Integer> perClient = Checks
			.orElse(route.setting("max-connections-per-client", Route::maxConnectionsPerClient), 0);
		int max = Checks.between(perClient, 0, Integer.MAX_VALUE);
		Setting<Integer> all = route.setting("max-connections", Route::maxConnections);
		if (all.value() > 0 && max > all.value()) {
			throw perClient.invalid("'" + all.property() + "' allows no more than " + all.value() + " for all clients",
					"Make it smaller, or the other larger.");
		}
		return max;
	}

	private static ProxyProtocolSettings proxyProtocol(RouteSettings route) {
		ForwardProperties.ProxyProtocol values = route.values().proxyProtocol();
		if (values.send() == ProxyProtocolVersion.ANY) {
			throw route.setting("proxy-protocol.send", (settings) -> values.send())
				.invalid("only a header that is received can be of any version", "Use none, v1 or v2.");
		}
		Setting<List<String>> trusted = route.setting("proxy-protocol.trusted", (settings) -> values.trusted());
		boolean accepting = values.accept() != ProxyProtocolVersion.NONE;
		if (accepting && trusted.value().isEmpty()) {
			throw trusted.invalid("headers are accepted, but from nobody: who sends one says who the client is",
					"List the networks of the proxies in front, such as \"10.0.0.0/8\".");
		}
		if (!accepting && !trusted.value().isEmpty()) {
			throw trusted.invalid("no headers are accepted",
					"Set 'proxy-protocol.accept' to v1, v2 or any, or remove it.");
		}
		List<String> networks = RouteAddresses
			.networks(route.elements("proxy-protocol.trusted", (settings) -> values.trusted()));
		Duration timeout = Checks.positive(route.setting("proxy-protocol.timeout", (settings) -> values.timeout()));
		return new ProxyProtocolSettings(values.accept(), values.send(), networks, timeout);
	}

	private static HealthCheckSettings healthCheck(RouteSettings route) {
		HealthCheck values = route.values().healthCheck();
		return new HealthCheckSettings(values.enabled(),
				Checks.positive(route.setting("health-check.interval", (settings) -> values.interval())),
				Checks.positive(route.setting("health-check.timeout", (settings) -> values.timeout())),
				Checks.between(route.setting("health-check.rise", (settings) -> values.rise()), 1, Integer.MAX_VALUE),
				Checks.between(route.setting("health-check.fall", (settings) -> values.fall()), 1, Integer.MAX_VALUE));
	}

	private static SocketSettings sockets(RouteSettings route) {
		Tcp values = route.values().tcp();
		return new SocketSettings(values.noDelay(), values.keepAlive(), Checks.notNegative(
				Checks.orElse(route.setting("tcp.user-timeout", (settings) -> values.userTimeout()), Duration.ZERO)));
	}

}
