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

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Fires when nothing was noted for a while. Noting only stores a time; the task looks at
 * it when it is due and waits for the rest, so a busy connection costs one task per
 * timeout. Used on its event loop only.
 */
final class IdleTimer implements Runnable {

	private final EventLoop loop;

	private final Runnable action;

	private long timeout;

	private long last = System.nanoTime();

	private @Nullable Future<?> task;

	IdleTimer(EventLoop loop, Runnable action) {
		this.loop = loop;
		this.action = action;
	}

	/**
	 * Start or restart with a timeout; the time already idle counts.
	 * @param timeout how long nothing may happen; zero for ever
	 */
	void limit(Duration timeout) {
		cancel();
		this.timeout = saturatedNanos(timeout);
		if (this.timeout > 0) {
			run();
		}
	}

	void note() {
		this.last = System.nanoTime();
	}

	@Override
	public void run() {
		long remaining = this.timeout - (System.nanoTime() - this.last);
		if (remaining > 0) {
			this.task = this.loop.schedule(this, remaining, TimeUnit.NANOSECONDS);
		}
		else {
			this.task = null;
			this.action.run();
		}
	}

	void cancel() {
		Future<?> pending = this.task;
		this.task = null;
		if (pending != null) {
			pending.cancel(false);
		}
	}

	private static long saturatedNanos(Duration duration) {
		return (duration.compareTo(Duration.ofDays(36500)) > 0) ? Duration.ofDays(36500).toNanos() : duration.toNanos();
	}

}
