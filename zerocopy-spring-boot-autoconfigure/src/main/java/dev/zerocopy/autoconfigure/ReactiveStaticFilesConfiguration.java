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

import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.config.WebFluxConfigurer;

import dev.zerocopy.mount.StaticFiles;
import dev.zerocopy.web.reactive.KeepAliveReadHandler;
import dev.zerocopy.web.reactive.StaticFallbackHandlerMapping;
import dev.zerocopy.web.reactive.StaticFileHandler;
import dev.zerocopy.web.reactive.StaticFileHandlerMapping;

/**
 * Static files in a WebFlux application.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnClass({ DispatcherHandler.class, HttpServer.class })
@Import(NettyLaneConfiguration.class)
@ImportRuntimeHints({ StaticFilesRuntimeHints.class, JnaRuntimeHints.class })
class ReactiveStaticFilesConfiguration {

	@Bean
	@ConditionalOnMissingBean
	StaticFiles zeroCopyStaticFiles(StaticFileProperties properties, ConfigurableEnvironment environment) {
		return StaticFilesFactory.create(properties, environment);
	}

	@Bean
	@ConditionalOnMissingBean
	StaticFileHandler zeroCopyStaticFileHandler() {
		return new StaticFileHandler();
	}

	@Bean
	@ConditionalOnMissingBean
	StaticFileHandlerMapping zeroCopyStaticFileHandlerMapping(StaticFiles files, StaticFileHandler handler,
			ObjectProvider<WebFluxConfigurer> configurers) {
		StaticFileHandlerMapping mapping = new StaticFileHandlerMapping(files, handler, MappingOrder.FILES);
		mapping.setCorsConfigurations(CorsMappings.of(configurers));
		return mapping;
	}

	@Bean
	@ConditionalOnMissingBean
	StaticFallbackHandlerMapping zeroCopyStaticFallbackHandlerMapping(StaticFiles files, StaticFileHandler handler,
			ObjectProvider<WebFluxConfigurer> configurers) {
		StaticFallbackHandlerMapping mapping = new StaticFallbackHandlerMapping(files, handler, MappingOrder.FALLBACK);
		mapping.setCorsConfigurations(CorsMappings.of(configurers));
		return mapping;
	}

	@Bean
	@ConditionalOnMissingBean
	SendfileCapability zeroCopySendfileCapability(ObjectProvider<ReactorResourceFactory> resources,
			ObjectProvider<ServerProperties> server) {
		return new SendfileCapability(resources, server);
	}

	@Bean
	MountAnnouncer zeroCopyMountAnnouncer(StaticFiles files, SendfileCapability capability) {
		return new MountAnnouncer(files, (options) -> options.engine().tag(),
				(options) -> capability.describe() + MountAnnouncer.pageCache(options));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(NettyServerCustomizer.class)
	static class KeepAliveConfiguration {

		@Bean
		NettyServerCustomizer zeroCopyKeepAliveReadCustomizer() {
			return KeepAliveReadHandler::addTo;
		}

	}

}
