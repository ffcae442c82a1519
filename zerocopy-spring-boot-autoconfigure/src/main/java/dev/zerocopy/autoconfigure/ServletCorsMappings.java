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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The cross-origin rules of the application, which Spring MVC gives to its own handler
 * mappings only.
 */
final class ServletCorsMappings extends CorsRegistry {

	private ServletCorsMappings() {
	}

	/**
	 * Collect what all configurers say.
	 * @param configurers the configurers of the application
	 * @return the configuration by path pattern
	 */
	static Map<String, CorsConfiguration> of(ObjectProvider<WebMvcConfigurer> configurers) {
		ServletCorsMappings mappings = new ServletCorsMappings();
		configurers.orderedStream().forEach((configurer) -> configurer.addCorsMappings(mappings));
		return mappings.getCorsConfigurations();
	}

}
