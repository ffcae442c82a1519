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

import java.util.Locale;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.zerocopy.forward.ForwarderState;
import dev.zerocopy.forward.RouteSpec;
import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.forward.relay.TransferMode;

/**
 * Says once, in one line per route, what is forwarded and how.
 */
class RouteAnnouncer {

	private static final Log logger = LogFactory.getLog(RouteAnnouncer.class);

	private final TcpForwarder forwarder;

	private final ForwarderCapabilities capabilities;

	RouteAnnouncer(TcpForwarder forwarder, ForwarderCapabilities capabilities) {
		this.forwarder = forwarder;
		this.capabilities = capabilities;
	}

	void announce() {
		String cause = this.capabilities.spliceUnavailabilityCause();
		ForwarderState state = this.forwarder.state();
		for (RouteSpec route : this.forwarder.routes()) {
			state.routes()
				.stream()
				.filter((candidate) -> candidate.name().equals(route.name()))
				.forEach((started) -> logger.info("Forwarding " + String.join(", ", started.listening()) + " to "
						+ upstreams(route) + " (route '" + route.name() + "', balance " + text(route.balance())
						+ ", transfer " + text(route.transfer()) + ", splice "
						+ ((cause != null) ? "unavailable (" + cause + ")" : "available") + ")"));
			if (cause != null && route.transfer() == TransferMode.SPLICE) {
				logger.warn("Route '" + route.name() + "' should splice but copies: " + cause);
			}
		}
	}

	private static String upstreams(RouteSpec route) {
		long count = route.upstreams().size();
		String text = count + ((count == 1) ? " upstream" : " upstreams");
		int names = route.serverNames().size();
		return (names > 0) ? text + " and those of " + names + ((names == 1) ? " server name" : " server names") : text;
	}

	private static String text(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
