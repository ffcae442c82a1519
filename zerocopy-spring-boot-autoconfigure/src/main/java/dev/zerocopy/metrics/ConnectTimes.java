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

package dev.zerocopy.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import dev.zerocopy.forward.ForwarderListener;

/**
 * Adds up how long it takes to connect to upstreams. Safe for use by several threads.
 */
public final class ConnectTimes implements ForwarderListener {

	private final Map<String, ConnectTime> succeeded = new ConcurrentHashMap<>();

	private final Map<String, ConnectTime> failed = new ConcurrentHashMap<>();

	@Override
	public void connectAttempted(String route, Duration duration, boolean success) {
		of(route, success).add(duration);
	}

	/**
	 * Return the sum for a route.
	 * @param route the name of the route
	 * @param success of attempts that succeeded, or of those that failed
	 * @return the sum, always the same instance
	 */
	ConnectTime of(String route, boolean success) {
		return (success ? this.succeeded : this.failed).computeIfAbsent(route, (name) -> new ConnectTime());
	}

	/**
	 * The number of attempts and the time they took.
	 */
	static final class ConnectTime {

		private final LongAdder count = new LongAdder();

		private final LongAdder nanos = new LongAdder();

		private void add(Duration duration) {
			this.count.increment();
			this.nanos.add(duration.toNanos());
		}

		long count() {
			return this.count.sum();
		}

		double nanos() {
			return this.nanos.sum();
		}

	}

}
