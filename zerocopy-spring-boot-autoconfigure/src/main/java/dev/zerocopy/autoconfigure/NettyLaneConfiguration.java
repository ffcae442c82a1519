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

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.webflux.autoconfigure.WebFluxProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import dev.zerocopy.mount.Engine;
import dev.zerocopy.mount.StaticFiles;
import dev.zerocopy.web.netty.NettyLane;

/**
 * Files served ahead of WebFlux, for the mounts that ask for it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ NettyReactiveWebServerFactory.class, WebFluxProperties.class })
class NettyLaneConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	NettyLane zeroCopyNettyLane(StaticFiles files, ObjectProvider<WebFluxProperties> webFlux,
			ObjectProvider<WebFluxConfigurer> configurers) {
		WebFluxProperties properties = webFlux.getIfAvailable();
		String basePath = (properties != null) ? properties.getBasePath() : null;
		return new NettyLane(files, (basePath != null) ? basePath : "", () -> crossOrigin(configurers));
	}

	/**
	 * After Spring Boot has set the limits, which the lane must know. Only the server of
	 * the application asks for it, not that of the management port.
	 */
	@Bean
	WebServerFactoryCustomizer<NettyReactiveWebServerFactory> zeroCopyNettyLaneCustomizer(StaticFiles files,
			ObjectProvider<NettyLane> lane) {
		boolean wanted = files.mounts().stream().anyMatch((mount) -> mount.options().engine() == Engine.NETTY);
		return (factory) -> {
			if (wanted) {
				factory.addServerCustomizers(lane.getObject()::install);
			}
		};
	}

	@Bean
	LaneAnnouncer zeroCopyLaneAnnouncer(StaticFiles files, ObjectProvider<NettyLane> lane,
			ListableBeanFactory beanFactory) {
		return new LaneAnnouncer(files, lane, beanFactory);
	}

	@Bean
	TransferDrainLifecycle zeroCopyLaneDrainLifecycle(StaticFiles files, ObjectProvider<ServerProperties> server) {
		ServerProperties properties = server.getIfAvailable();
		return new TransferDrainLifecycle(() -> files.mounts().stream().anyMatch((mount) -> mount.stats().active() > 0),
				properties != null && properties.getShutdown() == Shutdown.GRACEFUL);
	}

	private static List<PathPattern> crossOrigin(ObjectProvider<WebFluxConfigurer> configurers) {
		return CorsMappings.of(configurers).keySet().stream().map(PathPatternParser.defaultInstance::parse).toList();
	}

}
