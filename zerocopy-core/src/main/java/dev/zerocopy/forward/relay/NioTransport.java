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
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Sockets of Java NIO, joined by copying. Works everywhere and costs several times the
 * processor time of splice. What NIO does not tell, this transport does not know: a reset
 * while nothing is read, and a reset behind an orderly end. On unix sockets Netty's NIO
 * channels have no half-close: the end of one direction ends the connection, after what
 * was received has been delivered.
 */
public final class NioTransport implements RelayTransport {

	// one buffer a read: what is in flight for a slow target stays near the write limits
	private static final RecvByteBufAllocator READS = new AdaptiveRecvByteBufAllocator(512, 8192, 128 * 1024)
		.maxMessagesPerRead(1);

	private final MultiThreadIoEventLoopGroup group;

	/**
	 * Start the threads.
	 * @param threads the number of event loops, at least 1
	 */
	public NioTransport(int threads) {
		LoadedAhead.load();
		this.group = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("zerocopy-forward"),
				NioIoHandler.newFactory());
	}

	@Override
	public boolean canSplice() {
		return false;
	}

	@Override
	public EventLoop nextLoop() {
		return this.group.next();
	}

	@Override
	public Binding bind(SocketAddress address, int backlog, SocketSettings settings, Consumer<Endpoint> acceptor)
			throws IOException {
		UnixSocketFile.removeStale(address);
		boolean unix = NioAddresses.isUnix(address);
		ServerBootstrap bootstrap = new ServerBootstrap().group(this.group)
			.channel(unix ? NioServerDomainSocketChannel.class : NioServerSocketChannel.class)
			.option(ChannelOption.SO_BACKLOG, backlog)
			.childOption(ChannelOption.AUTO_READ, false)
			.childOption(ChannelOption.RECVBUF_ALLOCATOR, READS)
			.handler(new NioAcceptPause())
			.childHandler(new Accepting(acceptor));
		if (!unix) {
			bootstrap.option(ChannelOption.SO_REUSEADDR, true)
				.childOption(ChannelOption.TCP_NODELAY, settings.noDelay())
				.childOption(ChannelOption.SO_KEEPALIVE, settings.keepAlive());
		}
		ChannelFuture bound = bootstrap.bind(NioAddresses.toChannel(address)).awaitUninterruptibly();
		if (!bound.isSuccess()) {
			Throwable cause = bound.cause();
			throw (cause instanceof IOException io) ? io : new IOException(cause);
		}
		SocketAddress local = unix ? address : bound.channel().localAddress();
		return new NioBinding(local, bound.channel());
	}

	@Override
	public ConnectAttempt connect(EventLoop loop, SocketAddress address, SocketSettings settings, Duration timeout,
			ConnectHandler handler) {
		boolean unix = NioAddresses.isUnix(address);
		Bootstrap bootstrap = new Bootstrap().group(loop)
			.option(ChannelOption.AUTO_READ, false)
			.option(ChannelOption.RECVBUF_ALLOCATOR, READS)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS,
					(int) Math.min(Integer.MAX_VALUE, Math.max(1, timeout.toMillis())))
			.handler(new Connecting());
		if (!unix) {
			bootstrap.option(ChannelOption.TCP_NODELAY, settings.noDelay())
				.option(ChannelOption.SO_KEEPALIVE, settings.keepAlive());
		}
		NioConnector attempt = new NioConnector(address, handler);
		loop.execute(() -> attempt.begin(bootstrap));
		return attempt;
	}

	@Override
	public Relay relay(Endpoint client, Endpoint upstream, @Nullable ByteBuf preamble, RelaySettings settings,
			RelayListener listener) {
		NioRelay relay = new NioRelay((NioEndpoint) client, (NioEndpoint) upstream, settings, listener);
		relay.start(preamble);
		return relay;
	}

	@Override
	public PipeUsage pipes() {
		return PipeUsage.NONE;
	}

	@Override
	public Future<?> shutdown() {
		return this.group.shutdownGracefully(0, 5, TimeUnit.SECONDS);
	}

	private static NioEndpoint endpoint(Channel channel) {
		if (channel.config() instanceof SocketChannelConfig config) {
			config.setAllowHalfClosure(true);
		}
		return new NioEndpoint((DuplexChannel) channel);
	}

	/**
	 * Hands accepted channels over once they are active.
	 */
	private static final class Accepting extends ChannelInitializer<Channel> {

		private final Consumer<Endpoint> acceptor;

		Accepting(Consumer<Endpoint> acceptor) {
			this.acceptor = acceptor;
		}

		@Override
		protected void initChannel(Channel channel) {
			Consumer<Endpoint> next = this.acceptor;
			NioEndpoint endpoint = endpoint(channel);
			channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {

				@Override
				public void channelActive(ChannelHandlerContext context) {
					context.pipeline().replace(this, null, endpoint);
					next.accept(endpoint);
				}

			});
		}

	}

	/**
	 * Gives a channel its endpoint before it is connected.
	 */
	private static final class Connecting extends ChannelInitializer<Channel> {

		@Override
		protected void initChannel(Channel channel) {
			channel.pipeline().addLast(endpoint(channel));
		}

	}

	private record NioBinding(SocketAddress localAddress, Channel channel) implements Binding {

		@Override
		public Future<?> close() {
			UnixSocketFile.remove(this.localAddress);
			return this.channel.close();
		}

	}

}
