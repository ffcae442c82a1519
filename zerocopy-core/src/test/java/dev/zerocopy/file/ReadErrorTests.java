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

package dev.zerocopy.file;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import dev.zerocopy.http.plan.BodySegment.FileSlice;
import dev.zerocopy.transfer.BodyTransfer;
import dev.zerocopy.transfer.TransferSettings;
import dev.zerocopy.transfer.TransferWay;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A disk that fails in the middle of a file.
 */
class ReadErrorTests {

	private static final int SIZE = 1_000_000;

	@TempDir
	private Path root;

	@ParameterizedTest
	@CsvSource({ "CHUNKED, 0", "CHUNKED, 300000", "SENDFILE, 0", "SENDFILE, 300000" })
	void connectionEndsWhereTheDiskDoes(TransferWay way, int readable) throws Exception {
		byte[] bytes = new byte[SIZE];
		new Random(11).nextBytes(bytes);
		Path directory = this.root.toRealPath();
		Files.write(directory.resolve("file"), bytes);
		InterceptingOpener opener = new InterceptingOpener() {

			@Override
			FileChannel afterOpen(Path path, FileChannel channel) {
				return new FailingChannel(channel, readable);
			}

		};
		EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		try (CacheHarness harness = new CacheHarness(directory, CacheHarness.unwatched(), opener)) {
			AtomicLong counted = new AtomicLong();
			CompletableFuture<ChannelFuture> transfer = new CompletableFuture<>();
			CachedFile file = harness.file("file");
			InetSocketAddress address = serve(group, (channel) -> {
				assertThat(file.retain()).isTrue();
				transfer.complete(BodyTransfer.write(channel, file, List.of(new FileSlice(0, SIZE)), way,
						new TransferSettings(harness.executor, Duration.ofSeconds(60), 64 * 1024),
						(sentWay, count) -> counted.addAndGet(count)));
			});
			byte[] received = receive(address);
			assertThat(received).hasSizeLessThanOrEqualTo(readable);
			assertThat(received).isEqualTo(Arrays.copyOf(bytes, received.length));
			ChannelFuture future = transfer.get(5, TimeUnit.SECONDS);
			assertThat(future.await(5, TimeUnit.SECONDS)).isTrue();
			assertThat(future.cause()).isInstanceOf(IOException.class).hasMessage("Input/output error");
			assertThat(counted).hasValueLessThanOrEqualTo(readable);
		}
		finally {
			group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
		}
		Awaitility.await().untilAsserted(() -> assertThat(CacheHarness.openFileDescriptors(directory)).isZero());
	}

	private static InetSocketAddress serve(EventLoopGroup group, Consumer<Channel> whenActive) {
		return (InetSocketAddress) new ServerBootstrap().group(group)
			.channel(NioServerSocketChannel.class)
			.childHandler(new ChannelInitializer<>() {

				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {

						@Override
						public void channelActive(ChannelHandlerContext context) {
							whenActive.accept(channel);
						}

					});
				}

			})
			.bind(InetAddress.getLoopbackAddress(), 0)
			.syncUninterruptibly()
			.channel()
			.localAddress();
	}

	private static byte[] receive(InetSocketAddress address) throws IOException {
		try (Socket client = new Socket()) {
			client.setSoTimeout(20_000);
			client.connect(address);
			return client.getInputStream().readAllBytes();
		}
		catch (SocketException ex) {
			assertThat(ex).hasMessageContaining("reset");
			return new byte[0];
		}
	}

	/**
	 * Can be read up to a position, and then not.
	 */
	private static final class FailingChannel extends ClosingThreadChannel {

		private final int readable;

		FailingChannel(FileChannel delegate, int readable) {
			super(delegate, ConcurrentHashMap.newKeySet());
			this.readable = readable;
		}

		@Override
		public int read(ByteBuffer target, long position) throws IOException {
			ByteBuffer part = target.duplicate();
			part.limit(part.position() + available(position, part.remaining()));
			int count = super.read(part, position);
			target.position(part.position());
			return count;
		}

		@Override
		public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
			return super.transferTo(position, available(position, (int) count), target);
		}

		private int available(long position, int wanted) throws IOException {
			if (position >= this.readable) {
				throw new IOException("Input/output error");
			}
			return (int) Math.min(wanted, this.readable - position);
		}

	}

}
