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

import java.io.IOException;
import java.net.SocketAddress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannelConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connected NIO channel that reads only when asked to.
 */
final class NioEndpoint extends ChannelInboundHandlerAdapter implements Endpoint {

	private static final Logger logger = LoggerFactory.getLogger(NioEndpoint.class);

	private final DuplexChannel channel;

	private @Nullable NioFlow reading;

	private @Nullable NioFlow writing;

	private @Nullable HeadReader headReader;

	private @Nullable Runnable resetCallback;

	private @Nullable ByteBuf head;

	private boolean inputEnded;

	private boolean failed;

	NioEndpoint(DuplexChannel channel) {
		this.channel = channel;
	}

	DuplexChannel channel() {
		return this.channel;
	}

	/**
	 * Pass on what happens from now on.
	 * @param reading takes what this endpoint receives
	 * @param writing sends to this endpoint
	 */
	void join(NioFlow reading, NioFlow writing) {
		this.reading = reading;
		this.writing = writing;
		this.headReader = null;
		this.resetCallback = null;
	}

	boolean hasInputEnded() {
		return this.inputEnded;
	}

	boolean hasFailed() {
		return this.failed || !this.channel.isActive();
	}

	@Override
	public EventLoop loop() {
		return this.channel.eventLoop();
	}

	@Override
	public @Nullable SocketAddress remoteAddress() {
		return NioAddresses.fromChannel(this.channel.remoteAddress());
	}

	@Override
	public @Nullable SocketAddress localAddress() {
		return NioAddresses.fromChannel(this.channel.localAddress());
	}

	@Override
	public void readHead(HeadReader reader) {
		this.headReader = reader;
		this.channel.read();
	}

	@Override
	public void whenReset(Runnable callback) {
		this.resetCallback = callback;
	}

	@Nullable ByteBuf takeHead() {
		ByteBuf collected = this.head;
		this.head = null;
		if (collected != null && !collected.isReadable()) {
			collected.release();
			return null;
		}
		return collected;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ByteBuf bytes = (ByteBuf) message;
		NioFlow flow = this.reading;
		if (flow != null) {
			flow.received(bytes);
			return;
		}
		ByteBuf collected = this.head;
		if (collected == null) {
			this.head = bytes;
		}
		else {
			collected.writeBytes(bytes);
			bytes.release();
		}
		showHead(false);
	}

	private void showHead(boolean ended) {
		HeadReader reader = this.headReader;
		ByteBuf collected = this.head;
		if (reader == null) {
			return;
		}
		if (collected == null) {
			collected = this.channel.alloc().buffer(16);
			this.head = collected;
		}
		if (!reader.read(collected, ended) || ended) {
			this.headReader = null;
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		NioFlow flow = this.reading;
		if (flow != null) {
			flow.receivedAll();
		}
		else if (this.headReader != null) {
			this.channel.read();
		}
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		NioFlow flow = this.writing;
		if (flow != null) {
			flow.targetWritabilityChanged();
		}
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event == ChannelInputShutdownEvent.INSTANCE) {
			this.inputEnded = true;
			NioFlow flow = this.reading;
			if (flow != null) {
				flow.ended();
			}
			else {
				showHead(true);
			}
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		NioFlow flow = this.reading;
		if (flow != null && !this.failed && !(this.channel.config() instanceof SocketChannelConfig)) {
			this.failed = true;
			this.inputEnded = true;
			flow.sourceClosed();
			return;
		}
		fail();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (!(cause instanceof IOException)) {
			logger.warn("A relayed connection was reset because its handling failed", cause);
		}
		fail();
	}

	private void fail() {
		if (this.failed) {
			return;
		}
		this.failed = true;
		NioFlow flow = this.reading;
		if (flow != null) {
			flow.sourceFailed();
			return;
		}
		reset();
		Runnable callback = this.resetCallback;
		this.resetCallback = null;
		if (callback != null) {
			callback.run();
		}
	}

	@Override
	public void reset() {
		try {
			this.channel.config().setOption(ChannelOption.SO_LINGER, 0);
		}
		catch (ChannelException ex) {
			// a socket already reset by its peer may refuse; closing is what matters
		}
		close();
	}

	void close() {
		this.failed = true;
		ByteBuf collected = this.head;
		this.head = null;
		if (collected != null) {
			collected.release();
		}
		this.channel.close();
	}

}
