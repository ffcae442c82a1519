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

/**
 * How an upstream is chosen among those available.
 */
public enum BalanceMode {

	/**
	 * In turn, in proportion to the weights and evenly spread.
	 */
	ROUND_ROBIN,

	/**
	 * The one with the fewest open connections for its weight.
	 */
	LEAST_CONNECTIONS,

	/**
	 * The one with fewer open connections for its weight, of two drawn at random.
	 */
	RANDOM_TWO,

	/**
	 * The same one for the same client address, as far as possible when upstreams come
	 * and go.
	 */
	SOURCE_HASH

}
