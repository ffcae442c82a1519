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

package dev.zerocopy.forward.upstream;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The upstreams of a route, or of one server name of a route. Safe for use by several
 * threads.
 */
public final class UpstreamGroup {

	private final List<UpstreamEntry> entries;

	private final Balancer balancer;

	private final LongSupplier clock;

	/**
	 * Create a group.
	 * @param specs the upstreams, possibly none
	 * @param mode how to choose
	 */
	public UpstreamGroup(List<UpstreamSpec> specs, BalanceMode mode) {
		this(specs, mode, System::nanoTime);
	}

	UpstreamGroup(List<UpstreamSpec> specs, BalanceMode mode, LongSupplier clock) {
		this.entries = specs.stream().map(UpstreamEntry::new).toList();
		this.balancer = Balancer.of(mode);
		this.clock = clock;
	}

	List<UpstreamEntry> entries() {
		return this.entries;
	}

	List<Upstream> upstreams() {
		List<Upstream> all = new ArrayList<>(this.entries.size());
		for (UpstreamEntry entry : this.entries) {
			all.addAll(entry.upstreams());
		}
		return all;
	}

	/**
	 * Return whether there is nothing to choose from by configuration.
	 * @return {@code true} without upstreams
	 */
	public boolean isEmpty() {
		return this.entries.isEmpty();
	}

	/**
	 * Choose an upstream and count a connection to it. Available ones come first, then
	 * available backups; if all that are healthy have been ejected after failed attempts,
	 * ejection is ignored, as trying beats refusing. Of equals, those not tried yet come
	 * first.
	 * @param client the address of the client
	 * @param tried upstreams that have failed for this connection
	 * @return the upstream, to be {@linkplain Upstream#release() released}; {@code null}
	 * if none is enabled and healthy
	 */
	public @Nullable Upstream choose(@Nullable SocketAddress client, Collection<Upstream> tried) {
		long now = this.clock.getAsLong();
		List<Upstream> usable = new ArrayList<>();
		for (Upstream upstream : upstreams()) {
			if (upstream.isEnabled() && upstream.isHealthy()) {
				usable.add(upstream);
			}
		}
		Predicate<Upstream> fresh = (upstream) -> !tried.contains(upstream);
		Predicate<Upstream> inside = (upstream) -> !upstream.isEjected(now);
		Predicate<Upstream> primary = (upstream) -> !upstream.isBackup();
		for (Predicate<Upstream> tier : List.of(fresh.and(inside).and(primary), fresh.and(inside), fresh.and(primary),
				fresh, inside.and(primary), inside, primary)) {
			List<Upstream> candidates = usable.stream().filter(tier).toList();
			if (!candidates.isEmpty()) {
				return acquire(this.balancer.choose(candidates, client));
			}
		}
		return usable.isEmpty() ? null : acquire(this.balancer.choose(usable, client));
	}

	/**
	 * Return whether there is a usable upstream besides some.
	 * @param tried the upstreams that do not count
	 * @return {@code true} if another is enabled and healthy
	 */
	public boolean offersOtherThan(Collection<Upstream> tried) {
		return upstreams().stream()
			.anyMatch((upstream) -> upstream.isEnabled() && upstream.isHealthy() && !tried.contains(upstream));
	}

	private static Upstream acquire(Upstream upstream) {
		upstream.acquire();
		return upstream;
	}

	/**
	 * Let an upstream be used or not; open connections stay.
	 * @param address the address as configured
	 * @param enabled whether to use it
	 * @return whether there is such an upstream
	 */
	public boolean enable(String address, boolean enabled) {
		boolean found = false;
		for (UpstreamEntry entry : this.entries) {
			if (entry.spec().address().text().equals(address)) {
				entry.enable(enabled);
				found = true;
			}
		}
		return found;
	}

	/**
	 * Return the state of every upstream.
	 * @param serverName the server name this group is for, {@code null} for none
	 * @return the states, in the order of the configuration
	 */
	public List<UpstreamState> states(@Nullable String serverName) {
		long now = this.clock.getAsLong();
		List<UpstreamState> states = new ArrayList<>();
		for (int i = 0; i < this.entries.size(); i++) {
			for (Upstream upstream : this.entries.get(i).upstreams()) {
				states.add(upstream.state(serverName, i, now));
			}
		}
		return List.copyOf(states);
	}

}
