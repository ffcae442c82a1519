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

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import dev.zerocopy.forward.relay.ByteMeter;
import dev.zerocopy.forward.relay.CloseReason;

/**
 * Adds up what happens on a route. Safe for use by several threads.
 */
final class RouteCounters {

	private final LongAdder accepted = new LongAdder();

	private final Map<CloseReason, LongAdder> closed = new EnumMap<>(CloseReason.class);

	private final ByteMeter toUpstream = new ByteMeter();

	private final ByteMeter toClient = new ByteMeter();

	RouteCounters() {
		for (CloseReason reason : CloseReason.values()) {
			this.closed.put(reason, new LongAdder());
		}
	}

	void accepted() {
		this.accepted.increment();
	}

	void closed(CloseReason reason) {
		LongAdder adder = this.closed.get(reason);
		if (adder != null) {
			adder.increment();
		}
	}

	long acceptedCount() {
		return this.accepted.sum();
	}

	Map<CloseReason, Long> closedCounts() {
		Map<CloseReason, Long> counts = new EnumMap<>(CloseReason.class);
		this.closed.forEach((reason, adder) -> counts.put(reason, adder.sum()));
		return counts;
	}

	ByteMeter toUpstream() {
		return this.toUpstream;
	}

	ByteMeter toClient() {
		return this.toClient;
	}

}
