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

package dev.zerocopy.transfer;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for {@link SegmentCork}.
 */
class SegmentCorkTests {

	@Test
	void socketIsCorkedUntilWhatIsHeldBackIsPushed() throws Exception {
		withSocket((channel, client) -> {
			SegmentCork cork = new SegmentCork(channel);
			assertThat(isCorked(channel)).isFalse();
			cork.hold();
			cork.hold();
			assertThat(isCorked(channel)).isTrue();
			channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[] { 1, 2, 3 })).sync();
			cork.push();
			assertThat(isCorked(channel)).isFalse();
			InputStream in = client.getInputStream();
			assertThat(in.readNBytes(3)).containsExactly(1, 2, 3);
		});
	}

	@Test
	void whatWasNotHeldIsNotPushed() throws Exception {
		withSocket((channel, client) -> {
			channel.config().setOption(EpollChannelOption.TCP_CORK, true);
			new SegmentCork(channel).push();
			assertThat(isCorked(channel)).isTrue();
		});
	}

	@Test
	void closedSocketIsLeftAlone() throws Exception {
		withSocket((channel, client) -> {
			SegmentCork cork = new SegmentCork(channel);
			cork.hold();
			channel.close().sync();
			assertThatNoException().isThrownBy(cork::push);
			assertThatNoException().isThrownBy(new SegmentCork(channel)::hold);
		});
	}

	@Test
	void otherChannelsAreLeftAlone() {
		EmbeddedChannel channel = new EmbeddedChannel();
		SegmentCork cork = new SegmentCork(channel);
		assertThatNoException().isThrownBy(() -> {
			cork.hold();
			cork.push();
		});
		channel.finish();
	}

	private static boolean isCorked(Channel channel) {
		return channel.config().getOption(EpollChannelOption.TCP_CORK);
	}

	private static void withSocket(Action action) throws Exception {
		assumeTrue(Epoll.isAvailable(), "epoll is not available");
		EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Channel channel = new Bootstrap().group(group)
				.channel(EpollSocketChannel.class)
				.handler(new ChannelInboundHandlerAdapter())
				.connect(server.getLocalSocketAddress())
				.sync()
				.channel();
			try (Socket client = server.accept()) {
				action.run(channel, client);
			}
			finally {
				channel.close().sync();
			}
		}
		finally {
			group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
		}
	}

	@FunctionalInterface
	private interface Action {

		void run(Channel channel, Socket client) throws Exception;

	}

}
