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

import org.jspecify.annotations.Nullable;

import dev.zerocopy.forward.ForwarderState;
import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.transport.Capability;
import dev.zerocopy.transport.TransportCapabilities;

/**
 * What forwarding can use, with the cause of what it can not.
 */
final class ForwarderCapabilities {

	private final TcpForwarder forwarder;

	ForwarderCapabilities(TcpForwarder forwarder) {
		this.forwarder = forwarder;
	}

	/**
	 * Return why connections are not spliced.
	 * @return the cause, or {@code null} if they are where it pays
	 */
	@Nullable String spliceUnavailabilityCause() {
		Capability splice = TransportCapabilities.detect().splice();
		if (!splice.isAvailable()) {
			return splice.cause();
		}
		ForwarderState state = this.forwarder.state();
		return (state.running() && !state.splicing()) ? "the settings of the forwarder exclude it" : null;
	}

	/**
	 * Return every capability.
	 * @return the causes by name, {@code null} for what is available
	 */
	Map<String, @Nullable String> causes() {
		TransportCapabilities transport = TransportCapabilities.detect();
		Map<String, @Nullable String> causes = new TreeMap<>();
		causes.put("epoll", transport.epoll().cause());
		causes.put("splice", spliceUnavailabilityCause());
		causes.put("pipeSizing", transport.pipeSizing().cause());
		return causes;
	}

}
