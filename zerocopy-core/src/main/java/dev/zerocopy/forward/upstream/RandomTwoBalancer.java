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
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * The less loaded of two different upstreams drawn at random.
 */
final class RandomTwoBalancer implements Balancer {

	@Override
	public Upstream choose(List<Upstream> candidates, @Nullable SocketAddress client) {
		int size = candidates.size();
		if (size == 1) {
			return candidates.get(0);
		}
		ThreadLocalRandom random = ThreadLocalRandom.current();
		int first = random.nextInt(size);
		int second = (first + 1 + random.nextInt(size - 1)) % size;
		Upstream one = candidates.get(first);
		Upstream other = candidates.get(second);
		return (Balancer.compareLoad(other, one) < 0) ? other : one;
	}

}
