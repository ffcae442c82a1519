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

package dev.zerocopy.forward.upstream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.zerocopy.forward.relay.ConnectHandler;
import dev.zerocopy.forward.relay.Endpoint;
import dev.zerocopy.forward.relay.NoSocketException;
import dev.zerocopy.forward.relay.RelayTransport;
import dev.zerocopy.forward.relay.SocketSettings;

/**
 * Connects to every upstream of a group from time to time. A check ends with a reset, so
 * it leaves no socket waiting on either side.
 */
public final class HealthChecker implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(HealthChecker.class);

	private final UpstreamGroup group;

	private final HealthCheckSettings settings;

	private final RelayTransport transport;

	private final EventLoop loop;

	private final Set<Upstream> inProgress = ConcurrentHashMap.newKeySet();

	private final Future<?> task;

	private HealthChecker(UpstreamGroup group, HealthCheckSettings settings, RelayTransport transport) {
		this.group = group;
		this.settings = settings;
		this.transport = transport;
		this.loop = transport.nextLoop();
		long interval = settings.interval().toNanos();
		// many groups and many instances should not check in step
		long delay = ThreadLocalRandom.current().nextLong(interval / 2 + 1);
		this.task = this.loop.scheduleWithFixedDelay(this::checkAll, delay, interval, TimeUnit.NANOSECONDS);
	}

	/**
	 * Start to check.
	 * @param group the upstreams
	 * @param settings how to check
	 * @param transport makes the connections
	 * @return the running checker
	 */
	public static HealthChecker start(UpstreamGroup group, HealthCheckSettings settings, RelayTransport transport) {
		return new HealthChecker(group, settings, transport);
	}

	private void checkAll() {
		for (Upstream upstream : this.group.upstreams()) {
			if (this.inProgress.add(upstream)) {
				this.transport.connect(this.loop, upstream.address(), SocketSettings.DEFAULT, this.settings.timeout(),
						new Check(upstream));
			}
		}
	}

	private void ended(Upstream upstream, boolean success, String detail) {
		this.inProgress.remove(upstream);
		if (upstream.checked(success, this.settings.rise(), this.settings.fall())) {
			if (success) {
				logger.info("Upstream {} is up", upstream);
			}
			else {
				logger.warn("Upstream {} is down: {}", upstream, detail);
			}
		}
	}

	@Override
	public void close() {
		this.task.cancel(false);
	}

	private final class Check implements ConnectHandler {

		private final Upstream upstream;

		Check(Upstream upstream) {
			this.upstream = upstream;
		}

		@Override
		public void connected(Endpoint endpoint) {
			endpoint.reset();
			ended(this.upstream, true, "");
		}

		@Override
		public void failed(Throwable cause) {
			if (cause instanceof NoSocketException) {
				// says nothing about the upstream
				HealthChecker.this.inProgress.remove(this.upstream);
				return;
			}
			ended(this.upstream, false, cause.toString());
		}

	}

}
