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

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect an NIO channel.
 */
final class NioConnector implements ConnectAttempt {

	private final SocketAddress address;

	private final ConnectHandler handler;

	private @Nullable Channel channel;

	private boolean cancelled;

	NioConnector(SocketAddress address, ConnectHandler handler) {
		this.address = address;
		this.handler = handler;
	}

	/**
	 * Connect. The channel is made here and not by the bootstrap, which tells of a socket
	 * it could not open on another thread than the event loop.
	 * @param bootstrap everything but the channel
	 */
	void begin(Bootstrap bootstrap) {
		if (this.cancelled) {
			return;
		}
		Channel opened;
		try {
			opened = NioAddresses.isUnix(this.address) ? new NioDomainSocketChannel() : new NioSocketChannel();
		}
		catch (ChannelException ex) {
			this.handler.failed(NoSocketException.of(this.address, ex));
			return;
		}
		this.channel = opened;
		ChannelFuture connecting = bootstrap.channelFactory(() -> opened).connect(NioAddresses.toChannel(this.address));
		connecting.addListener((result) -> ended(opened, result));
	}

	private void ended(Channel connected, Future<?> result) {
		if (this.cancelled) {
			connected.close();
		}
		else if (result.isSuccess()) {
			this.handler.connected(connected.pipeline().get(NioEndpoint.class));
		}
		else {
			Throwable cause = result.cause();
			boolean local = cause instanceof ChannelException || Errno.isLocal(cause);
			this.handler.failed(local ? NoSocketException.of(this.address, cause) : cause);
		}
	}

	@Override
	public void cancel() {
		this.cancelled = true;
		Channel pending = this.channel;
		if (pending != null) {
			pending.close();
		}
	}

}
