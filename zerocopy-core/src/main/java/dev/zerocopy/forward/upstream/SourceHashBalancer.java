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

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Rendezvous hashing of the client address: every upstream has a score for the client and
 * the highest wins, so a client moves only if its own upstream goes or a better one
 * comes. Scores follow the weights (-weight / ln(hash)).
 */
final class SourceHashBalancer implements Balancer {

	@Override
	public Upstream choose(List<Upstream> candidates, @Nullable SocketAddress client) {
		long key = hash(client);
		Upstream best = candidates.get(0);
		double bestScore = Double.NEGATIVE_INFINITY;
		for (Upstream candidate : candidates) {
			double score = score(mix(key ^ mix(candidate.address().hashCode())), candidate.weight());
			if (score > bestScore) {
				bestScore = score;
				best = candidate;
			}
		}
		return best;
	}

	private static double score(long hash, int weight) {
		double uniform = ((hash >>> 11) + 0.5) * 0x1.0p-53;
		return -weight / Math.log(uniform);
	}

	private static long hash(@Nullable SocketAddress client) {
		if (client instanceof InetSocketAddress inet && !inet.isUnresolved()) {
			return mix(Arrays.hashCode(inet.getAddress().getAddress()));
		}
		return 0;
	}

	// the finalizer of MurmurHash3
	private static long mix(long value) {
		long hash = value;
		hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
		hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
		return hash ^ (hash >>> 33);
	}

}
