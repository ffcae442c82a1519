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

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.forward.access.CidrList;
import dev.zerocopy.forward.address.HostAddress;
import dev.zerocopy.forward.upstream.UpstreamSpec;

/**
 * Addresses of routes from configuration.
 */
final class RouteAddresses {

	private static final String LISTEN_REMEDY = "Use an IP address and a port such as \"127.0.0.1:15432\", a port of "
			+ "every address such as \":15432\", or a socket such as \"unix:/run/app.sock\".";

	private static final String UPSTREAM_REMEDY = "Use a host and a port such as \"db.example.org:5432\", or a socket "
			+ "such as \"unix:/run/db.sock\".";

	private final Map<SocketAddress, Setting<String>> listening = new HashMap<>();

	/**
	 * Return the addresses to listen on. No other route may listen there.
	 */
	List<HostAddress> listen(Setting<List<String>> all, List<Setting<String>> elements) {
		if (elements.isEmpty()) {
			throw all.invalid("a route needs an address to listen on", LISTEN_REMEDY);
		}
		List<HostAddress> addresses = new ArrayList<>();
		for (Setting<String> element : elements) {
			HostAddress address = element.map((text) -> HostAddress.parse(text.strip()), LISTEN_REMEDY);
			SocketAddress literal = address.literal();
			if (literal == null) {
				throw element.invalid("the host to listen on is a name", LISTEN_REMEDY);
			}
			claim(element, literal);
			addresses.add(address);
		}
		return addresses;
	}

	private void claim(Setting<String> element, SocketAddress address) {
		if (isChosen(address)) {
			return;
		}
		this.listening.forEach((other, owner) -> {
			if (overlap(address, other)) {
				throw element.invalid("'" + owner.property() + "' with value '" + owner.value() + "' listens there",
						"Give each route a port of its own.");
			}
		});
		this.listening.put(address, element);
	}

	/**
	 * Return the upstreams of a list.
	 */
	static List<UpstreamSpec> upstreams(List<Setting<ForwardProperties.Upstream>> elements, List<HostAddress> listen) {
		Map<String, String> seen = new HashMap<>();
		List<UpstreamSpec> upstreams = new ArrayList<>();
		for (Setting<ForwardProperties.Upstream> element : elements) {
			UpstreamSpec upstream = upstream(element);
			Setting<@Nullable String> address = new Setting<>(element.property(), element.value().address());
			String other = seen.putIfAbsent(upstream.address().text(), element.property());
			if (other != null) {
				throw address.invalid("it is the same as '" + other + "'",
						"Remove one of them. Use 'weight' to send it more connections.");
			}
			for (HostAddress own : listen) {
				if (leadsBack(upstream.address(), own)) {
					throw address.invalid("the route listens on '" + own + "' itself and would connect to itself",
							"Use the address of another server.");
				}
			}
			upstreams.add(upstream);
		}
		return upstreams;
	}

	private static UpstreamSpec upstream(Setting<ForwardProperties.Upstream> element) {
		ForwardProperties.Upstream upstream = element.value();
		String text = upstream.address();
		if (text == null || text.isBlank()) {
			throw new Setting<>(element.property() + ".address", text).invalid("an upstream needs an address",
					UPSTREAM_REMEDY);
		}
		int weight = Checks.between(new Setting<>(element.property() + ".weight", upstream.weight()), 1, 1000);
		return new Setting<>(element.property(), text).map(
				(address) -> new UpstreamSpec(HostAddress.parse(address.strip()), weight, upstream.backup()),
				UPSTREAM_REMEDY);
	}

	/**
	 * Return networks in CIDR notation.
	 */
	static List<String> networks(List<Setting<String>> elements) {
		List<String> networks = new ArrayList<>();
		for (Setting<String> element : elements) {
			String network = element.value().strip();
			element.map((text) -> CidrList.of(List.of(network)),
					"Use a network such as \"10.0.0.0/8\" or \"fd00::/8\", or one address.");
			networks.add(network);
		}
		return networks;
	}

	private static boolean leadsBack(HostAddress upstream, HostAddress listen) {
		SocketAddress from = listen.literal();
		SocketAddress to = upstream.literal();
		if (from == null || to == null || isChosen(from)) {
			return false;
		}
		if (from instanceof InetSocketAddress own && to instanceof InetSocketAddress other) {
			return own.getPort() == other.getPort() && (own.getAddress().equals(other.getAddress())
					|| own.getAddress().isAnyLocalAddress() && other.getAddress().isLoopbackAddress());
		}
		return from.equals(to);
	}

	private static boolean overlap(SocketAddress one, SocketAddress other) {
		if (one instanceof InetSocketAddress first && other instanceof InetSocketAddress second) {
			return first.getPort() == second.getPort() && (first.getAddress().equals(second.getAddress())
					|| first.getAddress().isAnyLocalAddress() || second.getAddress().isAnyLocalAddress());
		}
		return one.equals(other);
	}

	private static boolean isChosen(SocketAddress address) {
		return address instanceof InetSocketAddress inet && inet.getPort() == 0;
	}

}
