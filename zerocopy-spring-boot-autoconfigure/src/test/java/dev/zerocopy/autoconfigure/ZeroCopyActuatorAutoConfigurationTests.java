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

import java.nio.file.Files;
import java.nio.file.Path;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;

import dev.zerocopy.actuate.ZeroCopyDescriptor;
import dev.zerocopy.actuate.ZeroCopyEndpoint;
import dev.zerocopy.actuate.ZeroCopyEndpointWebExtension;
import dev.zerocopy.actuate.ZeroCopyHealthIndicator;
import dev.zerocopy.metrics.StaticFileMetrics;
import dev.zerocopy.mount.Mount;
import dev.zerocopy.mount.StaticFiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZeroCopyEndpointAutoConfiguration},
 * {@link ZeroCopyHealthContributorAutoConfiguration} and
 * {@link ZeroCopyMetricsAutoConfiguration}.
 */
class ZeroCopyActuatorAutoConfigurationTests {

	@TempDir
	private Path directory;

	private ReactiveWebApplicationContextRunner runner;

	@BeforeEach
	void configureARoot() {
		this.runner = new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ZeroCopyStaticAutoConfiguration.class,
					ZeroCopyEndpointAutoConfiguration.class, ZeroCopyHealthContributorAutoConfiguration.class,
					ZeroCopyMetricsAutoConfiguration.class))
			.withPropertyValues("zerocopy.static.root=" + this.directory);
	}

	@Test
	void nothingIsContributedWithoutARoot() {
		this.runner.withPropertyValues("zerocopy.static.root=", "management.endpoints.web.exposure.include=zerocopy")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ZeroCopyEndpoint.class)
				.doesNotHaveBean(ZeroCopyHealthIndicator.class)
				.doesNotHaveBean(StaticFileMetrics.class));
	}

	@Test
	void endpointIsNotThereUnlessExposed() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(ZeroCopyEndpoint.class));
	}

	@Test
	void exposedEndpointHidesDirectories() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=zerocopy").run((context) -> {
			assertThat(context).hasSingleBean(ZeroCopyEndpointWebExtension.class);
			ZeroCopyDescriptor.MountDescriptor mount = context.getBean(ZeroCopyEndpoint.class)
				.describe()
				.mounts()
				.get("default");
			assertThat(mount.root()).isEqualTo("******");
			assertThat(mount.path()).isEqualTo("/");
			assertThat(mount.bytes()).containsKeys("sendfile", "memory", "chunked", "direct");
		});
	}

	@Test
	void exposedEndpointShowsDirectoriesWhenAsked() {
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=zerocopy",
					"management.endpoint.zerocopy.show-values=always")
			.run((context) -> assertThat(
					context.getBean(ZeroCopyEndpoint.class).describe().mounts().get("default").root())
				.isEqualTo(this.directory.toString()));
	}

	@Test
	void capabilitiesCarryTheirCause() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=zerocopy").run((context) -> {
			ZeroCopyDescriptor descriptor = context.getBean(ZeroCopyEndpoint.class).describe();
			assertThat(descriptor.capabilities()).containsKeys("sendfile", "directoryWatch", "pageCacheControl");
			// the runner starts no Reactor Netty server
			assertThat(descriptor.capabilities().get("sendfile").available()).isFalse();
			assertThat(descriptor.capabilities().get("sendfile").cause()).contains("not Reactor Netty");
		});
	}

	@Test
	void endpointDropsCachedFiles() throws Exception {
		Files.writeString(this.directory.resolve("a.txt"), "a");
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=zerocopy").run((context) -> {
			Mount mount = context.getBean(StaticFiles.class).mounts().get(0);
			mount.files().get("a.txt").join();
			ZeroCopyEndpoint endpoint = context.getBean(ZeroCopyEndpoint.class);
			assertThat(endpoint.invalidateMount("other")).isNull();
			assertThat(endpoint.invalidate().get("default")).isPositive();
			assertThat(mount.files().getIfFresh("a.txt")).isNull();
		});
	}

	@Test
	void endpointBacksOffWithoutActuator() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=zerocopy")
			.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ZeroCopyEndpoint.class));
	}

	@Test
	void healthIsUpWhileTheRootIsReadable() {
		this.runner.run((context) -> assertThat(health(context.getBean(ZeroCopyHealthIndicator.class)).getStatus())
			.isEqualTo(Status.UP));
	}

	@Test
	void healthIsDownWhenTheRootIsGone() {
		this.runner.run((context) -> {
			Files.delete(this.directory);
			Health health = health(context.getBean(ZeroCopyHealthIndicator.class));
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails().toString()).contains("default").contains("not a readable directory");
			Files.createDirectory(this.directory);
		});
	}

	@Test
	void healthCanBeDisabled() {
		this.runner.withPropertyValues("management.health.zerocopy.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ZeroCopyHealthIndicator.class));
	}

	@Test
	void healthBacksOffWithoutItsModule() {
		this.runner.withClassLoader(new FilteredClassLoader(HealthContributor.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ZeroCopyHealthIndicator.class));
	}

	@Test
	void metersAreBound() {
		this.runner.run((context) -> {
			MeterRegistry registry = new SimpleMeterRegistry();
			context.getBean(StaticFileMetrics.class).bindTo(registry);
			assertThat(registry.get("zerocopy.static.requests")
				.tags("mount", "default", "status", "206", "transfer", "sendfile")
				.functionTimer()
				.count()).isZero();
			assertThat(registry.get("zerocopy.static.data.sent").tag("transfer", "memory").functionCounter().count())
				.isZero();
			assertThat(registry.get("zerocopy.static.fallbacks").tag("reason", "tls").functionCounter().count())
				.isZero();
			assertThat(registry.get("zerocopy.static.transfers.active").gauge().value()).isZero();
			assertThat(registry.get("zerocopy.static.open.files").gauge().value()).isZero();
			assertThat(registry.get("zerocopy.static.cache.gets").tag("result", "hit").functionCounter().count())
				.isZero();
		});
	}

	@Test
	void metersBackOffWithoutMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader(MeterBinder.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("zeroCopyStaticFileMetrics"));
	}

	private static Health health(ZeroCopyHealthIndicator indicator) {
		Health health = indicator.health();
		assertThat(health).isNotNull();
		return health;
	}

}
