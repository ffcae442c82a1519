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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

import dev.zerocopy.forward.ForwarderState;
import dev.zerocopy.forward.RouteState;
import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.forward.relay.PipeUsage;

/**
 * Reads states of routes, also when the forwarder is stopped: registries that publish on
 * shutdown would take counters that fall back to zero for negative traffic.
 */
final class RouteStates {

	private final TcpForwarder forwarder;

	private final Map<String, RouteState> last = new ConcurrentHashMap<>();

	RouteStates(TcpForwarder forwarder) {
		this.forwarder = forwarder;
	}

	/**
	 * Read a counter of a route.
	 * @return the value, the last one read of the route while stopped
	 */
	double read(String route, ToDoubleFunction<RouteState> value) {
		RouteState state;
		try {
			state = this.forwarder.state(route);
			this.last.put(route, state);
		}
		catch (IllegalStateException ex) {
			state = this.last.get(route);
		}
		return (state != null) ? value.applyAsDouble(state) : 0;
	}

	/**
	 * Read what a route has now.
	 * @return the value, 0 while stopped
	 */
	double readLive(String route, ToDoubleFunction<RouteState> value) {
		return this.forwarder.isRunning() ? read(route, value) : 0;
	}

	PipeUsage pipes() {
		ForwarderState state = this.forwarder.state();
		return state.pipes();
	}

}
