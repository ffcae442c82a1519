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

package dev.zerocopy.autoconfigure;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Lets transfers end during a graceful shutdown of the web server that it does not wait
 * for itself: Reactor Netty knows nothing of the lane, and for Tomcat a request is over
 * when its file is left to the poller.
 */
class TransferDrainLifecycle implements SmartLifecycle {

	private static final long POLL_MILLIS = 20;

	private final BooleanSupplier active;

	private final boolean graceful;

	private volatile boolean running;

	/**
	 * Create a lifecycle bean.
	 * @param active whether there are transfers
	 * @param graceful whether the web server is shut down gracefully
	 */
	TransferDrainLifecycle(BooleanSupplier active, boolean graceful) {
		this.active = active;
		this.graceful = graceful;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		throw new UnsupportedOperationException("Stop must not be invoked directly");
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		if (!this.graceful || !this.active.getAsBoolean()) {
			callback.run();
			return;
		}
		ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "zerocopy-drain");
			thread.setDaemon(true);
			return thread;
		});
		poller.scheduleWithFixedDelay(() -> {
			// ends at the latest when the web server closes its connections
			if (!this.active.getAsBoolean()) {
				poller.shutdown();
				callback.run();
			}
		}, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
