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

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

import dev.zerocopy.mount.StaticFiles;

/**
 * Lets responses of the lane end during a graceful shutdown of the web server, which
 * waits for requests of Reactor Netty only.
 */
class LaneDrainLifecycle implements SmartLifecycle {

	private static final long POLL_MILLIS = 20;

	private final StaticFiles files;

	private final boolean graceful;

	private volatile boolean running;

	/**
	 * Create a lifecycle bean.
	 * @param files the directories that are served
	 * @param graceful whether the web server is shut down gracefully
	 */
	LaneDrainLifecycle(StaticFiles files, boolean graceful) {
		this.files = files;
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
		if (!this.graceful || active() == 0) {
			callback.run();
			return;
		}
		ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "zerocopy-lane-drain");
			thread.setDaemon(true);
			return thread;
		});
		poller.scheduleWithFixedDelay(() -> {
			// ends at the latest when the event loops close their connections
			if (active() == 0) {
				poller.shutdown();
				callback.run();
			}
		}, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
	}

	private long active() {
		return this.files.mounts().stream().mapToLong((mount) -> mount.stats().active()).sum();
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
