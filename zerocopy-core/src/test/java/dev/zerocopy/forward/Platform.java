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

package dev.zerocopy.forward;

import java.time.Duration;

import dev.zerocopy.forward.upstream.HostResolver;
import dev.zerocopy.transport.TransportCapabilities;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The transports a scenario runs on.
 */
enum Platform {

	KERNEL, NIO;

	ForwarderSettings settings() {
		return settings(HostResolver.SYSTEM);
	}

	ForwarderSettings settings(HostResolver resolver) {
		assumeThat(this == NIO || TransportCapabilities.detect().splice().isAvailable()).isTrue();
		return new ForwarderSettings(2, Duration.ofSeconds(5), this == KERNEL, resolver);
	}

}
