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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Says that nothing is served where nothing can be.
 */
@Configuration(proxyBeanMethods = false)
class UnsupportedWebApplicationConfiguration {

	private static final Log logger = LogFactory.getLog(UnsupportedWebApplicationConfiguration.class);

	private static final String REMEDY = ", so 'zerocopy.static' serves nothing. Use spring-boot-starter-webflux or spring-boot-starter-webmvc, "
			+ "or set 'zerocopy.static.enabled=false'.";

	private static InitializingBean warning(String situation) {
		return () -> logger.warn(situation + REMEDY);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnMissingClass("org.springframework.web.servlet.DispatcherServlet")
	static class ServletConfiguration {

		@Bean
		@Lazy(false)
		InitializingBean zeroCopyServletWarning() {
			return warning("This is a servlet application without Spring MVC");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnMissingClass("reactor.netty.http.server.HttpServer")
	static class WithoutReactorNettyConfiguration {

		@Bean
		@Lazy(false)
		InitializingBean zeroCopyWithoutReactorNettyWarning() {
			return warning("Reactor Netty is not on the class path");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnNotWebApplication
	static class NotWebConfiguration {

		@Bean
		@Lazy(false)
		InitializingBean zeroCopyNotWebWarning() {
			return warning("This is not a web application");
		}

	}

}
