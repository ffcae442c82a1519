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

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that serves directories with
 * zero-copy.
 * <p>
 * Comes before WebFlux's own: of two handler mappings with the same order, the one
 * registered first is asked first, and ours shares its order with the welcome page.
 */
@AutoConfiguration(beforeName = "org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration")
@ConditionalOnBooleanProperty(name = "zerocopy.static.enabled", matchIfMissing = true)
@Conditional(OnStaticRootCondition.class)
@EnableConfigurationProperties(StaticFileProperties.class)
@Import({ ReactiveStaticFilesConfiguration.class, ServletStaticFilesConfiguration.class,
		UnsupportedWebApplicationConfiguration.class })
public final class ZeroCopyStaticAutoConfiguration {

}
