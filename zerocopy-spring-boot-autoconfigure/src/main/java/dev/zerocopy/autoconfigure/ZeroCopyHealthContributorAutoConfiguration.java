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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

import dev.zerocopy.actuate.ZeroCopyHealthIndicator;
import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.mount.StaticFiles;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ZeroCopyHealthIndicator}.
 */
@AutoConfiguration(before = HealthContributorAutoConfiguration.class,
		after = { ZeroCopyStaticAutoConfiguration.class, ZeroCopyForwardAutoConfiguration.class })
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("zerocopy")
@Conditional(OnStaticFilesOrForwarderCondition.class)
public final class ZeroCopyHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "zerocopyHealthContributor")
	ZeroCopyHealthIndicator zerocopyHealthContributor(ObjectProvider<StaticFiles> files,
			ObjectProvider<TcpForwarder> forwarder) {
		return new ZeroCopyHealthIndicator(files.getIfAvailable(), forwarder.getIfAvailable());
	}

}
