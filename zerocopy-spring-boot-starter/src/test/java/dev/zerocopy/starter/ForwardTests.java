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

package dev.zerocopy.starter;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;

import dev.zerocopy.forward.RouteStatus;
import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.metrics.ForwardMetrics;
import dev.zerocopy.starter.fixture.EchoServer;
import dev.zerocopy.starter.fixture.ForwardingApplication;
import dev.zerocopy.starter.fixture.NoLeaks;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Applications that forward connections.
 */
@NoLeaks
class ForwardTests {

	private static final String HEALTH_CHECK = "zerocopy.forward.routes.echo.health-check.enabled";

	private EchoServer server;

	@BeforeEach
	void startServer() throws IOException {
		this.server = EchoServer.start();
	}

	@AfterEach
	void stopServer() throws IOException {
		this.server.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "NONE", "REACTIVE" })
	void routeLeadsToItsUpstream(WebApplicationType type) throws IOException {
		try (ForwardingApplication application = ForwardingApplication.start(type, this.server.address());
				Socket client = application.connect()) {
			assertEcho(client, "hello");
			client.shutdownOutput();
			assertThat(client.getInputStream().read()).isEqualTo(-1);
		}
	}

	@Test
	void webServerAnswersBesideTheRoute() throws IOException {
		try (ForwardingApplication application = start(WebApplicationType.REACTIVE)) {
			RawResponse health = get(application, "/actuator/health");
			assertThat(health.status()).isEqualTo(200);
			assertThat(health.text()).contains("\"zerocopy\":{\"details\":{\"routes\":{\"echo\":{\"status\":\"UP\"}}}");
		}
	}

	@Test
	void healthIsDownWhenTheOnlyUpstreamIs() throws IOException {
		this.server.close();
		try (ForwardingApplication application = ForwardingApplication.start(WebApplicationType.REACTIVE,
				this.server.address(), "zerocopy.forward.routes.echo.health-check.interval", "50ms")) {
			await().atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(get(application, "/actuator/health").status()).isEqualTo(503));
			assertThat(get(application, "/actuator/health").text()).contains("no upstream is up");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "NONE", "REACTIVE" })
	void closingTheContextLetsOpenConnectionsEnd(WebApplicationType type) throws Exception {
		ForwardingApplication application = start(type);
		List<ReadinessState> readiness = new ArrayList<>();
		ApplicationListener<AvailabilityChangeEvent<ReadinessState>> listener = (event) -> readiness
			.add(event.getState());
		application.context().addApplicationListener(listener);
		TcpForwarder forwarder = application.forwarder();
		int port = application.port();
		try (Socket client = application.connect()) {
			assertEcho(client, "before");
			CompletableFuture<Void> closed = CompletableFuture.runAsync(application::close);
			await().until(() -> forwarder.state("echo").status() != RouteStatus.RUNNING);
			await().untilAsserted(
					() -> assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> EchoServer.connect(port)));
			assertThat(readiness).containsExactly(ReadinessState.REFUSING_TRAFFIC);
			assertEcho(client, "while draining");
			assertThat(closed).isNotDone();
			client.shutdownOutput();
			assertThat(client.getInputStream().read()).isEqualTo(-1);
			closed.get(20, TimeUnit.SECONDS);
		}
		assertThat(forwarder.isRunning()).isFalse();
	}

	@Test
	void whatIsOpenAfterTheDrainTimeoutIsReset() throws Exception {
		ForwardingApplication application = start(WebApplicationType.NONE, "zerocopy.forward.drain-timeout", "100ms");
		try (Socket client = application.connect()) {
			assertEcho(client, "before");
			CompletableFuture.runAsync(application::close).get(20, TimeUnit.SECONDS);
			assertReset(client);
		}
	}

	@Test
	void timeoutOfTheShutdownPhaseEndsADrain() throws Exception {
		ForwardingApplication application = start(WebApplicationType.NONE, "zerocopy.forward.drain-timeout", "5m",
				"spring.lifecycle.timeout-per-shutdown-phase", "100ms");
		TcpForwarder forwarder = application.forwarder();
		try (Socket client = application.connect()) {
			assertEcho(client, "before");
			CompletableFuture.runAsync(application::close).get(20, TimeUnit.SECONDS);
			assertReset(client);
		}
		assertThat(forwarder.isRunning()).isFalse();
	}

	@Test
	void applicationThatFailsToStartLeavesNothingRunning() throws IOException {
		String taken = this.server.address().substring(this.server.address().indexOf(':') + 1);
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> start(WebApplicationType.REACTIVE, "server.port", taken))
			.withStackTraceContaining("Port " + taken + " is already in use");
		await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
			.noneMatch((thread) -> thread.getName().startsWith("zerocopy-forward")));
	}

	@Test
	void metersCountWhatIsForwarded() throws IOException {
		MeterRegistry registry = new SimpleMeterRegistry();
		try (ForwardingApplication application = start(WebApplicationType.NONE)) {
			application.context().getBean(ForwardMetrics.class).bindTo(registry);
			try (Socket client = application.connect()) {
				assertEcho(client, "hello");
				assertThat(registry.get("zerocopy.forward.connections.active").gauge().value()).isOne();
				await().untilAsserted(() -> assertThat(bytes(registry, "upstream")).isEqualTo(5));
				await().untilAsserted(() -> assertThat(bytes(registry, "client")).isEqualTo(5));
				assertThat(registry.get("zerocopy.forward.connect.time")
					.tags("route", "echo", "outcome", "success")
					.functionTimer()
					.count()).isOne();
			}
			await().untilAsserted(() -> assertThat(ended(registry, "client_closed")).isOne());
			assertThat(registry.get("zerocopy.forward.connections.active").gauge().value()).isZero();
			assertThat(registry.get("zerocopy.forward.upstream.up").gauge().value()).isOne();
			application.forwarder().stop();
			assertThat(ended(registry, "client_closed")).as("kept after the stop").isOne();
			assertThat(registry.get("zerocopy.forward.upstream.up").gauge().value()).isZero();
		}
	}

	@Test
	void failedAttemptsAreCounted() throws IOException {
		this.server.close();
		MeterRegistry registry = new SimpleMeterRegistry();
		try (ForwardingApplication application = start(WebApplicationType.NONE,
				"zerocopy.forward.routes.echo.connect-retries", "0")) {
			application.context().getBean(ForwardMetrics.class).bindTo(registry);
			assertRefused(application);
			await().untilAsserted(() -> assertThat(ended(registry, "connect_failed")).isOne());
			assertThat(registry.get("zerocopy.forward.connect.time").tag("outcome", "failure").functionTimer().count())
				.isOne();
		}
	}

	@Test
	void endpointShowsBytesOfOpenConnections() throws IOException {
		try (ForwardingApplication application = start(WebApplicationType.REACTIVE);
				Socket client = application.connect()) {
			assertEcho(client, "hello");
			await().untilAsserted(() -> assertThat(get(application, "/actuator/zerocopy/echo").text())
				.contains("\"status\":\"running\"")
				.contains("\"client\":\"******\"")
				.contains("\"relaying\":true")
				.contains("\"toClient\":{\"splice\":0,\"copy\":5}")
				.doesNotContain("127.0.0.1"));
			assertThat(get(application, "/actuator/zerocopy/echo?limit=0").text()).contains("\"connections\":[]")
				.contains("\"active\":1");
			RawResponse all = get(application, "/actuator/zerocopy");
			assertThat(all.text()).contains("\"routes\":{\"echo\":")
				.contains("\"splice\":{\"available\":")
				.contains("\"pipes\":{")
				.doesNotContain("\"connections\":")
				.doesNotContain("127.0.0.1");
			assertThat(get(application, "/actuator/zerocopy/other").status()).isEqualTo(404);
			assertThat(get(application, "/actuator/zerocopy/echo?limit=-1").status()).isEqualTo(400);
		}
	}

	@Test
	void endpointShowsAddressesWhenAllowed() throws IOException {
		try (ForwardingApplication application = start(WebApplicationType.REACTIVE,
				"management.endpoint.zerocopy.show-values", "always"); Socket client = application.connect()) {
			assertEcho(client, "hello");
			assertThat(get(application, "/actuator/zerocopy/echo").text())
				.contains("\"client\":\"127.0.0.1:" + client.getLocalPort() + '"')
				.contains("\"listening\":[\"127.0.0.1:" + application.port() + "\"]")
				.contains("\"address\":\"" + this.server.address() + '"');
		}
	}

	@Test
	void endpointDrainsAndResumesARoute() throws IOException {
		try (ForwardingApplication application = start(WebApplicationType.REACTIVE);
				Socket client = application.connect()) {
			assertEcho(client, "before");
			int port = application.port();
			RawResponse drained = post(application, "/actuator/zerocopy/echo", "{\"action\":\"drain\"}");
			assertThat(drained.status()).isEqualTo(200);
			assertThat(drained.text()).contains("\"status\":\"draining\"");
			assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> EchoServer.connect(port));
			assertEcho(client, "while draining");
			assertThat(get(application, "/actuator/health").text()).contains("OUT_OF_SERVICE");
			RawResponse resumed = post(application, "/actuator/zerocopy/echo", "{\"action\":\"resume\"}");
			assertThat(resumed.text()).contains("\"status\":\"running\"");
			assertThat(application.port()).isEqualTo(port);
			try (Socket another = application.connect()) {
				assertEcho(another, "after");
			}
		}
	}

	@Test
	void endpointDisablesAnUpstream() throws IOException {
		try (ForwardingApplication application = start(WebApplicationType.REACTIVE);
				Socket open = application.connect()) {
			assertEcho(open, "before");
			assertThat(
					post(application, "/actuator/zerocopy/echo", "{\"action\":\"disable\",\"upstream\":\"0\"}").text())
				.contains("\"enabled\":false");
			assertRefused(application);
			assertEcho(open, "still there");
			post(application, "/actuator/zerocopy/echo",
					"{\"action\":\"enable\",\"upstream\":\"" + this.server.address() + "\"}");
			try (Socket again = application.connect()) {
				assertEcho(again, "after");
			}
		}
	}

	@Test
	void endpointRefusesWhatMakesNoSense() throws IOException {
		try (ForwardingApplication application = start(WebApplicationType.REACTIVE)) {
			assertThat(post(application, "/actuator/zerocopy/other", "{\"action\":\"drain\"}").status()).isEqualTo(404);
			for (String body : new String[] { "{}", "{\"action\":\"explode\"}", "{\"action\":\"disable\"}",
					"{\"action\":\"disable\",\"upstream\":\"7\"}", "{\"action\":\"drain\",\"upstream\":\"0\"}" }) {
				assertThat(post(application, "/actuator/zerocopy/echo", body).status()).as(body).isEqualTo(400);
			}
			assertThat(application.forwarder().state("echo").status()).isEqualTo(RouteStatus.RUNNING);
		}
	}

	@Test
	void readOnlyEndpointChangesNothing() throws IOException {
		try (ForwardingApplication application = start(WebApplicationType.REACTIVE,
				"management.endpoint.zerocopy.access", "read-only")) {
			assertThat(post(application, "/actuator/zerocopy/echo", "{\"action\":\"drain\"}").status()).isEqualTo(405);
			assertThat(application.forwarder().state("echo").status()).isEqualTo(RouteStatus.RUNNING);
		}
	}

	private ForwardingApplication start(WebApplicationType type, String... properties) {
		String[] all = new String[properties.length + 2];
		all[0] = HEALTH_CHECK;
		all[1] = "false";
		System.arraycopy(properties, 0, all, 2, properties.length);
		return ForwardingApplication.start(type, this.server.address(), all);
	}

	private static RawResponse get(ForwardingApplication application, String target) throws IOException {
		return application.exchange(RawRequest.get(target));
	}

	private static RawResponse post(ForwardingApplication application, String target, String json) throws IOException {
		return application
			.exchange(RawRequest.of("POST", target).header("Content-Type", "application/json").body(json));
	}

	private static double bytes(MeterRegistry registry, String direction) {
		return registry.get("zerocopy.forward.data")
			.tags("route", "echo", "direction", direction, "transfer", "copy")
			.functionCounter()
			.count();
	}

	private static double ended(MeterRegistry registry, String outcome) {
		return registry.get("zerocopy.forward.connections").tag("outcome", outcome).functionCounter().count();
	}

	private static void assertEcho(Socket client, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
		client.getOutputStream().write(bytes);
		assertThat(client.getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
	}

	private static void assertRefused(ForwardingApplication application) {
		// the reset may come before the socket knows that it is connected
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> {
			try (Socket client = application.connect()) {
				client.getInputStream().read();
			}
		}).withMessageContaining("reset");
	}

	private static void assertReset(Socket client) {
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> client.getInputStream().read())
			.withMessageContaining("reset");
	}

}
