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

import jakarta.servlet.Servlet;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import dev.zerocopy.mount.Engine;
import dev.zerocopy.mount.StaticFiles;
import dev.zerocopy.transport.TransportCapabilities;
import dev.zerocopy.web.servlet.ContainerTurns;
import dev.zerocopy.web.servlet.StaticFallbackHandlerMapping;
import dev.zerocopy.web.servlet.StaticFileHandler;
import dev.zerocopy.web.servlet.StaticFileHandlerMapping;
import dev.zerocopy.web.tomcat.TurnTakingTomcatCustomizer;

/**
 * Static files in a Spring MVC application.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ Servlet.class, DispatcherServlet.class })
@ImportRuntimeHints({ StaticFilesRuntimeHints.class, JnaRuntimeHints.class })
class ServletStaticFilesConfiguration {

	@Bean
	@ConditionalOnMissingBean
	StaticFiles zeroCopyStaticFiles(StaticFileProperties properties, ConfigurableEnvironment environment) {
		return StaticFilesFactory.create(properties, environment);
	}

	@Bean
	@ConditionalOnMissingBean
	ContainerTurns zeroCopyContainerTurns() {
		return new ContainerTurns();
	}

	@Bean
	@ConditionalOnMissingBean
	StaticFileHandler zeroCopyStaticFileHandler(ContainerTurns turns) {
		return new StaticFileHandler(turns);
	}

	@Bean
	@ConditionalOnMissingBean
	StaticFileHandlerMapping zeroCopyStaticFileHandlerMapping(StaticFiles files, StaticFileHandler handler,
			ObjectProvider<WebMvcConfigurer> configurers) {
		StaticFileHandlerMapping mapping = new StaticFileHandlerMapping(files, handler, MappingOrder.FILES);
		mapping.setCorsConfigurations(ServletCorsMappings.of(configurers));
		return mapping;
	}

	@Bean
	@ConditionalOnMissingBean
	StaticFallbackHandlerMapping zeroCopyStaticFallbackHandlerMapping(StaticFiles files, StaticFileHandler handler,
			ObjectProvider<WebMvcConfigurer> configurers) {
		StaticFallbackHandlerMapping mapping = new StaticFallbackHandlerMapping(files, handler, MappingOrder.FALLBACK);
		mapping.setCorsConfigurations(ServletCorsMappings.of(configurers));
		return mapping;
	}

	@Bean
	MountAnnouncer zeroCopyMountAnnouncer(StaticFiles files, ContainerTurns turns) {
		return new MountAnnouncer(files,
				(options) -> (options.engine() == Engine.NETTY) ? "servlet (netty needs Reactor Netty)" : "servlet",
				(options) -> {
					String cause = sendfileUnavailabilityCause(turns);
					return "sendfile " + ((cause != null) ? "unavailable (" + cause + ")" : "available");
				});
	}

	/**
	 * Return why the container cannot send files.
	 * @param turns the turns of the container
	 * @return the cause, or {@code null} if it can
	 */
	static @Nullable String sendfileUnavailabilityCause(ContainerTurns turns) {
		String cause = turns.unavailabilityCause();
		return (cause != null) ? cause : TransportCapabilities.descriptorNames().cause();
	}

	/**
	 * Apart, because it needs Tomcat.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ TomcatServletWebServerFactory.class, Http11NioProtocol.class })
	static class TomcatConfiguration {

		@Bean
		@ConditionalOnMissingBean
		TurnTakingTomcatCustomizer zeroCopyTomcatCustomizer(ContainerTurns turns) {
			return new TurnTakingTomcatCustomizer(turns);
		}

		@Bean
		TransferDrainLifecycle zeroCopyTomcatDrainLifecycle(TurnTakingTomcatCustomizer tomcat,
				ObjectProvider<ServerProperties> server) {
			ServerProperties properties = server.getIfAvailable();
			return new TransferDrainLifecycle(tomcat::sending,
					properties != null && properties.getShutdown() == Shutdown.GRACEFUL);
		}

	}

}
