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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.netty.util.concurrent.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.zerocopy.forward.address.HostAddress;
import dev.zerocopy.forward.relay.CloseReason;
import dev.zerocopy.forward.relay.PipeUsage;
import dev.zerocopy.forward.relay.RelayTransport;
import dev.zerocopy.forward.relay.RelayTransports;

/**
 * Forwards TCP connections along its routes. It can be started again after it was
 * stopped. All methods may be called by any thread; those that change something run one
 * after the other.
 */
public final class TcpForwarder implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(TcpForwarder.class);

	private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long ABORT_NANOS = TimeUnit.SECONDS.toNanos(2);

	private final ForwarderSettings settings;

	private final List<RouteSpec> specs;

	private final ForwarderListener listener;

	private volatile @Nullable Running running;

	/**
	 * Create a forwarder that hears nothing.
	 * @param settings what all routes share
	 * @param routes the routes
	 */
	public TcpForwarder(ForwarderSettings settings, List<RouteSpec> routes) {
		this(settings, routes, ForwarderListener.NONE);
	}

	/**
	 * Create a forwarder.
	 * @param settings what all routes share
	 * @param routes the routes
	 * @param listener is told what happens
	 * @throws IllegalArgumentException if two routes have one name or listen on one
	 * address
	 */
	public TcpForwarder(ForwarderSettings settings, List<RouteSpec> routes, ForwarderListener listener) {
		this.settings = settings;
		this.specs = List.copyOf(routes);
		this.listener = listener;
		checkDuplicates(this.specs);
	}

	private static void checkDuplicates(List<RouteSpec> specs) {
		Map<String, String> listening = new HashMap<>();
		Map<String, RouteSpec> names = new HashMap<>();
		for (RouteSpec spec : specs) {
			if (names.put(spec.name(), spec) != null) {
				throw new IllegalArgumentException("Two routes are named '" + spec.name() + "'; rename one");
			}
			for (HostAddress address : spec.listen()) {
				String other = isChosen(address) ? null : listening.put(address.text(), spec.name());
				if (other != null) {
					throw new IllegalArgumentException("Routes '" + other + "' and '" + spec.name()
							+ "' both listen on '" + address + "'; change one");
				}
			}
		}
	}

	private static boolean isChosen(HostAddress address) {
		return !address.isUnix() && address.port() == 0;
	}

	/**
	 * Start all routes. Does nothing if started.
	 * @throws RouteStartException if a route cannot listen; then nothing is left running
	 */
	public synchronized void start() {
		if (this.running != null) {
			return;
		}
		RelayTransport transport = RelayTransports.open(this.settings.eventLoopThreads(),
				this.settings.kernelTransfer());
		ScheduledExecutorService executor = Executors.newScheduledThreadPool(2,
				new DefaultThreadFactory("zerocopy-forward-names", true));
		List<Route> routes = this.specs.stream().map((spec) -> new Route(spec, transport, this.listener)).toList();
		Running starting = new Running(transport, executor, routes);
		try {
			for (Route route : routes) {
				route.start(this.settings.resolver(), executor);
				logger.debug("Route {} forwards {} to {}", route.spec().name(), route.state().listening(),
						route.spec().upstreams());
			}
		}
		catch (RuntimeException ex) {
			close(starting, Duration.ZERO);
			throw ex;
		}
		this.running = starting;
	}

	/**
	 * Stop listening, let open connections go on for the drain timeout, reset what is
	 * left, and end. Blocks meanwhile. Does nothing if stopped.
	 */
	public void stop() {
		stop(this.settings.drainTimeout());
	}

	/**
	 * Stop with another drain timeout.
	 * @param drainTimeout how long open connections may go on, zero to reset them at once
	 */
	public synchronized void stop(Duration drainTimeout) {
		Running stopping = this.running;
		if (stopping != null) {
			close(stopping, drainTimeout);
			this.running = null;
		}
	}

	@Override
	public void close() {
		stop();
	}

	private static void close(Running stopping, Duration drainTimeout) {
		stopping.routes().forEach(Route::stop);
		stopping.executor().shutdownNow();
		if (!awaitEnd(stopping, drainTimeout.toNanos())) {
			stopping.routes().forEach((route) -> route.abortAll(CloseReason.DRAIN_TIMEOUT));
			awaitEnd(stopping, ABORT_NANOS);
		}
		stopping.transport().shutdown().syncUninterruptibly();
	}

	private static boolean awaitEnd(Running stopping, long nanos) {
		long start = System.nanoTime();
		while (stopping.routes().stream().anyMatch(Route::hasOpenConnections)) {
			if (System.nanoTime() - start >= nanos || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(POLL_NANOS);
		}
		return true;
	}

	/**
	 * Return the routes as configured.
	 * @return the routes, whether the forwarder is started or not
	 */
	public List<RouteSpec> routes() {
		return this.specs;
	}

	/**
	 * Return whether the forwarder is started.
	 * @return {@code true} between start and stop
	 */
	public boolean isRunning() {
		return this.running != null;
	}

	/**
	 * Stop listening on all routes, as before a shutdown; open connections go on.
	 */
	public synchronized void drain() {
		running().routes().forEach(Route::drain);
	}

	/**
	 * Stop listening on a route; open connections go on.
	 * @param route the name of the route
	 * @throws IllegalArgumentException if there is no such route
	 */
	public synchronized void drain(String route) {
		route(route).drain();
	}

	/**
	 * Listen on a drained route again.
	 * @param route the name of the route
	 * @throws IllegalArgumentException if there is no such route
	 * @throws RouteStartException if an address has been taken meanwhile
	 */
	public synchronized void resume(String route) {
		route(route).listen();
	}

	/**
	 * Let new connections go to an upstream or not; open connections stay.
	 * @param route the name of the route
	 * @param upstream the address as configured
	 * @param enabled whether to use it
	 * @throws IllegalArgumentException if there is no such route or upstream
	 */
	public void enableUpstream(String route, String upstream, boolean enabled) {
		if (!route(route).enableUpstream(upstream, enabled)) {
			throw new IllegalArgumentException(
					"Route '" + route + "' has no upstream '" + upstream + "'; use an address as configured");
		}
	}

	/**
	 * Return the state of everything.
	 * @return a snapshot; without routes while stopped
	 */
	public ForwarderState state() {
		Running current = this.running;
		if (current == null) {
			return new ForwarderState(false, false, PipeUsage.NONE, List.of());
		}
		return new ForwarderState(true, current.transport().canSplice(), current.transport().pipes(),
				current.routes().stream().map(Route::state).toList());
	}

	/**
	 * Return the state of a route.
	 * @param route the name of the route
	 * @return a snapshot
	 * @throws IllegalArgumentException if there is no such route
	 * @throws IllegalStateException if the forwarder is stopped
	 */
	public RouteState state(String route) {
		return route(route).state();
	}

	/**
	 * Return the open connections of a route.
	 * @param route the name of the route
	 * @return a snapshot, in no order
	 * @throws IllegalArgumentException if there is no such route
	 * @throws IllegalStateException if the forwarder is stopped
	 */
	public List<ConnectionState> connections(String route) {
		return route(route).connections();
	}

	private Route route(String name) {
		return running().routes()
			.stream()
			.filter((route) -> route.spec().name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no route '" + name + "'; there are "
					+ this.specs.stream().map(RouteSpec::name).toList()));
	}

	private Running running() {
		Running current = this.running;
		if (current == null) {
			throw new IllegalStateException("The forwarder is stopped; start it first");
		}
		return current;
	}

	private record Running(RelayTransport transport, ScheduledExecutorService executor, List<Route> routes) {

	}

}
