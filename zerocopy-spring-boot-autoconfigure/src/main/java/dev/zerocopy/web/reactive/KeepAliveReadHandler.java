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

package dev.zerocopy.web.reactive;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServer;

/**
 * Asks for the next request of a kept-alive connection where Reactor Netty 1.3.7 forgets
 * to (<a href="https://github.com/reactor/reactor-netty/issues/4361">#4361</a>).
 * <p>
 * A response can reach the client before its operation has ended; the next request then
 * waits in a queue. If that request is answered at once, as a cached file is, its
 * operation ends while its last content is still in the queue: Reactor Netty sees a queue
 * that is not empty, counts on whoever drains it to read on, and the one that drains it
 * does not. The connection would never be read again. Where Reactor Netty does read, a
 * second request to read costs no system call.
 */
@Sharable
public final class KeepAliveReadHandler extends ChannelInboundHandlerAdapter {

	private static final String NAME = "zerocopy.keepAliveReadHandler";

	private static final KeepAliveReadHandler INSTANCE = new KeepAliveReadHandler();

	private KeepAliveReadHandler() {
	}

	/**
	 * Add the handler to every HTTP/1.1 connection of a server.
	 * @param server the server
	 * @return the server with the handler
	 */
	public static HttpServer addTo(HttpServer server) {
		return server.doOnChannelInit((observer, channel, address) -> {
			ChannelPipeline pipeline = channel.pipeline();
			if (pipeline.get(NettyPipeline.HttpTrafficHandler) != null) {
				pipeline.addAfter(NettyPipeline.HttpTrafficHandler, NAME, INSTANCE);
			}
			else if (pipeline.get(NettyPipeline.SslHandler) != null) {
				// whether this will be HTTP/1.1 is not negotiated yet
				pipeline.addBefore(NettyPipeline.ReactiveBridge, NAME, INSTANCE);
			}
		});
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		context.fireUserEventTriggered(event);
		if (event instanceof SslHandshakeCompletionEvent) {
			ChannelPipeline pipeline = context.pipeline();
			pipeline.remove(this);
			if (pipeline.get(NettyPipeline.HttpTrafficHandler) != null) {
				pipeline.addAfter(NettyPipeline.HttpTrafficHandler, NAME, this);
			}
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		context.fireChannelRead(message);
		if (message instanceof LastHttpContent && ChannelOperations.get(context.channel()) == null) {
			context.read();
		}
	}

}
