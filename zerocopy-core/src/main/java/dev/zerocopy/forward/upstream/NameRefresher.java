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

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolves the names of a group, again and again, on threads that may block. A name that
 * stops resolving keeps its last addresses.
 */
public final class NameRefresher implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(NameRefresher.class);

	private final List<Future<?>> tasks = new ArrayList<>();

	private NameRefresher() {
	}

	/**
	 * Start to refresh.
	 * @param group the upstreams
	 * @param resolver finds addresses
	 * @param interval the time between two look-ups of a name
	 * @param executor threads that may block
	 * @return the running refresher
	 */
	public static NameRefresher start(UpstreamGroup group, HostResolver resolver, Duration interval,
			ScheduledExecutorService executor) {
		NameRefresher refresher = new NameRefresher();
		for (UpstreamEntry entry : group.entries()) {
			if (entry.spec().address().needsResolution()) {
				refresher.tasks.add(executor.scheduleWithFixedDelay(() -> refresh(entry, resolver), 0,
						interval.toNanos(), TimeUnit.NANOSECONDS));
			}
		}
		return refresher;
	}

	private static void refresh(UpstreamEntry entry, HostResolver resolver) {
		String host = entry.spec().address().host();
		if (host == null) {
			return;
		}
		try {
			if (entry.resolved(resolver.resolve(host))) {
				logger.info("Upstream {} is at {}", entry.spec().address(), entry.upstreams());
			}
		}
		catch (UnknownHostException | RuntimeException ex) {
			logger.warn("Upstream {} keeps its {} known addresses, its name does not resolve: {}",
					entry.spec().address(), entry.upstreams().size(), ex.toString());
		}
	}

	@Override
	public void close() {
		this.tasks.forEach((task) -> task.cancel(false));
	}

}
