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

import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

import dev.zerocopy.forward.RouteState;
import dev.zerocopy.forward.TcpForwarder;

/**
 * Stops listening and lets open connections go on for a while, beside the graceful
 * shutdown of web servers.
 */
class ForwarderDrainLifecycle implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(ForwarderDrainLifecycle.class);

	private static final long ABORT_MILLIS = TimeUnit.SECONDS.toMillis(10);

	private final TcpForwarder forwarder;

	private volatile boolean running;

	private volatile @Nullable Thread draining;

	ForwarderDrainLifecycle(TcpForwarder forwarder) {
		this.forwarder = forwarder;
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
		Thread thread = new Thread(() -> drain(callback), "zerocopy-forward-drain");
		this.draining = thread;
		thread.start();
	}

	private void drain(Runnable callback) {
		try {
			int active = this.forwarder.state().routes().stream().mapToInt(RouteState::active).sum();
			if (active > 0) {
				logger.info("Stopped listening. Waiting for " + active + " forwarded connections to end");
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
	 * End the wait of a drain that is under way: what is still open is reset.
	 */
	void abort() {
		Thread thread = this.draining;
		if (thread == null) {
			return;
		}
		// the forwarder takes an interrupt for the end of the drain timeout
		thread.interrupt();
		try {
			thread.join(ABORT_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.draining = null;
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
