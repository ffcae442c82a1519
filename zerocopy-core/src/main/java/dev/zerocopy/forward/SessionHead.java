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

import io.netty.buffer.ByteBuf;

import dev.zerocopy.forward.proxyprotocol.ProxyHeader;
import dev.zerocopy.forward.proxyprotocol.ProxyHeaderParser;
import dev.zerocopy.forward.relay.CloseReason;
import dev.zerocopy.forward.relay.HeadReader;
import dev.zerocopy.forward.sni.ClientHelloParser;
import dev.zerocopy.forward.sni.ClientHelloResult;
import dev.zerocopy.forward.sni.ClientHelloResult.State;
import dev.zerocopy.forward.upstream.UpstreamGroup;

/**
 * Looks at the first bytes of a connection: a PROXY header, which is taken away, then a
 * TLS ClientHello, which is left for the upstream. Used on its event loop only.
 */
final class SessionHead implements HeadReader {

	// a ClientHello of the largest size in records of one byte each would be six times
	// this
	private static final int MAX_CLIENT_HELLO_BYTES = 96 * 1024;

	private final Session session;

	private final Route route;

	private boolean proxyHeaderPending;

	private int helloBytesNeeded;

	private boolean over;

	SessionHead(Session session, Route route) {
		this.session = session;
		this.route = route;
		this.proxyHeaderPending = route.spec().proxyProtocol().isAccepting();
	}

	void armTimer() {
		if (this.proxyHeaderPending) {
			this.session.within(this.route.spec().proxyProtocol().timeout(), () -> refuse(CloseReason.PROXY_HEADER));
		}
		else {
			this.session.within(this.route.spec().headTimeout(), this::withoutServerName);
		}
	}

	@Override
	public boolean read(ByteBuf head, boolean ended) {
		if (this.over || this.session.hasEnded()) {
			return false;
		}
		if (this.proxyHeaderPending) {
			if (!readProxyHeader(head, ended)) {
				return !this.over;
			}
			if (this.route.serverNames().isEmpty()) {
				return proceed(this.route.upstreams());
			}
			armTimer();
		}
		return readClientHello(head, ended);
	}

	private boolean readProxyHeader(ByteBuf head, boolean ended) {
		ProxyHeader header;
		try {
			header = ProxyHeaderParser.parse(head, this.route.spec().proxyProtocol().accept());
		}
		catch (IllegalArgumentException ex) {
			refuse(CloseReason.PROXY_HEADER);
			return false;
		}
		if (header == null) {
			if (ended) {
				refuse(CloseReason.PROXY_HEADER);
			}
			return false;
		}
		this.proxyHeaderPending = false;
		if (!this.session.proxied(header)) {
			this.over = true;
			return false;
		}
		return true;
	}

	private boolean readClientHello(ByteBuf head, boolean ended) {
		if (head.readableBytes() < this.helloBytesNeeded && !ended) {
			return true;
		}
		ClientHelloResult result = ClientHelloParser.parse(head);
		if (result.state() == State.INCOMPLETE && !ended && head.readableBytes() < MAX_CLIENT_HELLO_BYTES) {
			// looking at each byte that trickles in would cost its square
			this.helloBytesNeeded = result.needed();
			return true;
		}
		UpstreamGroup named = this.route.serverNames().find(result.serverName());
		if (named != null) {
			return proceed(named);
		}
		withoutServerName();
		return false;
	}

	/**
	 * No name, no name that is known, no TLS, or none of it in time.
	 */
	private void withoutServerName() {
		if (this.route.upstreams().isEmpty()) {
			refuse(CloseReason.CLIENT_HELLO);
		}
		else {
			proceed(this.route.upstreams());
		}
	}

	private boolean proceed(UpstreamGroup group) {
		if (!this.over) {
			this.over = true;
			this.session.connect(group);
		}
		return false;
	}

	private void refuse(CloseReason reason) {
		if (!this.over) {
			this.over = true;
			this.session.refuse(reason);
		}
	}

}
