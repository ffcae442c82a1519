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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.NetUtil;

import dev.zerocopy.forward.relay.Binding;
import dev.zerocopy.forward.relay.Endpoint;
import dev.zerocopy.forward.relay.RelayTransport;

/**
 * Where a route listens. Opened and closed by one thread at a time, described to any.
 */
final class RouteListeners {

	private final RouteSpec spec;

	private final RelayTransport transport;

	private final List<SocketAddress> addresses;

	private volatile List<Binding> bindings = List.of();

	RouteListeners(RouteSpec spec, RelayTransport transport) {
		this.spec = spec;
		this.transport = transport;
		this.addresses = new ArrayList<>(spec.listen().stream().map((address) -> address.literal()).toList());
	}

	/**
	 * Listen, again where it listened before: a port that was chosen is kept.
	 * @param acceptor takes the connections
	 * @throws RouteStartException if an address is not available; then none is used
	 */
	void open(Consumer<Endpoint> acceptor) {
		List<Binding> opened = new ArrayList<>();
		for (int i = 0; i < this.addresses.size(); i++) {
			try {
				Binding binding = this.transport.bind(this.addresses.get(i), this.spec.backlog(), this.spec.sockets(),
						acceptor);
				this.addresses.set(i, binding.localAddress());
				opened.add(binding);
			}
			catch (IOException | RuntimeException ex) {
				opened.forEach((binding) -> binding.close().syncUninterruptibly());
				throw new RouteStartException(this.spec.name(), this.spec.listen().get(i).text(), ex);
			}
		}
		this.bindings = List.copyOf(opened);
	}

	void close() {
		List<Binding> open = this.bindings;
		this.bindings = List.of();
		open.forEach((binding) -> binding.close().syncUninterruptibly());
	}

	List<String> describe() {
		return this.bindings.stream().map((binding) -> text(binding.localAddress())).toList();
	}

	private static String text(SocketAddress address) {
		if (address instanceof DomainSocketAddress unix) {
			return "unix:" + unix.path();
		}
		return NetUtil.toSocketAddressString((InetSocketAddress) address);
	}

}
