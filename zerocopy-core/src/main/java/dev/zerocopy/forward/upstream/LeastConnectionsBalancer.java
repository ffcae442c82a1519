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
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The least loaded upstream for its weight. Equally loaded ones take turns.
 */
final class LeastConnectionsBalancer implements Balancer {

	private final AtomicInteger start = new AtomicInteger();

	@Override
	public Upstream choose(List<Upstream> candidates, @Nullable SocketAddress client) {
		int size = candidates.size();
		int first = Math.floorMod(this.start.getAndIncrement(), size);
		Upstream best = candidates.get(first);
		for (int i = 1; i < size; i++) {
			Upstream candidate = candidates.get((first + i) % size);
			if (Balancer.compareLoad(candidate, best) < 0) {
				best = candidate;
			}
		}
		return best;
	}

}
