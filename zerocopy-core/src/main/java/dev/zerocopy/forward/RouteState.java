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

package dev.zerocopy.forward;

import java.util.List;
import java.util.Map;

import dev.zerocopy.forward.relay.ByteCounts;
import dev.zerocopy.forward.relay.CloseReason;
import dev.zerocopy.forward.upstream.UpstreamState;

/**
 * A route at some instant. Its numbers are not read at one instant.
 *
 * @param name the name
 * @param status whether it takes connections
 * @param listening the addresses in use, with actual ports
 * @param accepted connections accepted so far, also those refused afterwards
 * @param active open connections
 * @param closed connections ended so far, by reason
 * @param toUpstream bytes delivered to upstreams so far
 * @param toClient bytes delivered to clients so far
 * @param upstreams the upstreams, also those of server names
 */
public record RouteState(String name, RouteStatus status, List<String> listening, long accepted, int active,
		Map<CloseReason, Long> closed, ByteCounts toUpstream, ByteCounts toClient, List<UpstreamState> upstreams) {

	/**
	 * Return whether the route can serve a new connection.
	 * @return {@code true} if it listens and an upstream is up
	 */
	public boolean isUp() {
		return this.status == RouteStatus.RUNNING && this.upstreams.stream().anyMatch(UpstreamState::isUp);
	}

}
