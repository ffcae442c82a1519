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

import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.metrics.ConnectTimes;
import dev.zerocopy.metrics.ForwardMetrics;
import dev.zerocopy.metrics.StaticFileMetrics;
import dev.zerocopy.mount.StaticFiles;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for meters.
 */
@AutoConfiguration(after = { ZeroCopyStaticAutoConfiguration.class, ZeroCopyForwardAutoConfiguration.class })
@ConditionalOnClass(MeterBinder.class)
public final class ZeroCopyMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(StaticFiles.class)
	StaticFileMetrics zeroCopyStaticFileMetrics(StaticFiles files) {
		return new StaticFileMetrics(files);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean({ TcpForwarder.class, ConnectTimes.class })
	ForwardMetrics zeroCopyForwardMetrics(TcpForwarder forwarder, ConnectTimes connectTimes) {
		return new ForwardMetrics(forwarder, connectTimes);
	}

}
