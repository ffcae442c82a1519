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

package dev.zerocopy.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A route that connections are forwarded along.
 *
 * @param status whether it takes connections: running, draining or stopped
 * @param listening the addresses in use, or asterisks
 * @param balance how an upstream is chosen
 * @param transfer what the configuration says about the way bytes move
 * @param accepted connections accepted so far
 * @param active open connections
 * @param closed connections ended so far, by reason, without those that never happened
 * @param bytes bytes delivered so far, also those of open connections
 * @param upstreams the upstreams, by position in the configuration
 * @param connections open connections, the oldest first; {@code null} where all routes
 * are described
 */
public record RouteDescriptor(String status, List<String> listening, String balance, String transfer, long accepted,
		int active, Map<String, Long> closed, BytesDescriptor bytes, Map<String, UpstreamDescriptor> upstreams,
		@Nullable List<ConnectionDescriptor> connections) implements OperationResponseBody {

	/**
	 * Bytes of both directions.
	 *
	 * @param toUpstream bytes delivered to upstreams
	 * @param toClient bytes delivered to clients
	 */
	public record BytesDescriptor(DirectionDescriptor toUpstream, DirectionDescriptor toClient) {

	}

	/**
	 * Bytes of one direction.
	 *
	 * @param splice bytes that stayed in the kernel
	 * @param copy bytes that passed through this process
	 */
	public record DirectionDescriptor(long splice, long copy) {

	}

	/**
	 * An upstream as configured.
	 *
	 * @param address the address as configured, or asterisks
	 * @param weight its share of connections
	 * @param backup whether it is a backup
	 * @param targets the addresses it stands for; more than one or none for a name
	 */
	public record UpstreamDescriptor(String address, int weight, boolean backup, List<TargetDescriptor> targets) {

	}

	/**
	 * An address of an upstream.
	 *
	 * @param address the address, or asterisks
	 * @param up whether new connections may go there
	 * @param enabled whether an operator lets it be used
	 * @param healthy whether its health checks succeed
	 * @param ejected whether it is left out for a while after failed connections
	 * @param active its open connections
	 * @param connected connections established so far
	 * @param failed attempts failed so far
	 */
	public record TargetDescriptor(String address, boolean up, boolean enabled, boolean healthy, boolean ejected,
			int active, long connected, long failed) {

	}

	/**
	 * An open connection.
	 *
	 * @param client the client, or asterisks
	 * @param upstream the upstream, or asterisks; {@code null} before one is chosen
	 * @param age time since it was accepted
	 * @param relaying whether both sides are connected
	 * @param bytes bytes delivered so far
	 */
	public record ConnectionDescriptor(@Nullable String client, @Nullable String upstream, Duration age,
			boolean relaying, BytesDescriptor bytes) {

	}

}
