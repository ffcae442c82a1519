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
import java.util.List;
import java.util.Objects;

import dev.zerocopy.forward.proxyprotocol.ProxyProtocolVersion;

/**
 * Use of the PROXY protocol on a route.
 *
 * @param accept the header every connection must start with
 * @param send the header sent to the upstream
 * @param trusted networks that may send a header, in CIDR notation; connections from
 * elsewhere are refused, as a header says who the client is
 * @param timeout how long the header may take
 */
public record ProxyProtocolSettings(ProxyProtocolVersion accept, ProxyProtocolVersion send, List<String> trusted,
		Duration timeout) {

	/**
	 * No headers.
	 */
	public static final ProxyProtocolSettings NONE = new ProxyProtocolSettings(ProxyProtocolVersion.NONE,
			ProxyProtocolVersion.NONE, List.of(), Duration.ofSeconds(5));

	public ProxyProtocolSettings {
		Objects.requireNonNull(accept, "accept");
		Objects.requireNonNull(send, "send");
		Objects.requireNonNull(timeout, "timeout");
		trusted = List.copyOf(trusted);
		if (send == ProxyProtocolVersion.ANY) {
			throw new IllegalArgumentException("PROXY protocol send must be none, v1 or v2, not any");
		}
		if (accept != ProxyProtocolVersion.NONE && trusted.isEmpty()) {
			throw new IllegalArgumentException("PROXY protocol accept is " + accept
					+ " but no network is trusted to send a header; list the proxies in front under trusted");
		}
	}

	boolean isAccepting() {
		return this.accept != ProxyProtocolVersion.NONE;
	}

	boolean isSending() {
		return this.send != ProxyProtocolVersion.NONE;
	}

}
