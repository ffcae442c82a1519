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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A configured upstream and the addresses it stands for now. Safe for use by several
 * threads.
 */
final class UpstreamEntry {

	private final UpstreamSpec spec;

	private volatile boolean enabled = true;

	private volatile List<Upstream> upstreams;

	UpstreamEntry(UpstreamSpec spec) {
		this.spec = spec;
		SocketAddress literal = spec.address().literal();
		this.upstreams = (literal != null) ? List.of(new Upstream(this, literal)) : List.of();
	}

	UpstreamSpec spec() {
		return this.spec;
	}

	boolean isEnabled() {
		return this.enabled;
	}

	void enable(boolean enabled) {
		this.enabled = enabled;
	}

	List<Upstream> upstreams() {
		return this.upstreams;
	}

	/**
	 * Take over what a name resolves to now. Addresses that stay keep their counters and
	 * health.
	 * @param addresses all addresses of the name
	 * @return whether any came or went
	 */
	boolean resolved(List<InetAddress> addresses) {
		List<Upstream> before = this.upstreams;
		List<Upstream> after = new ArrayList<>(addresses.size());
		for (InetAddress address : addresses) {
			InetSocketAddress target = new InetSocketAddress(address, this.spec.address().port());
			after.add(before.stream()
				.filter((upstream) -> upstream.address().equals(target))
				.findFirst()
				.orElseGet(() -> new Upstream(this, target)));
		}
		boolean changed = after.size() != before.size() || !before.containsAll(after);
		if (changed) {
			this.upstreams = List.copyOf(after);
		}
		return changed;
	}

}
