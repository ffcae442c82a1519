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

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWebApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.ConfigurableEnvironment;

import dev.zerocopy.forward.ForwarderListener;
import dev.zerocopy.forward.ForwarderSettings;
import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.forward.upstream.HostResolver;
import dev.zerocopy.metrics.ConnectTimes;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that forwards TCP connections with
 * zero-copy, in applications with any web server or none.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "zerocopy.forward.enabled", matchIfMissing = true)
@Conditional(OnForwardRouteCondition.class)
@EnableConfigurationProperties(ForwardProperties.class)
@ImportRuntimeHints(JnaRuntimeHints.class)
public final class ZeroCopyForwardAutoConfiguration {

	@Bean
	@ConfigurationPropertiesBinding
	static UpstreamConverter zeroCopyUpstreamConverter() {
		return new UpstreamConverter();
	}

	@Bean
	@ConditionalOnMissingBean
	ConnectTimes zeroCopyConnectTimes() {
		return new ConnectTimes();
	}

	@Bean
	@ConditionalOnMissingBean
	TcpForwarder zeroCopyTcpForwarder(ForwardProperties properties, ConfigurableEnvironment environment,
			ObjectProvider<ForwarderListener> listeners, ObjectProvider<HostResolver> resolver) {
		MapKeys.checkServerNames(environment);
		ForwarderSettings settings = new ForwarderSettings(
				Checks.between(Checks.orElse(
						new Setting<>(RouteSettings.PREFIX + "event-loop-threads", properties.eventLoopThreads()),
						ForwarderSettings.DEFAULT.eventLoopThreads()), 1, 1024),
				Checks.notNegative(new Setting<>(RouteSettings.PREFIX + "drain-timeout", properties.drainTimeout())),
				true, resolver.getIfAvailable(() -> HostResolver.SYSTEM));
		List<ForwarderListener> all = listeners.orderedStream().toList();
		return new TcpForwarder(settings, new RouteSpecFactory().create(properties.routes()),
				new CompositeForwarderListener(all));
	}

	@Bean
	ForwarderCapabilities zeroCopyForwarderCapabilities(TcpForwarder forwarder) {
		return new ForwarderCapabilities(forwarder);
	}

	@Bean
	ForwarderRunner zeroCopyForwarderRunner(TcpForwarder forwarder, ForwarderCapabilities capabilities) {
		return new ForwarderRunner(forwarder, new RouteAnnouncer(forwarder, capabilities));
	}

	@Bean
	ForwarderStartStopLifecycle zeroCopyForwarderStartStopLifecycle(ForwarderRunner runner) {
		return new ForwarderStartStopLifecycle(runner);
	}

	@Bean
	ForwarderDrainLifecycle zeroCopyForwarderDrainLifecycle(ForwarderRunner runner) {
		return new ForwarderDrainLifecycle(runner);
	}

	/**
	 * Contexts with a web server refuse traffic by themselves when they are closed.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnNotWebApplication
	static class ReadinessConfiguration {

		@Bean
		ApplicationListener<ContextClosedEvent> zeroCopyReadinessListener(ApplicationContext context) {
			return (event) -> {
				if (event.getApplicationContext() == context) {
					AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
				}
			};
		}

	}

}
