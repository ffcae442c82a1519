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

package dev.zerocopy.forward.relay;

import java.net.SocketAddress;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * One connected stream socket before it is relayed. Owned by one event loop: every method
 * except the accessors must be called there. Whoever holds an endpoint hands it to
 * {@link RelayTransport#relay} or ends it with {@link #reset()}.
 */
public interface Endpoint {

	/**
	 * Return the loop that owns the socket.
	 * @return the event loop
	 */
	EventLoop loop();

	/**
	 * Return the address of the peer.
	 * @return the address, {@code null} for an unnamed unix socket
	 */
	@Nullable SocketAddress remoteAddress();

	/**
	 * Return the own address.
	 * @return the address, {@code null} for an unnamed unix socket
	 */
	@Nullable SocketAddress localAddress();

	/**
	 * Collect the first bytes without passing them on, until the reader has seen enough.
	 * Bytes the reader leaves unread are relayed first and once.
	 * @param reader is told of new bytes on the event loop
	 */
	void readHead(HeadReader reader);

	/**
	 * Set what happens when the peer resets the connection while nothing reads from it.
	 * @param callback run at most once, on the event loop
	 */
	void whenReset(Runnable callback);

	/**
	 * Close with a TCP reset, so that the peer cannot take it for an orderly end.
	 */
	void reset();

}
