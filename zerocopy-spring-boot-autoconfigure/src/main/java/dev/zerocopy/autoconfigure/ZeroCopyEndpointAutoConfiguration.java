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

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import dev.zerocopy.actuate.Capabilities;
import dev.zerocopy.actuate.Capability;
import dev.zerocopy.actuate.ZeroCopyEndpoint;
import dev.zerocopy.actuate.ZeroCopyEndpointWebExtension;
import dev.zerocopy.file.DirectoryWatcher;
import dev.zerocopy.mount.StaticFiles;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ZeroCopyEndpoint}.
 */
@AutoConfiguration(after = ZeroCopyStaticAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(ZeroCopyEndpoint.class)
@ConditionalOnBean({ StaticFiles.class, SendfileCapability.class })
@EnableConfigurationProperties(ZeroCopyEndpointProperties.class)
public final class ZeroCopyEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ZeroCopyEndpoint zeroCopyEndpoint(StaticFiles files, SendfileCapability sendfile,
			ZeroCopyEndpointProperties properties) {
		return new ZeroCopyEndpoint(files, new PlatformCapabilities(sendfile, files.watcher()),
				properties.showValues());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(ZeroCopyEndpoint.class)
	@ConditionalOnAvailableEndpoint(endpoint = ZeroCopyEndpoint.class, exposure = EndpointExposure.WEB)
	ZeroCopyEndpointWebExtension zeroCopyEndpointWebExtension(ZeroCopyEndpoint endpoint,
			ZeroCopyEndpointProperties properties) {
		return new ZeroCopyEndpointWebExtension(endpoint, properties.showValues(), properties.roles());
	}

	private record PlatformCapabilities(SendfileCapability sendfile, DirectoryWatcher watcher) implements Capabilities {

		@Override
		public String transport() {
			return this.sendfile.transport();
		}

		@Override
		public Map<String, Capability> all() {
			Map<String, Capability> all = new TreeMap<>();
			all.put("sendfile", Capability.of(this.sendfile.unavailabilityCause()));
			all.put("directoryWatch", Capability.of(this.watcher.unavailabilityCause()));
			return all;
		}

	}

}
