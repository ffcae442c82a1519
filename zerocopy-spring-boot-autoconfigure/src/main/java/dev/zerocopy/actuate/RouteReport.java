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

package dev.zerocopy.actuate;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizableData;

import dev.zerocopy.actuate.RouteDescriptor.BytesDescriptor;
import dev.zerocopy.actuate.RouteDescriptor.ConnectionDescriptor;
import dev.zerocopy.actuate.RouteDescriptor.DirectionDescriptor;
import dev.zerocopy.actuate.RouteDescriptor.TargetDescriptor;
import dev.zerocopy.actuate.RouteDescriptor.UpstreamDescriptor;
import dev.zerocopy.forward.ConnectionState;
import dev.zerocopy.forward.RouteSpec;
import dev.zerocopy.forward.RouteState;
import dev.zerocopy.forward.RouteStatus;
import dev.zerocopy.forward.relay.ByteCounts;
import dev.zerocopy.forward.relay.CloseReason;
import dev.zerocopy.forward.upstream.UpstreamSpec;
import dev.zerocopy.forward.upstream.UpstreamState;
import dev.zerocopy.metrics.UpstreamIds;

/**
 * Describes routes, with or without their addresses.
 */
final class RouteReport {

	private final boolean showUnsanitized;

	RouteReport(boolean showUnsanitized) {
		this.showUnsanitized = showUnsanitized;
	}

	/**
	 * Describe a route.
	 * @param route the route
	 * @param state its state, {@code null} while the forwarder is stopped
	 * @param connections its open connections, {@code null} to leave them out
	 * @return the description
	 */
	RouteDescriptor describe(RouteSpec route, @Nullable RouteState state,
			@Nullable List<ConnectionDescriptor> connections) {
		BytesDescriptor bytes = (state != null) ? bytes(state.toUpstream(), state.toClient())
				: bytes(ByteCounts.ZERO, ByteCounts.ZERO);
		return new RouteDescriptor(text((state != null) ? state.status() : RouteStatus.STOPPED),
				(state != null) ? state.listening().stream().map(this::address).toList() : List.of(),
				text(route.balance()), text(route.transfer()), (state != null) ? state.accepted() : 0,
				(state != null) ? state.active() : 0, closed(state), bytes, upstreams(route, state), connections);
	}

	/**
	 * Describe open connections.
	 * @param connections the connections
	 * @param limit how many to describe
	 * @return the descriptions, the oldest first
	 */
	List<ConnectionDescriptor> describe(List<ConnectionState> connections, int limit) {
		return connections.stream()
			.sorted(Comparator.comparing(ConnectionState::age).reversed())
			.limit(limit)
			.map(this::connection)
			.toList();
	}

	private ConnectionDescriptor connection(ConnectionState connection) {
		return new ConnectionDescriptor(address(connection.client()), address(connection.upstream()), connection.age(),
				connection.relaying(), bytes(connection.toUpstream(), connection.toClient()));
	}

	private Map<String, UpstreamDescriptor> upstreams(RouteSpec route, @Nullable RouteState state) {
		Map<String, UpstreamDescriptor> upstreams = new LinkedHashMap<>();
		UpstreamIds.of(route).forEach((id, upstream) -> upstreams.put(id, upstream(id, upstream, state)));
		return upstreams;
	}

	private UpstreamDescriptor upstream(String id, UpstreamSpec upstream, @Nullable RouteState state) {
		List<TargetDescriptor> targets = (state != null) ? state.upstreams()
			.stream()
			.filter((candidate) -> UpstreamIds.of(candidate).equals(id))
			.map(this::target)
			.toList() : List.of();
		return new UpstreamDescriptor(address(upstream.address().text()), upstream.weight(), upstream.backup(),
				targets);
	}

	private TargetDescriptor target(UpstreamState state) {
		return new TargetDescriptor(address(state.address()), state.isUp(), state.enabled(), state.healthy(),
				state.ejected(), state.active(), state.connected(), state.failed());
	}

	private static Map<String, Long> closed(@Nullable RouteState state) {
		Map<String, Long> closed = new TreeMap<>();
		if (state != null) {
			for (Map.Entry<CloseReason, Long> entry : state.closed().entrySet()) {
				if (entry.getValue() > 0) {
					closed.put(entry.getKey().name().toLowerCase(Locale.ROOT), entry.getValue());
				}
			}
		}
		return closed;
	}

	private static BytesDescriptor bytes(ByteCounts toUpstream, ByteCounts toClient) {
		return new BytesDescriptor(new DirectionDescriptor(toUpstream.spliced(), toUpstream.copied()),
				new DirectionDescriptor(toClient.spliced(), toClient.copied()));
	}

	private @Nullable String address(@Nullable SocketAddress address) {
		if (address == null) {
			return null;
		}
		return address(
				(address instanceof InetSocketAddress inet) ? NetUtil.toSocketAddressString(inet) : "unix:" + address);
	}

	private String address(String address) {
		return this.showUnsanitized ? address : SanitizableData.SANITIZED_VALUE;
	}

	private static String text(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
