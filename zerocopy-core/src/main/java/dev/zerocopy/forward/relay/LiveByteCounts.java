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

package dev.zerocopy.forward.relay;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * The bytes one direction of one connection has delivered. Written by the event loop of
 * the connection only, so a plain ordered store is enough; read by any thread while the
 * connection is open.
 */
final class LiveByteCounts {

	private static final AtomicLongFieldUpdater<LiveByteCounts> SPLICED = AtomicLongFieldUpdater
		.newUpdater(LiveByteCounts.class, "spliced");

	private static final AtomicLongFieldUpdater<LiveByteCounts> COPIED = AtomicLongFieldUpdater
		.newUpdater(LiveByteCounts.class, "copied");

	private final ByteMeter routeMeter;

	private volatile long spliced;

	private volatile long copied;

	LiveByteCounts(ByteMeter routeMeter) {
		this.routeMeter = routeMeter;
	}

	void add(long spliced, long copied) {
		if (spliced > 0) {
			SPLICED.lazySet(this, this.spliced + spliced);
		}
		if (copied > 0) {
			COPIED.lazySet(this, this.copied + copied);
		}
		this.routeMeter.add(spliced, copied);
	}

	ByteCounts snapshot() {
		return new ByteCounts(this.spliced, this.copied);
	}

}
