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

package dev.zerocopy.forward.access;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Counts the open connections of a route and of each client address. Safe for use by
 * several threads.
 */
public final class ConnectionLimiter {

	private final int maxConnections;

	private final int maxPerClient;

	private final AtomicInteger open = new AtomicInteger();

	private final ConcurrentMap<InetAddress, Integer> perClient = new ConcurrentHashMap<>();

	/**
	 * Create a limiter.
	 * @param maxConnections connections of the route, 0 for no limit
	 * @param maxPerClient connections of one client address, 0 for no limit
	 */
	public ConnectionLimiter(int maxConnections, int maxPerClient) {
		this.maxConnections = maxConnections;
		this.maxPerClient = maxPerClient;
	}

	/**
	 * Take a place on the route.
	 * @return whether there was one; if so, {@link #releaseRoute()} must follow once
	 */
	public boolean acquireRoute() {
		if (this.open.incrementAndGet() > this.maxConnections && this.maxConnections > 0) {
			this.open.decrementAndGet();
			return false;
		}
		return true;
	}

	/**
	 * Give the place on the route back.
	 */
	public void releaseRoute() {
		this.open.decrementAndGet();
	}

	/**
	 * Take a place for a client. Clients without an IP address are not limited.
	 * @param client the address of the client
	 * @return whether there was one; if so, {@link #releaseClient} must follow once
	 */
	public boolean acquireClient(@Nullable SocketAddress client) {
		if (this.maxPerClient == 0 || !(client instanceof InetSocketAddress inet) || inet.isUnresolved()) {
			return true;
		}
		boolean[] acquired = new boolean[1];
		this.perClient.compute(inet.getAddress(), (address, count) -> {
			int current = (count != null) ? count : 0;
			acquired[0] = current < this.maxPerClient;
			return acquired[0] ? Integer.valueOf(current + 1) : count;
		});
		return acquired[0];
	}

	/**
	 * Give the place of a client back.
	 * @param client the address given to {@link #acquireClient}
	 */
	public void releaseClient(@Nullable SocketAddress client) {
		if (this.maxPerClient > 0 && client instanceof InetSocketAddress inet && !inet.isUnresolved()) {
			this.perClient.computeIfPresent(inet.getAddress(), (address, count) -> (count > 1) ? count - 1 : null);
		}
	}

	/**
	 * Return the open connections of the route.
	 * @return the number
	 */
	public int open() {
		return this.open.get();
	}

}
