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

package dev.zerocopy.benchmarks.peer.app;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A relay of two channels on one event loop: what one reads is written to the other, and
 * the next read waits for that write.
 */
public final class NettyRelayMain {

	private NettyRelayMain() {
	}

	/**
	 * Run the relay.
	 * @param args port, port of the upstream, number of event loops
	 */
	public static void main(String[] args) {
		int upstreamPort = Integer.parseInt(args[1]);
		EventLoopGroup loops = new MultiThreadIoEventLoopGroup(Integer.parseInt(args[2]), EpollIoHandler.newFactory());
		new ServerBootstrap().group(loops)
			.channel(EpollServerSocketChannel.class)
			.option(ChannelOption.SO_BACKLOG, 4096)
			.childOption(ChannelOption.AUTO_READ, false)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(new ChannelInitializer<SocketChannel>() {

				@Override
				protected void initChannel(SocketChannel channel) {
					channel.pipeline().addLast(new ConnectHandler(upstreamPort));
				}

			})
			.bind("127.0.0.1", Integer.parseInt(args[0]))
			.syncUninterruptibly();
	}

	private static void closeAfterWrites(@Nullable Channel channel) {
		if (channel != null && channel.isActive()) {
			channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
		}
	}

	private static final class ConnectHandler extends ChannelInboundHandlerAdapter {

		private final int upstreamPort;

		private ConnectHandler(int upstreamPort) {
			this.upstreamPort = upstreamPort;
		}

		@Override
		public void channelActive(ChannelHandlerContext context) {
			Channel client = context.channel();
			new Bootstrap().group(client.eventLoop())
				.channel(EpollSocketChannel.class)
				.option(ChannelOption.AUTO_READ, false)
				.option(ChannelOption.TCP_NODELAY, true)
				.handler(new CopyHandler(client))
				.connect("127.0.0.1", this.upstreamPort)
				.addListener((ChannelFutureListener) (future) -> {
					if (future.isSuccess()) {
						client.pipeline().replace(this, null, new CopyHandler(future.channel()));
						client.read();
					}
					else {
						client.close();
					}
				});
		}

	}

	private static final class CopyHandler extends ChannelInboundHandlerAdapter {

		private final Channel target;

		private CopyHandler(Channel target) {
			this.target = target;
		}

		@Override
		public void channelActive(ChannelHandlerContext context) {
			context.read();
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			this.target.writeAndFlush(message).addListener((ChannelFutureListener) (future) -> {
				if (future.isSuccess()) {
					context.channel().read();
				}
				else {
					future.channel().close();
				}
			});
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			closeAfterWrites(this.target);
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			closeAfterWrites(context.channel());
		}

	}

}
