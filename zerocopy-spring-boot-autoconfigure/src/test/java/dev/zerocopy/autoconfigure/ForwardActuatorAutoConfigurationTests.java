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

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import dev.zerocopy.actuate.RouteAction;
import dev.zerocopy.actuate.RouteDescriptor;
import dev.zerocopy.actuate.RouteDescriptor.UpstreamDescriptor;
import dev.zerocopy.actuate.ZeroCopyDescriptor;
import dev.zerocopy.actuate.ZeroCopyEndpoint;
import dev.zerocopy.actuate.ZeroCopyEndpointWebExtension;
import dev.zerocopy.actuate.ZeroCopyHealthIndicator;
import dev.zerocopy.forward.RouteStatus;
import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.metrics.ForwardMeters;
import dev.zerocopy.metrics.ForwardMetrics;
import dev.zerocopy.metrics.StaticFileMetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Endpoint, health and meters of an application that forwards.
 */
class ForwardActuatorAutoConfigurationTests {

	private static final AutoConfigurations ALL = AutoConfigurations.of(ZeroCopyStaticAutoConfiguration.class,
			ZeroCopyForwardAutoConfiguration.class, ZeroCopyEndpointAutoConfiguration.class,
			ZeroCopyHealthContributorAutoConfiguration.class, ZeroCopyMetricsAutoConfiguration.class);

	private static final String[] PROPERTIES = { "zerocopy.forward.event-loop-threads=1",
			"zerocopy.forward.routes.db.listen=127.0.0.1:0",
			"zerocopy.forward.routes.db.upstreams=127.0.0.1:7,127.0.0.1:8",
			"zerocopy.forward.routes.db.sni[*.example.org]=127.0.0.1:9",
			"zerocopy.forward.routes.db.health-check.enabled=false",
			"management.endpoints.web.exposure.include=zerocopy" };

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(ALL)
		.withPropertyValues(PROPERTIES);

	@Test
	void endpointDescribesRoutesAndHidesAddresses() {
		this.runner.run((context) -> {
			ZeroCopyDescriptor descriptor = endpoint(context).describe();
			assertThat(descriptor.mounts()).isEmpty();
			assertThat(descriptor.transport()).isNull();
			assertThat(descriptor.capabilities()).containsOnlyKeys("epoll", "splice", "pipeSizing");
			assertThat(descriptor.pipes()).isNotNull();
			RouteDescriptor route = descriptor.routes().get("db");
			assertThat(route.status()).isEqualTo("running");
			assertThat(route.balance()).isEqualTo("round-robin");
			assertThat(route.listening()).containsExactly("******");
			assertThat(route.upstreams()).containsOnlyKeys("0", "1", "*.example.org/0");
			assertThat(route.upstreams().values()).extracting(UpstreamDescriptor::address).containsOnly("******");
			assertThat(route.upstreams().get("0").targets()).singleElement().satisfies((target) -> {
				assertThat(target.address()).isEqualTo("******");
				assertThat(target.up()).isTrue();
			});
			assertThat(route.connections()).isNull();
		});
	}

	@Test
	void endpointShowsAddressesWhenAsked() {
		this.runner.withPropertyValues("management.endpoint.zerocopy.show-values=always").run((context) -> {
			RouteDescriptor route = endpoint(context).describeRoute("db", null);
			assertThat(route).isNotNull();
			assertThat(route.listening()).singleElement().asString().startsWith("127.0.0.1:");
			assertThat(route.upstreams().get("*.example.org/0").address()).isEqualTo("127.0.0.1:9");
			assertThat(route.connections()).isEmpty();
		});
	}

	@Test
	void unavailableCapabilityHasACause() {
		this.runner.run((context) -> endpoint(context).describe()
			.capabilities()
			.values()
			.forEach((capability) -> assertThat(capability.cause() == null).isEqualTo(capability.available())));
	}

	@Test
	void endpointShowsDirectoriesAndRoutesTogether(@TempDir Path directory) {
		new ReactiveWebApplicationContextRunner().withConfiguration(ALL)
			.withPropertyValues(PROPERTIES)
			.withPropertyValues("zerocopy.static.root=" + directory)
			.run((context) -> {
				ZeroCopyDescriptor descriptor = endpoint(context).describe();
				assertThat(descriptor.mounts()).containsOnlyKeys("default");
				assertThat(descriptor.routes()).containsOnlyKeys("db");
				assertThat(descriptor.transport()).isNotNull();
				assertThat(descriptor.capabilities()).containsOnlyKeys("directoryWatch", "epoll", "pageCacheControl",
						"pipeSizing", "sendfile", "splice");
				Health health = context.getBean(ZeroCopyHealthIndicator.class).health();
				assertThat(health).isNotNull();
				assertThat(health.getDetails()).containsOnlyKeys("mounts", "routes");
				assertThat(context).hasSingleBean(StaticFileMetrics.class).hasSingleBean(ForwardMetrics.class);
			});
	}

	@Test
	void deletingDropsNothingWithoutDirectories() {
		this.runner.run((context) -> {
			assertThat(endpoint(context).invalidate()).isEmpty();
			assertThat(endpoint(context).invalidateMount("default")).isNull();
			ZeroCopyEndpointWebExtension web = new ZeroCopyEndpointWebExtension(endpoint(context), Show.ALWAYS,
					Set.of());
			assertThat(web.invalidateMount("default").getStatus()).isEqualTo(WebEndpointResponse.STATUS_NOT_FOUND);
		});
	}

	@Test
	void routeIsDrainedAndResumed() {
		this.runner.run((context) -> {
			RouteDescriptor drained = endpoint(context).changeRoute("db", RouteAction.DRAIN, null);
			assertThat(drained).isNotNull();
			assertThat(drained.status()).isEqualTo("draining");
			assertThat(drained.listening()).isEmpty();
			assertHealth(context, Status.OUT_OF_SERVICE, "the route is drained");
			RouteDescriptor resumed = endpoint(context).changeRoute("db", RouteAction.RESUME, null);
			assertThat(resumed).isNotNull();
			assertThat(resumed.status()).isEqualTo("running");
			assertHealth(context, Status.UP, "db");
		});
	}

	@Test
	void upstreamsAreDisabledByPositionOrAddress() {
		this.runner.run((context) -> {
			ZeroCopyEndpoint endpoint = endpoint(context);
			endpoint.changeRoute("db", RouteAction.DISABLE, "0");
			endpoint.changeRoute("db", RouteAction.DISABLE, "127.0.0.1:8");
			assertHealth(context, Status.UP, "db");
			RouteDescriptor changed = endpoint.changeRoute("db", RouteAction.DISABLE, "*.example.org/0");
			assertThat(changed).isNotNull();
			assertThat(changed.upstreams().values())
				.allSatisfy((upstream) -> assertThat(upstream.targets().get(0).enabled()).isFalse());
			assertHealth(context, Status.DOWN, "no upstream is up");
			endpoint.changeRoute("db", RouteAction.ENABLE, "1");
			assertHealth(context, Status.UP, "db");
		});
	}

	@Test
	void changesThatMakeNoSenseAreRefused() {
		this.runner.run((context) -> {
			ZeroCopyEndpoint endpoint = endpoint(context);
			assertThat(endpoint.changeRoute("other", RouteAction.DRAIN, null)).isNull();
			assertThat(endpoint.describeRoute("other", null)).isNull();
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> endpoint.changeRoute("db", RouteAction.DISABLE, null))
				.withMessageContaining("needs the parameter 'upstream'");
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> endpoint.changeRoute("db", RouteAction.DRAIN, "0"))
				.withMessageContaining("takes no parameter 'upstream'");
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> endpoint.changeRoute("db", RouteAction.ENABLE, "7"))
				.withMessageContaining("There is no upstream '7'");
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> endpoint.describeRoute("db", -1))
				.withMessageContaining("'limit'");
		});
	}

	@Test
	void stoppedForwarderIsDescribedAndOutOfService() {
		this.runner.run((context) -> {
			context.getBean(TcpForwarder.class).stop();
			assertThat(endpoint(context).describe().routes().get("db").status()).isEqualTo("stopped");
			RouteDescriptor route = endpoint(context).describeRoute("db", null);
			assertThat(route).isNotNull();
			assertThat(route.connections()).isEmpty();
			assertHealth(context, Status.OUT_OF_SERVICE, "the route is stopped");
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> endpoint(context).changeRoute("db", RouteAction.DRAIN, null))
				.withMessageContaining("stopped");
		});
	}

	@Test
	void healthIsOutOfServiceWhileConnectionsDrainAndAfterwards() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			new ApplicationContextRunner().withConfiguration(ALL)
				.withPropertyValues("zerocopy.forward.routes.db.listen=127.0.0.1:0",
						"zerocopy.forward.routes.db.upstreams=127.0.0.1:" + server.getLocalPort())
				.run((context) -> {
					ZeroCopyHealthIndicator indicator = context.getBean(ZeroCopyHealthIndicator.class);
					TcpForwarder forwarder = context.getBean(TcpForwarder.class);
					Thread closing = new Thread(context::close);
					try (Socket client = connect(forwarder); Socket accepted = server.accept()) {
						client.getOutputStream().write(1);
						assertThat(accepted.getInputStream().read()).isOne();
						closing.start();
						await().atMost(Duration.ofSeconds(10)).until(() -> isStopped(forwarder));
						assertThat(statusOf(indicator)).isEqualTo(Status.OUT_OF_SERVICE);
						assertThat(closing.isAlive()).isTrue();
					}
					closing.join(TimeUnit.SECONDS.toMillis(20));
					assertThat(forwarder.isRunning()).isFalse();
					assertThat(statusOf(indicator)).isEqualTo(Status.OUT_OF_SERVICE);
				});
		}
	}

	private static boolean isStopped(TcpForwarder forwarder) {
		return forwarder.state("db").status() == RouteStatus.STOPPED;
	}

	private static Status statusOf(ZeroCopyHealthIndicator indicator) {
		Health health = indicator.health();
		assertThat(health).isNotNull();
		return health.getStatus();
	}

	private static Socket connect(TcpForwarder forwarder) throws IOException {
		String listening = forwarder.state("db").listening().get(0);
		Socket socket = new Socket(InetAddress.getLoopbackAddress(),
				Integer.parseInt(listening.substring(listening.lastIndexOf(':') + 1)));
		socket.setSoTimeout(10_000);
		return socket;
	}

	@Test
	void upstreamOfTwoListsIsShownInEachWithItsOwnState() throws IOException {
		int closed;
		try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			closed = server.getLocalPort();
		}
		this.runner
			.withPropertyValues("zerocopy.forward.routes.db.upstreams=127.0.0.1:" + closed,
					"zerocopy.forward.routes.db.sni[a.example.org]=127.0.0.1:" + closed)
			.run((context) -> {
				MeterRegistry registry = new SimpleMeterRegistry();
				context.getBean(ForwardMetrics.class).bindTo(registry);
				// no TLS: goes to the list of the route, and three refusals eject
				try (Socket client = connect(context.getBean(TcpForwarder.class))) {
					client.getOutputStream().write(new byte[64]);
					assertThatExceptionOfType(SocketException.class).isThrownBy(client.getInputStream()::read);
				}
				RouteDescriptor route = endpoint(context).describeRoute("db", null);
				assertThat(route).isNotNull();
				assertThat(route.upstreams().get("0").targets()).singleElement()
					.satisfies((target) -> assertThat(target.up()).isFalse())
					.satisfies((target) -> assertThat(target.failed()).isEqualTo(3));
				assertThat(route.upstreams().get("a.example.org/0").targets()).singleElement()
					.satisfies((target) -> assertThat(target.up()).isTrue())
					.satisfies((target) -> assertThat(target.failed()).isZero());
				assertThat(upstreamUp(registry, "0")).isZero();
				assertThat(upstreamUp(registry, "a.example.org/0")).isOne();
			});
	}

	@Test
	void everyMeterIsBoundWithItsTags() {
		this.runner.run((context) -> {
			MeterRegistry registry = new SimpleMeterRegistry();
			context.getBean(ForwardMetrics.class).bindTo(registry);
			for (ForwardMeters meter : ForwardMeters.values()) {
				assertThat(registry.find(meter.getName()).meters()).as(meter.getName())
					.isNotEmpty()
					.allSatisfy((bound) -> {
						assertThat(bound.getId().getType()).isEqualTo(meter.getType());
						assertThat(bound.getId().getTags()).hasSameSizeAs(meter.getKeyNames());
					});
			}
			assertThat(registry.getMeters()).extracting((bound) -> bound.getId().getName())
				.allMatch((name) -> name.startsWith("zerocopy.forward."));
			assertThat(registry.getMeters()).flatExtracting((bound) -> bound.getId().getTags())
				.extracting("value")
				.noneMatch((value) -> value.toString().contains("127.0.0.1"));
			assertThat(upstreamUp(registry, "0")).isOne();
			context.getBean(TcpForwarder.class).enableUpstream("db", "127.0.0.1:7", false);
			assertThat(upstreamUp(registry, "0")).isZero();
			assertThat(upstreamUp(registry, "1")).isOne();
		});
	}

	@Test
	void metersSurviveTheStopOfTheForwarder() {
		this.runner.run((context) -> {
			MeterRegistry registry = new SimpleMeterRegistry();
			context.getBean(ForwardMetrics.class).bindTo(registry);
			context.getBean(TcpForwarder.class).stop();
			assertThat(registry.getMeters()).isNotEmpty()
				.allSatisfy((meter) -> assertThat(meter.measure()).allMatch((value) -> value.getValue() == 0));
		});
	}

	private static double upstreamUp(MeterRegistry registry, String upstream) {
		return registry.get("zerocopy.forward.upstream.up").tags("route", "db", "upstream", upstream).gauge().value();
	}

	@Test
	void everythingBacksOffWithoutItsLibrary() {
		this.runner
			.withClassLoader(new FilteredClassLoader(MeterBinder.class, HealthContributor.class,
					ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(TcpForwarder.class)
				.doesNotHaveBean("zeroCopyForwardMetrics")
				.doesNotHaveBean("zerocopyHealthContributor")
				.doesNotHaveBean(ZeroCopyEndpoint.class));
	}

	private static void assertHealth(ApplicationContext context, Status status, String detail) {
		Health health = context.getBean(ZeroCopyHealthIndicator.class).health();
		assertThat(health).isNotNull();
		assertThat(health.getStatus()).isEqualTo(status);
		assertThat(health.getDetails().toString()).contains(detail);
		assertThat(health.getDetails().toString()).doesNotContain("127.0.0.1");
	}

	private static ZeroCopyEndpoint endpoint(ApplicationContext context) {
		return context.getBean(ZeroCopyEndpoint.class);
	}

}
