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

package dev.zerocopy.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.forward.RouteSpec;
import dev.zerocopy.forward.upstream.UpstreamSpec;
import dev.zerocopy.forward.upstream.UpstreamState;

/**
 * Names upstreams without telling their addresses: by position in their list, from 0,
 * after the server name and a slash if they have one.
 */
public final class UpstreamIds {

	private UpstreamIds() {
	}

	/**
	 * Return the upstreams of a route.
	 * @param route the route
	 * @return the upstreams by id, in the order of the configuration
	 */
	public static Map<String, UpstreamSpec> of(RouteSpec route) {
		Map<String, UpstreamSpec> byId = new LinkedHashMap<>();
		add(byId, null, route.upstreams());
		route.serverNames().forEach((name, upstreams) -> add(byId, name, upstreams));
		return byId;
	}

	/**
	 * Return the id of the upstream that an address in use belongs to.
	 * @param state the address
	 * @return the id
	 */
	public static String of(UpstreamState state) {
		return id(state.serverName(), state.position());
	}

	private static String id(@Nullable String serverName, int position) {
		return (serverName != null) ? serverName + "/" + position : String.valueOf(position);
	}

	private static void add(Map<String, UpstreamSpec> byId, @Nullable String serverName, List<UpstreamSpec> upstreams) {
		for (int i = 0; i < upstreams.size(); i++) {
			byId.put(id(serverName, i), upstreams.get(i));
		}
	}

}
