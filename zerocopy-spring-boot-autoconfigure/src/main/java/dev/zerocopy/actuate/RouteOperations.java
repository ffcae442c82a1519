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

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import dev.zerocopy.actuate.RouteDescriptor.ConnectionDescriptor;
import dev.zerocopy.actuate.ZeroCopyDescriptor.PipesDescriptor;
import dev.zerocopy.forward.ConnectionState;
import dev.zerocopy.forward.RouteSpec;
import dev.zerocopy.forward.RouteStartException;
import dev.zerocopy.forward.RouteState;
import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.forward.relay.PipeUsage;
import dev.zerocopy.forward.upstream.UpstreamSpec;
import dev.zerocopy.metrics.UpstreamIds;

/**
 * What the endpoint shows of a forwarder and does to it.
 */
final class RouteOperations {

	private static final int DEFAULT_LIMIT = 100;

	private final TcpForwarder forwarder;

	RouteOperations(TcpForwarder forwarder) {
		this.forwarder = forwarder;
	}

	Map<String, RouteDescriptor> describe(boolean showUnsanitized) {
		RouteReport report = new RouteReport(showUnsanitized);
		Map<String, RouteDescriptor> routes = new TreeMap<>();
		for (RouteSpec route : this.forwarder.routes()) {
			routes.put(route.name(), report.describe(route, state(route.name()), null));
		}
		return routes;
	}

	PipesDescriptor pipes() {
		PipeUsage pipes = this.forwarder.state().pipes();
		return new PipesDescriptor(pipes.busy(), pipes.idle(), pipes.refused(), pipes.capacity());
	}

	/**
	 * Describe a route and its open connections.
	 * @param name the name of the route
	 * @param limit how many connections to describe, {@code null} for the default
	 * @param showUnsanitized whether to show addresses
	 * @return the description, {@code null} if there is no such route
	 */
	@Nullable RouteDescriptor describe(String name, @Nullable Integer limit, boolean showUnsanitized) {
		RouteSpec route = find(name);
		if (route == null) {
			return null;
		}
		int most = (limit != null) ? limit : DEFAULT_LIMIT;
		if (most < 0) {
			throw new InvalidEndpointRequestException("Parameter 'limit' must not be negative",
					"Parameter 'limit' is " + most + "; use 0 or more");
		}
		RouteReport report = new RouteReport(showUnsanitized);
		List<ConnectionDescriptor> connections = report.describe(connections(name), most);
		return report.describe(route, state(name), connections);
	}

	/**
	 * Change a route.
	 * @param name the name of the route
	 * @param action what to do
	 * @param upstream the upstream for actions on one, by its address or position
	 * @return whether there is such a route
	 */
	boolean change(String name, RouteAction action, @Nullable String upstream) {
		RouteSpec route = find(name);
		if (route == null) {
			return false;
		}
		boolean needsUpstream = action == RouteAction.ENABLE || action == RouteAction.DISABLE;
		if (needsUpstream != (upstream != null)) {
			throw invalid(needsUpstream ? "needs the parameter 'upstream'" : "takes no parameter 'upstream'", action);
		}
		try {
			switch (action) {
				case DRAIN -> this.forwarder.drain(name);
				case RESUME -> this.forwarder.resume(name);
				case ENABLE, DISABLE -> this.forwarder.enableUpstream(name, address(route, String.valueOf(upstream)),
						action == RouteAction.ENABLE);
			}
		}
		catch (RouteStartException | IllegalStateException ex) {
			throw invalid("failed: " + ex.getMessage(), action);
		}
		return true;
	}

	private static String address(RouteSpec route, String upstream) {
		Map<String, UpstreamSpec> upstreams = UpstreamIds.of(route);
		UpstreamSpec byId = upstreams.get(upstream);
		if (byId != null) {
			return byId.address().text();
		}
		if (upstreams.values().stream().noneMatch((candidate) -> candidate.address().text().equals(upstream))) {
			throw new InvalidEndpointRequestException("There is no upstream '" + upstream + "'",
					"There is no upstream '" + upstream + "'; use one of " + upstreams.keySet() + " or its address");
		}
		return upstream;
	}

	private static InvalidEndpointRequestException invalid(String problem, RouteAction action) {
		String message = "Action '" + action + "' " + problem;
		return new InvalidEndpointRequestException(message, message);
	}

	private @Nullable RouteSpec find(String name) {
		return this.forwarder.routes().stream().filter((route) -> route.name().equals(name)).findFirst().orElse(null);
	}

	private @Nullable RouteState state(String name) {
		try {
			return this.forwarder.state(name);
		}
		catch (IllegalStateException ex) {
			// stopped, perhaps since the last look
			return null;
		}
	}

	private List<ConnectionState> connections(String name) {
		try {
			return this.forwarder.connections(name);
		}
		catch (IllegalStateException ex) {
			return List.of();
		}
	}

}
