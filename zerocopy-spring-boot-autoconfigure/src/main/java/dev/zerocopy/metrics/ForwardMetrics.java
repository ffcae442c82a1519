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

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

import dev.zerocopy.forward.RouteSpec;
import dev.zerocopy.forward.RouteState;
import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.forward.relay.CloseReason;
import dev.zerocopy.metrics.ConnectTimes.ConnectTime;
import dev.zerocopy.metrics.ForwardMeters.Tag;

/**
 * Shows the counters of the forwarder to Micrometer. Connections never touch a meter: the
 * registry reads the counters when it is asked.
 */
public final class ForwardMetrics implements MeterBinder {

	private final TcpForwarder forwarder;

	private final RouteStates states;

	private final ConnectTimes connectTimes;

	/**
	 * Create a binder.
	 * @param forwarder the forwarder, started or not
	 * @param connectTimes a listener of the forwarder
	 */
	public ForwardMetrics(TcpForwarder forwarder, ConnectTimes connectTimes) {
		this.forwarder = forwarder;
		this.states = new RouteStates(forwarder);
		this.connectTimes = connectTimes;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.forwarder.routes().forEach((route) -> bind(route, registry));
		gauge(registry, ForwardMeters.PIPES, "Pipes of all routes", Tags.of(Tag.STATE.asString(), "busy"),
				(source) -> source.pipes().busy());
		gauge(registry, ForwardMeters.PIPES, "Pipes of all routes", Tags.of(Tag.STATE.asString(), "idle"),
				(source) -> source.pipes().idle());
		counter(registry, ForwardMeters.PIPES_REFUSED, "How often no pipe could be had", Tags.empty(),
				(source) -> source.pipes().refused());
	}

	private void bind(RouteSpec route, MeterRegistry registry) {
		String name = route.name();
		Tags tags = Tags.of(Tag.ROUTE.asString(), name);
		for (CloseReason reason : CloseReason.values()) {
			counter(registry, ForwardMeters.CONNECTIONS, "Connections ended, by why they did",
					tags.and(Tag.OUTCOME.asString(), reason.name().toLowerCase(Locale.ROOT)),
					(source) -> source.read(name, (state) -> state.closed().getOrDefault(reason, 0L)));
		}
		gauge(registry, ForwardMeters.CONNECTIONS_ACTIVE, "Open connections", tags,
				(source) -> source.readLive(name, RouteState::active));
		data(registry, tags, "upstream", "splice", name, (state) -> state.toUpstream().spliced());
		data(registry, tags, "upstream", "copy", name, (state) -> state.toUpstream().copied());
		data(registry, tags, "client", "splice", name, (state) -> state.toClient().spliced());
		data(registry, tags, "client", "copy", name, (state) -> state.toClient().copied());
		connectTime(registry, tags.and(Tag.OUTCOME.asString(), "success"), this.connectTimes.of(name, true));
		connectTime(registry, tags.and(Tag.OUTCOME.asString(), "failure"), this.connectTimes.of(name, false));
		for (String upstream : UpstreamIds.of(route).keySet()) {
			gauge(registry, ForwardMeters.UPSTREAM_UP, "Whether new connections may go to an upstream",
					tags.and(Tag.UPSTREAM.asString(), upstream),
					(source) -> source.readLive(name, (state) -> isUp(state, upstream) ? 1 : 0));
		}
	}

	private static boolean isUp(RouteState state, String id) {
		return state.upstreams()
			.stream()
			.anyMatch((upstream) -> UpstreamIds.of(upstream).equals(id) && upstream.isUp());
	}

	private void data(MeterRegistry registry, Tags tags, String direction, String transfer, String route,
			ToDoubleFunction<RouteState> value) {
		counter(registry, ForwardMeters.DATA, "Bytes delivered",
				tags.and(Tag.DIRECTION.asString(), direction, Tag.TRANSFER.asString(), transfer),
				(source) -> source.read(route, value));
	}

	private static void connectTime(MeterRegistry registry, Tags tags, ConnectTime time) {
		FunctionTimer
			.builder(ForwardMeters.CONNECT_TIME.getName(), time, ConnectTime::count, ConnectTime::nanos,
					TimeUnit.NANOSECONDS)
			.tags(tags)
			.description("Attempts to connect to an upstream, and the time they took")
			.register(registry);
	}

	private void counter(MeterRegistry registry, ForwardMeters meter, String description, Tags tags,
			ToDoubleFunction<RouteStates> value) {
		FunctionCounter.builder(meter.getName(), this.states, value)
			.tags(tags)
			.baseUnit(meter.getBaseUnit())
			.description(description)
			.register(registry);
	}

	private void gauge(MeterRegistry registry, ForwardMeters meter, String description, Tags tags,
			ToDoubleFunction<RouteStates> value) {
		Gauge.builder(meter.getName(), this.states, value)
			.tags(tags)
			.baseUnit(meter.getBaseUnit())
			.description(description)
			.register(registry);
	}

}
