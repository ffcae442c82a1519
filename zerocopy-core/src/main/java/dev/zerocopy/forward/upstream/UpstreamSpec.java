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

import java.util.Objects;

import dev.zerocopy.forward.address.HostAddress;

/**
 * One upstream as configured. A name stands for all the addresses it resolves to, each
 * with the same weight.
 *
 * @param address where to connect
 * @param weight the share of connections, 1 to 1000
 * @param backup whether to use it only when no other is available
 */
public record UpstreamSpec(HostAddress address, int weight, boolean backup) {

	public UpstreamSpec {
		Objects.requireNonNull(address, "address");
		if (weight < 1 || weight > 1000) {
			throw new IllegalArgumentException(
					"Weight " + weight + " of upstream '" + address + "' must be between 1 and 1000");
		}
		if (!address.isUnix() && (address.port() == 0 || address.host() == null || address.host().isEmpty())) {
			throw new IllegalArgumentException(
					"Upstream '" + address + "' must name a host and a port above 0, or a unix socket");
		}
	}

	/**
	 * Parse an address into an upstream of weight 1.
	 * @param address such as {@code db.example.org:5432}
	 * @return the upstream
	 */
	public static UpstreamSpec of(String address) {
		return new UpstreamSpec(HostAddress.parse(address), 1, false);
	}

}
