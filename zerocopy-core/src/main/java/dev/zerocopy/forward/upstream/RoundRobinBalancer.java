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

import org.jspecify.annotations.Nullable;

/**
 * Smooth weighted round robin: each upstream gains its weight every turn, the one ahead
 * is chosen and falls back by the sum. An upstream with a large weight is not chosen in
 * bursts.
 */
final class RoundRobinBalancer implements Balancer {

	@Override
	public synchronized Upstream choose(List<Upstream> candidates, @Nullable SocketAddress client) {
		Upstream best = candidates.get(0);
		int sum = 0;
		for (Upstream candidate : candidates) {
			candidate.turn(candidate.turn() + candidate.weight());
			sum += candidate.weight();
			if (candidate.turn() > best.turn()) {
				best = candidate;
			}
		}
		best.turn(best.turn() - sum);
		return best;
	}

}
