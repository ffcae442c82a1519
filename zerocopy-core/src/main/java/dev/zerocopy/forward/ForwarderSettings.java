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

import java.time.Duration;
import java.util.Objects;

import dev.zerocopy.forward.upstream.HostResolver;

/**
 * What all routes of a forwarder share.
 *
 * @param eventLoopThreads the number of event loops, at least 1
 * @param drainTimeout how long open connections may go on when the forwarder stops
 * @param kernelTransfer whether to use epoll and splice where the platform can;
 * {@code false} to relay by plain NIO
 * @param resolver finds the addresses of upstreams given by name
 */
public record ForwarderSettings(int eventLoopThreads, Duration drainTimeout, boolean kernelTransfer,
		HostResolver resolver) {

	/**
	 * One event loop for each processor, 30 seconds to drain.
	 */
	public static final ForwarderSettings DEFAULT = new ForwarderSettings(Runtime.getRuntime().availableProcessors(),
			Duration.ofSeconds(30), true, HostResolver.SYSTEM);

	public ForwarderSettings {
		Objects.requireNonNull(resolver, "resolver");
		if (eventLoopThreads < 1) {
			throw new IllegalArgumentException("Event loop threads " + eventLoopThreads + " must be at least 1");
		}
		if (drainTimeout.isNegative()) {
			throw new IllegalArgumentException("Drain timeout " + drainTimeout + " must not be negative");
		}
	}

}
