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

package dev.zerocopy.forward.peers;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.zerocopy.forward.ConnectionReport;
import dev.zerocopy.forward.ForwarderListener;
import dev.zerocopy.forward.Platform;
import dev.zerocopy.forward.RouteSpec;
import dev.zerocopy.forward.RouteSpecBuilder;
import dev.zerocopy.forward.RouteState;
import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.forward.relay.ByteCounts;
import dev.zerocopy.forward.relay.PipeUsage;
import dev.zerocopy.forward.upstream.HealthCheckSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A running forwarder with one route.
 */
final class PeerRoute implements AutoCloseable, ForwarderListener {

	private static final String NAME = "peer";

	private final BlockingQueue<ConnectionReport> reports = new LinkedBlockingQueue<>();

	private final TcpForwarder forwarder;

	private final Platform platform;

	private PeerRoute(Platform platform, RouteSpec route) {
		this.platform = platform;
		this.forwarder = new TcpForwarder(platform.settings(), List.of(route), this);
	}

	/**
	 * Describe a route with the defaults of everything, but without health checks, which
	 * would be among the connections the upstream sees.
	 */
	static RouteSpecBuilder to(int... ports) {
		RouteSpecBuilder route = RouteSpec.route(NAME).listen("127.0.0.1:0").healthCheck(HealthCheckSettings.DISABLED);
		for (int port : ports) {
			route.upstream("127.0.0.1:" + port);
		}
		return route;
	}

	static PeerRoute start(Platform platform, RouteSpecBuilder route) {
		PeerRoute started = new PeerRoute(platform, route.build());
		started.forwarder.start();
		return started;
	}

	@Override
	public void connectionClosed(ConnectionReport report) {
		this.reports.add(report);
	}

	ConnectionReport awaitReport() throws InterruptedException {
		ConnectionReport report = this.reports.poll(20, TimeUnit.SECONDS);
		assertThat(report).as("report of a connection").isNotNull();
		return report;
	}

	int port() {
		String listening = state().listening().get(0);
		return Integer.parseInt(listening.substring(listening.lastIndexOf(':') + 1));
	}

	RouteState state() {
		return this.forwarder.state(NAME);
	}

	PipeUsage pipes() {
		return this.forwarder.state().pipes();
	}

	/**
	 * Check that a large transfer stayed in the kernel where that is possible.
	 */
	void assertStreamed(ByteCounts counts, long atLeast) {
		assertThat(counts.total()).isGreaterThanOrEqualTo(atLeast);
		if (this.platform == Platform.KERNEL) {
			assertThat(counts.spliced()).isGreaterThan(counts.total() * 9 / 10);
		}
		else {
			assertThat(counts.spliced()).isZero();
		}
	}

	/**
	 * Wait for the end of all connections and check that nothing is left of them.
	 */
	void awaitNothingLeft() {
		await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			assertThat(state().active()).isZero();
			assertThat(pipes().busy()).isZero();
			assertThat(state().upstreams()).allSatisfy((upstream) -> assertThat(upstream.active()).isZero());
		});
	}

	@Override
	public void close() {
		this.forwarder.stop(Duration.ZERO);
	}

}
