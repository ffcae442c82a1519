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

package dev.zerocopy.file;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Holds files that were just loaded a little longer, so that those who wait for them can
 * retain them even if they hop to another thread first, and even if the cache did not
 * keep them: it is full, or the file changed meanwhile. Bounded, so under a flood of
 * misses a file may be closed before it is retained, and the caller has to look it up
 * again.
 */
final class Handover {

	private static final int MAX_HELD = 256;

	private static final long HOLD_MILLIS = 1000;

	private final Executor timer;

	private final Deque<Held> queue = new ArrayDeque<>();

	private boolean timed;

	private boolean closed;

	Handover(Executor executor) {
		this.timer = CompletableFuture.delayedExecutor(HOLD_MILLIS, TimeUnit.MILLISECONDS, executor);
	}

	/**
	 * Hold a file for a while.
	 * @param resource the file, referenced by the caller
	 */
	synchronized void hold(FileResource resource) {
		if (this.closed || !resource.retain()) {
			return;
		}
		this.queue.add(new Held(resource, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HOLD_MILLIS)));
		if (this.queue.size() > MAX_HELD) {
			this.queue.remove().resource().release();
		}
		schedule();
	}

	/**
	 * Let go of all files now.
	 * @param closer what runs the closing of those nobody else holds
	 */
	synchronized void releaseAll(Executor closer) {
		this.queue.forEach((held) -> held.resource().release(closer));
		this.queue.clear();
	}

	synchronized void close(Executor closer) {
		this.closed = true;
		releaseAll(closer);
	}

	private synchronized void releaseExpired() {
		this.timed = false;
		while (!this.queue.isEmpty() && this.queue.element().until() - System.nanoTime() <= 0) {
			this.queue.remove().resource().release();
		}
		schedule();
	}

	private void schedule() {
		if (!this.timed && !this.queue.isEmpty()) {
			this.timed = true;
			this.timer.execute(this::releaseExpired);
		}
	}

	private record Held(FileResource resource, long until) {

	}

}
