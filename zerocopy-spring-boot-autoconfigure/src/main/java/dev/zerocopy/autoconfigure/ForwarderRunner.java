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

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.zerocopy.forward.RouteState;
import dev.zerocopy.forward.TcpForwarder;

/**
 * Starts, drains and stops a forwarder.
 * <p>
 * The event loops of the forwarder are no daemon threads: they keep an application alive
 * that has no web server, until its context is closed.
 */
class ForwarderRunner {

	private static final Log logger = LogFactory.getLog(ForwarderRunner.class);

	private static final long ABORT_MILLIS = TimeUnit.SECONDS.toMillis(10);

	private final TcpForwarder forwarder;

	private final RouteAnnouncer announcer;

	private volatile @Nullable Thread draining;

	ForwarderRunner(TcpForwarder forwarder, RouteAnnouncer announcer) {
		this.forwarder = forwarder;
		this.announcer = announcer;
	}

	void start() {
		this.forwarder.start();
		this.announcer.announce();
	}

	/**
	 * Stop listening, and stop when the open connections have ended or the drain timeout
	 * is over.
	 * @param callback called afterwards, by another thread
	 */
	void drain(Runnable callback) {
		Thread thread = new Thread(() -> drainNow(callback), "zerocopy-forward-drain");
		this.draining = thread;
		thread.start();
	}

	private void drainNow(Runnable callback) {
		try {
			int active = this.forwarder.state().routes().stream().mapToInt(RouteState::active).sum();
			if (active > 0) {
				logger.info("Waiting for open forwarded connections to end: " + active);
			}
			this.forwarder.stop();
		}
		catch (RuntimeException ex) {
			logger.warn("Forwarding did not stop in order", ex);
		}
		finally {
			callback.run();
		}
	}

	/**
	 * Stop now: end a drain that is under way and reset what is still open.
	 */
	void stop() {
		Thread thread = this.draining;
		this.draining = null;
		if (thread != null) {
			// the forwarder takes an interrupt for the end of the drain timeout
			thread.interrupt();
			try {
				thread.join(ABORT_MILLIS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		this.forwarder.stop(Duration.ZERO);
	}

	boolean isRunning() {
		return this.forwarder.isRunning();
	}

}
