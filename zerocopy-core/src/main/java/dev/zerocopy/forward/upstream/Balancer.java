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
 * Chooses among available upstreams. Safe for use by several threads.
 */
interface Balancer {

	/**
	 * Choose one.
	 * @param candidates at least one upstream, in a stable order
	 * @param client the address of the client, if it has one
	 * @return one of the candidates
	 */
	Upstream choose(List<Upstream> candidates, @Nullable SocketAddress client);

	static Balancer of(BalanceMode mode) {
		return switch (mode) {
			case ROUND_ROBIN -> new RoundRobinBalancer();
			case LEAST_CONNECTIONS -> new LeastConnectionsBalancer();
			case RANDOM_TWO -> new RandomTwoBalancer();
			case SOURCE_HASH -> new SourceHashBalancer();
		};
	}

	/**
	 * Compare the load of two upstreams for their weights, as if each had the connection
	 * in question.
	 * @param one an upstream
	 * @param other another
	 * @return negative if the first has less load
	 */
	static int compareLoad(Upstream one, Upstream other) {
		return Long.compare((one.active() + 1L) * other.weight(), (other.active() + 1L) * one.weight());
	}

}
