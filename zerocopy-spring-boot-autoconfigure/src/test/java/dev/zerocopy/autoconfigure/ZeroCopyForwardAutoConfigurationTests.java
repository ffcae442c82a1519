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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import dev.zerocopy.forward.ForwarderSettings;
import dev.zerocopy.forward.RouteSpec;
import dev.zerocopy.forward.RouteStatus;
import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.forward.proxyprotocol.ProxyProtocolVersion;
import dev.zerocopy.forward.relay.TransferMode;
import dev.zerocopy.forward.upstream.BalanceMode;
import dev.zerocopy.forward.upstream.UpstreamSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZeroCopyForwardAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ZeroCopyForwardAutoConfigurationTests {

	private static final AutoConfigurations FORWARD = AutoConfigurations.of(ZeroCopyForwardAutoConfiguration.class);

	private static final String[] ROUTE = { "zerocopy.forward.event-loop-threads=1",
			"zerocopy.forward.routes.echo.listen=127.0.0.1:0", "zerocopy.forward.routes.echo.upstreams=127.0.0.1:9",
			"zerocopy.forward.routes.echo.health-check.enabled=false" };

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(FORWARD);

	private final ApplicationContextRunner withRoute = this.runner.withPropertyValues(ROUTE);

	@Test
	void autoConfigurationBacksOffWithoutRoutes() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(TcpForwarder.class)
			.doesNotHaveBean(ForwarderStartStopLifecycle.class));
	}

	@Test
	void autoConfigurationBacksOffWhenOnlyGeneralPropertiesAreSet() {
		this.runner.withPropertyValues("zerocopy.forward.drain-timeout=1s")
			.run((context) -> assertThat(context).doesNotHaveBean(TcpForwarder.class));
	}

	@Test
	void autoConfigurationBacksOffWhenDisabled() {
		this.withRoute.withPropertyValues("zerocopy.forward.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TcpForwarder.class));
	}

	@Test
	void routeIsForwardedWithoutWebServer() {
		this.withRoute.run(ZeroCopyForwardAutoConfigurationTests::assertForwarding);
	}

	@Test
	void routeIsForwardedInReactiveApplication() {
		new ReactiveWebApplicationContextRunner().withConfiguration(FORWARD)
			.withPropertyValues(ROUTE)
			.run(ZeroCopyForwardAutoConfigurationTests::assertForwarding);
	}

	@Test
	void routeIsForwardedInServletApplication() {
		new WebApplicationContextRunner().withConfiguration(FORWARD)
			.withPropertyValues(ROUTE)
			.run(ZeroCopyForwardAutoConfigurationTests::assertForwarding);
	}

	@Test
	void routeIsForwardedWithoutWebLibraries() {
		this.withRoute
			.withClassLoader(new FilteredClassLoader("org.springframework.web", "org.springframework.boot.web.server",
					"reactor.netty", "io.micrometer", "org.springframework.boot.actuate"))
			.run(ZeroCopyForwardAutoConfigurationTests::assertForwarding);
	}

	private static void assertForwarding(ApplicationContextAssertProvider<?> context) {
		assertThat(context).hasNotFailed();
		TcpForwarder forwarder = context.getBean(TcpForwarder.class);
		assertThat(forwarder.isRunning()).isTrue();
		assertThat(forwarder.state("echo").status()).isEqualTo(RouteStatus.RUNNING);
		assertThat(forwarder.state("echo").listening()).singleElement().asString().startsWith("127.0.0.1:");
	}

	@Test
	void routeAloneTakesTheDocumentedDefaults() {
		this.runner
			.withPropertyValues("zerocopy.forward.routes.echo.listen=127.0.0.1:0",
					"zerocopy.forward.routes.echo.upstreams=127.0.0.1:9")
			.run((context) -> {
				RouteSpec route = route(context);
				RouteSpec defaults = RouteSpec.route("echo").listen("127.0.0.1:0").upstream("127.0.0.1:9").build();
				assertThat(route).isEqualTo(defaults);
			});
	}

	@Test
	void everyPropertyOfARouteIsBound() {
		this.runner.withPropertyValues(prefixed(Map.ofEntries(Map.entry("listen", "127.0.0.1:0,[::1]:0"),
				Map.entry("upstreams[0]", "127.0.0.1:9"), Map.entry("upstreams[1].address", "unix:/run/a.sock"),
				Map.entry("upstreams[1].weight", "7"), Map.entry("upstreams[1].backup", "true"),
				Map.entry("sni.api.example.org", "127.0.0.1:10,127.0.0.1:11"),
				Map.entry("sni[*.example.org][0].address", "127.0.0.1:12"), Map.entry("balance", "least-connections"),
				Map.entry("transfer", "copy"), Map.entry("connect-timeout", "1s"), Map.entry("connect-retries", "4"),
				Map.entry("client-hello-timeout", "2s"), Map.entry("idle-timeout", "3s"),
				Map.entry("half-close-timeout", "4s"), Map.entry("max-connections", "50"),
				Map.entry("max-connections-per-client", "5"), Map.entry("allow", "127.0.0.0/8, ::1"),
				Map.entry("deny", "127.0.0.9"), Map.entry("proxy-protocol.accept", "any"),
				Map.entry("proxy-protocol.send", "v2"), Map.entry("proxy-protocol.trusted", "127.0.0.1"),
				Map.entry("proxy-protocol.timeout", "6s"), Map.entry("health-check.interval", "7m"),
				Map.entry("health-check.timeout", "8s"), Map.entry("health-check.rise", "9"),
				Map.entry("health-check.fall", "10"), Map.entry("dns-refresh", "11s"),
				Map.entry("tcp.no-delay", "false"), Map.entry("tcp.keep-alive", "false"),
				Map.entry("tcp.user-timeout", "12s"), Map.entry("tcp.backlog", "13"), Map.entry("access-log", "true"))))
			.withPropertyValues("zerocopy.forward.routes.echo.listen=127.0.0.1:0")
			.run((context) -> {
				RouteSpec route = route(context);
				assertThat(route.upstreams()).containsExactly(UpstreamSpec.of("127.0.0.1:9"),
						new UpstreamSpec(UpstreamSpec.of("unix:/run/a.sock").address(), 7, true));
				assertThat(route.serverNames()).containsOnlyKeys("api.example.org", "*.example.org");
				assertThat(route.serverNames().get("api.example.org")).containsExactly(UpstreamSpec.of("127.0.0.1:10"),
						UpstreamSpec.of("127.0.0.1:11"));
				assertThat(route.serverNames().get("*.example.org")).containsExactly(UpstreamSpec.of("127.0.0.1:12"));
				assertThat(route.balance()).isEqualTo(BalanceMode.LEAST_CONNECTIONS);
				assertThat(route.transfer()).isEqualTo(TransferMode.COPY);
				assertThat(route.connectTimeout()).hasSeconds(1);
				assertThat(route.connectRetries()).isEqualTo(4);
				assertThat(route.headTimeout()).hasSeconds(2);
				assertThat(route.idleTimeout()).hasSeconds(3);
				assertThat(route.halfCloseTimeout()).hasSeconds(4);
				assertThat(route.maxConnections()).isEqualTo(50);
				assertThat(route.maxConnectionsPerClient()).isEqualTo(5);
				assertThat(route.allow()).containsExactly("127.0.0.0/8", "::1");
				assertThat(route.deny()).containsExactly("127.0.0.9");
				assertThat(route.proxyProtocol().accept()).isEqualTo(ProxyProtocolVersion.ANY);
				assertThat(route.proxyProtocol().send()).isEqualTo(ProxyProtocolVersion.V2);
				assertThat(route.proxyProtocol().trusted()).containsExactly("127.0.0.1");
				assertThat(route.proxyProtocol().timeout()).hasSeconds(6);
				assertThat(route.healthCheck().enabled()).isTrue();
				assertThat(route.healthCheck().interval()).hasMinutes(7);
				assertThat(route.healthCheck().timeout()).hasSeconds(8);
				assertThat(route.healthCheck().rise()).isEqualTo(9);
				assertThat(route.healthCheck().fall()).isEqualTo(10);
				assertThat(route.dnsRefresh()).hasSeconds(11);
				assertThat(route.sockets().noDelay()).isFalse();
				assertThat(route.sockets().keepAlive()).isFalse();
				assertThat(route.sockets().userTimeout()).hasSeconds(12);
				assertThat(route.backlog()).isEqualTo(13);
				assertThat(route.accessLog()).isTrue();
			});
	}

	@Test
	void routesMayBeWrittenAsTheDocumentationDoes(@TempDir Path directory) throws IOException {
		String yaml = """
				zerocopy:
				  forward:
				    routes:
				      postgres:
				        listen: [":0", "unix:%s/postgres.sock"]
				        upstreams:
				          - db1.invalid:5432
				          - address: 10.0.0.2:5432
				            weight: 2
				          - address: unix:/run/postgresql/.s.PGSQL.5432
				            backup: true
				        allow: [10.0.0.0/8]
				        health-check: {enabled: false}
				      tls:
				        listen: :0
				        sni:
				          api.example.org: 10.0.0.1:443
				          "[*.example.org]": [10.0.0.2:443, 10.0.0.3:443]
				        upstreams: 10.0.0.4:443
				        health-check: {enabled: false}
				""".formatted(directory);
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("documentation",
				new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
		this.runner
			.withInitializer((context) -> sources.forEach(context.getEnvironment().getPropertySources()::addLast))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				List<RouteSpec> routes = context.getBean(TcpForwarder.class).routes();
				assertThat(routes).extracting(RouteSpec::name).containsExactlyInAnyOrder("postgres", "tls");
				RouteSpec postgres = routes.stream()
					.filter((route) -> route.name().equals("postgres"))
					.findFirst()
					.get();
				assertThat(postgres.upstreams()).extracting(UpstreamSpec::weight).containsExactly(1, 2, 1);
				assertThat(postgres.upstreams()).extracting(UpstreamSpec::backup).containsExactly(false, false, true);
				RouteSpec tls = routes.stream().filter((route) -> route.name().equals("tls")).findFirst().get();
				assertThat(tls.serverNames()).containsOnlyKeys("api.example.org", "*.example.org");
				assertThat(tls.serverNames().get("*.example.org")).hasSize(2);
				assertThat(directory.resolve("postgres.sock")).exists();
			});
		assertThat(directory.resolve("postgres.sock")).doesNotExist();
	}

	@Test
	void routeListensOnSeveralAddresses() {
		this.withRoute.withPropertyValues("zerocopy.forward.routes.echo.listen=127.0.0.1:0,127.0.0.2:0")
			.run((context) -> assertThat(context.getBean(TcpForwarder.class).state("echo").listening()).hasSize(2));
	}

	@Test
	void startupSaysWhatIsForwardedAndHow(CapturedOutput output) {
		this.withRoute.withPropertyValues("zerocopy.forward.routes.echo.balance=source-hash")
			.run((context) -> assertThat(output).containsPattern("Forwarding 127\\.0\\.0\\.1:\\d+ to 1 upstream "
					+ "\\(route 'echo', balance source-hash, transfer auto, splice (available|unavailable \\(.+\\))\\)"));
	}

	@Test
	void startsAndStopsInThePhasesOfWebServers() {
		this.withRoute.run((context) -> {
			ForwarderStartStopLifecycle startStop = context.getBean(ForwarderStartStopLifecycle.class);
			assertThat(startStop.getPhase()).isEqualTo(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
			assertThat(startStop.isPauseable()).isFalse();
			ForwarderDrainLifecycle drain = context.getBean(ForwarderDrainLifecycle.class);
			assertThat(drain.getPhase()).isEqualTo(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
			assertThat(drain.isPauseable()).isFalse();
		});
	}

	@Test
	void drainReportsBackFromAnotherThread() {
		this.withRoute.run((context) -> {
			CountDownLatch stopped = new CountDownLatch(1);
			Thread[] caller = new Thread[1];
			context.getBean(ForwarderDrainLifecycle.class).stop(() -> {
				caller[0] = Thread.currentThread();
				stopped.countDown();
			});
			assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(caller[0]).isNotSameAs(Thread.currentThread());
			assertThat(context.getBean(TcpForwarder.class).isRunning()).isFalse();
		});
	}

	@Test
	void stoppedContextStartsAgain() {
		this.withRoute.run((context) -> {
			ConfigurableApplicationContext source = context.getSourceApplicationContext();
			source.stop();
			assertThat(context.getBean(TcpForwarder.class).isRunning()).isFalse();
			source.start();
			assertForwarding(context);
		});
	}

	@Test
	void pausedContextKeepsForwarding() {
		this.withRoute.run((context) -> {
			context.getSourceApplicationContext().pause();
			assertForwarding(context);
		});
	}

	@Test
	void eventLoopsKeepAnApplicationWithoutWebServerAlive() {
		this.withRoute.run((context) -> assertThat(Thread.getAllStackTraces().keySet())
			.anyMatch((thread) -> thread.getName().startsWith("zerocopy-forward") && !thread.isDaemon()));
	}

	@Test
	void closingAContextWithoutWebServerRefusesTrafficFirst() {
		AtomicInteger refusals = new AtomicInteger();
		boolean[] running = new boolean[1];
		this.withRoute.run((context) -> {
			TcpForwarder forwarder = context.getBean(TcpForwarder.class);
			ApplicationListener<AvailabilityChangeEvent<?>> listener = (event) -> {
				if (event.getState() == ReadinessState.REFUSING_TRAFFIC) {
					refusals.incrementAndGet();
					running[0] = forwarder.isRunning();
				}
			};
			context.getSourceApplicationContext().addApplicationListener(listener);
			context.close();
			assertThat(refusals).hasValue(1);
			assertThat(running[0]).isTrue();
			assertThat(forwarder.isRunning()).isFalse();
		});
	}

	@Test
	void readinessIsLeftToContextsWithAWebServer() {
		new ReactiveWebApplicationContextRunner().withConfiguration(FORWARD)
			.withPropertyValues(ROUTE)
			.run((context) -> assertThat(context).doesNotHaveBean("zeroCopyReadinessListener"));
	}

	@Test
	void userForwarderReplacesOursAndIsStarted() {
		this.withRoute.withUserConfiguration(UserConfiguration.class).run((context) -> {
			assertThat(context).hasSingleBean(TcpForwarder.class).hasBean("userForwarder");
			assertThat(context.getBean(TcpForwarder.class).state("mine").status()).isEqualTo(RouteStatus.RUNNING);
		});
	}

	private static RouteSpec route(ApplicationContextAssertProvider<?> context) {
		assertThat(context).hasNotFailed();
		List<RouteSpec> routes = context.getBean(TcpForwarder.class).routes();
		assertThat(routes).hasSize(1);
		return routes.get(0);
	}

	private static String[] prefixed(Map<String, String> properties) {
		return properties.entrySet()
			.stream()
			.map((property) -> "zerocopy.forward.routes.echo." + property.getKey() + "=" + property.getValue())
			.toArray(String[]::new);
	}

	@Configuration(proxyBeanMethods = false)
	static class UserConfiguration {

		@Bean
		TcpForwarder userForwarder() {
			RouteSpec route = RouteSpec.route("mine").listen("127.0.0.1:0").upstream("127.0.0.1:9").build();
			return new TcpForwarder(
					new ForwarderSettings(1, Duration.ZERO, false, ForwarderSettings.DEFAULT.resolver()),
					List.of(route));
		}

	}

}
