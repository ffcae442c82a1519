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

import org.jspecify.annotations.Nullable;

/**
 * An upstream address at some instant.
 *
 * @param serverName the TLS server name of its list, {@code null} for the list of the
 * route itself
 * @param position the position in that list, from 0
 * @param configured the address as configured
 * @param address the address in use
 * @param backup whether it is a backup
 * @param weight its weight
 * @param enabled whether an operator lets it be used
 * @param healthy whether its health checks succeed; {@code true} without checks
 * @param ejected whether it is left out for a while after failed connections
 * @param active its open connections, including attempts
 * @param connected connections established so far
 * @param failed attempts failed so far
 */
public record UpstreamState(@Nullable String serverName, int position, String configured, String address,
		boolean backup, int weight, boolean enabled, boolean healthy, boolean ejected, int active, long connected,
		long failed) {

	/**
	 * Return whether new connections may go there.
	 * @return {@code true} if nothing speaks against it
	 */
	public boolean isUp() {
		return this.enabled && this.healthy && !this.ejected;
	}

}
