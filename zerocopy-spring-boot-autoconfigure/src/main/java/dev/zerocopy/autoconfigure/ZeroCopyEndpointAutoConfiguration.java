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

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

import dev.zerocopy.actuate.Capabilities;
import dev.zerocopy.actuate.Capability;
import dev.zerocopy.actuate.ZeroCopyEndpoint;
import dev.zerocopy.actuate.ZeroCopyEndpointWebExtension;
import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.mount.StaticFiles;
import dev.zerocopy.transport.TransportCapabilities;
import dev.zerocopy.web.servlet.ContainerTurns;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ZeroCopyEndpoint}.
 */
@AutoConfiguration(after = { ZeroCopyStaticAutoConfiguration.class, ZeroCopyForwardAutoConfiguration.class })
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(ZeroCopyEndpoint.class)
@Conditional(OnStaticFilesOrForwarderCondition.class)
@EnableConfigurationProperties(ZeroCopyEndpointProperties.class)
public final class ZeroCopyEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ZeroCopyEndpoint zeroCopyEndpoint(ObjectProvider<StaticFiles> files, ObjectProvider<TcpForwarder> forwarder,
			ObjectProvider<Capabilities> capabilities, ZeroCopyEndpointProperties properties) {
		return new ZeroCopyEndpoint(files.getIfAvailable(), forwarder.getIfAvailable(),
				capabilities.orderedStream().toList(), properties.showValues());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(ZeroCopyEndpoint.class)
	@ConditionalOnAvailableEndpoint(endpoint = ZeroCopyEndpoint.class, exposure = EndpointExposure.WEB)
	ZeroCopyEndpointWebExtension zeroCopyEndpointWebExtension(ZeroCopyEndpoint endpoint,
			ZeroCopyEndpointProperties properties) {
		return new ZeroCopyEndpointWebExtension(endpoint, properties.showValues(), properties.roles());
	}

	/**
	 * Apart, because it needs Reactor Netty.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "reactor.netty.resources.LoopResources")
	@ConditionalOnBean({ StaticFiles.class, SendfileCapability.class })
	static class StaticFilesCapabilitiesConfiguration {

		@Bean
		Capabilities zeroCopyStaticFilesCapabilities(SendfileCapability sendfile, StaticFiles files) {
			return new Capabilities() {

				@Override
				public String transport() {
					return sendfile.transport();
				}

				@Override
				public Map<String, Capability> all() {
					return Map.of("sendfile", Capability.of(sendfile.unavailabilityCause()), "directoryWatch",
							Capability.of(files.watcher().unavailabilityCause()), "pageCacheControl",
							Capability.of(TransportCapabilities.pageCacheControl().cause()));
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnBean({ StaticFiles.class, ContainerTurns.class })
	static class ServletCapabilitiesConfiguration {

		@Bean
		Capabilities zeroCopyServletCapabilities(StaticFiles files, ContainerTurns turns) {
			return new Capabilities() {

				@Override
				public String transport() {
					return Capabilities.SERVLET;
				}

				@Override
				public Map<String, Capability> all() {
					return Map.of("sendfile",
							Capability.of(ServletStaticFilesConfiguration.sendfileUnavailabilityCause(turns)),
							"directoryWatch", Capability.of(files.watcher().unavailabilityCause()));
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean({ TcpForwarder.class, ForwarderCapabilities.class })
	static class ForwarderCapabilitiesConfiguration {

		@Bean
		Capabilities zeroCopyForwarderPlatformCapabilities(ForwarderCapabilities forwarder) {
			return new Capabilities() {

				@Override
				public @Nullable String transport() {
					return null;
				}

				@Override
				public Map<String, Capability> all() {
					Map<String, Capability> all = new TreeMap<>();
					forwarder.causes().forEach((name, cause) -> all.put(name, Capability.of(cause)));
					return all;
				}

			};
		}

	}

}
