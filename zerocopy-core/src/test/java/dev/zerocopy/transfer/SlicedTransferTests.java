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
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FileRegion;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.file.DirectoryWatcher;
import dev.zerocopy.file.FileCache;
import dev.zerocopy.file.FileCacheOptions;
import dev.zerocopy.file.SymlinkPolicy;
import dev.zerocopy.http.plan.BodySegment.FileSlice;
import dev.zerocopy.transfer.BodyTransferTests.Transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests that {@link SlicedTransfer} leaves room for the other connections of a loop, and
 * has the kernel send full segments.
 */
class SlicedTransferTests {

	private static final long SIZE = 10 * SlicedTransfer.TURN + 1;

	@TempDir
	private Path directory;

	private final AtomicInteger rounds = new AtomicInteger();

	private final List<Turn> turns = new CopyOnWriteArrayList<>();

	private final List<Boolean> corkedAtTheEnd = new CopyOnWriteArrayList<>();

	private ExecutorService executor;

	private DirectoryWatcher watcher;

	private FileCache cache;

	private EventLoopGroup group;

	@BeforeEach
	void openTheFile() throws Exception {
		try (RandomAccessFile file = new RandomAccessFile(this.directory.resolve("large.bin").toFile(), "rw")) {
			file.setLength(SIZE);
		}
		this.executor = Executors.newFixedThreadPool(2);
		this.watcher = new DirectoryWatcher();
		this.cache = new FileCache(this.directory, new FileCacheOptions(SymlinkPolicy.DENY, List.of(), 0, 0, 16,
				Duration.ofSeconds(1), Duration.ofSeconds(60), true), this.watcher, this.executor);
	}

	@AfterEach
	void everythingIsReleased() {
		this.cache.close();
		Awaitility.await().until(() -> this.cache.stats().openFiles() == 0);
		this.watcher.close();
		this.executor.shutdown();
		this.group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
	}

	@ParameterizedTest
	@EnumSource(Transport.class)
	void theLoopLooksAtItsOtherConnectionsAfterEveryTurn(Transport transport) throws Exception {
		assumeTrue(transport.available());
		Channel server = serve(transport, SIZE);
		try (Socket client = new Socket()) {
			client.setSoTimeout(20_000);
			client.connect(server.localAddress());
			assertThat(count(client.getInputStream())).isEqualTo(SIZE);
		}
		assertThat(this.turns).hasSize(11).allMatch((turn) -> turn.length() <= SlicedTransfer.TURN);
		// the first is amid the others, the second after them, in the same round
		assertThat(this.turns.subList(1, 11)).extracting(Turn::round).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@CsvSource({ SIZE + ", 11", SlicedTransfer.TURN + ", 1", "1, 1" })
	void segmentsAreHeldTogetherUntilTheWholeBodyHasBeenTaken(long size, int turns) throws Exception {
		assumeTrue(Transport.EPOLL.available());
		Channel server = serve(Transport.EPOLL, size);
		try (Socket client = new Socket()) {
			client.setSoTimeout(20_000);
			client.connect(server.localAddress());
			assertThat(count(client.getInputStream())).isEqualTo(size);
		}
		assertThat(this.turns).hasSize(turns).allMatch(Turn::corked);
		Awaitility.await().untilAsserted(() -> assertThat(this.corkedAtTheEnd).containsExactly(false));
	}

	private Channel serve(Transport transport, long size) {
		this.group = new MultiThreadIoEventLoopGroup(1,
				(executor) -> new CountedRounds(transport.factory().newHandler(executor)));
		TransferSettings settings = new TransferSettings(this.executor, Duration.ofSeconds(10),
				TransferSettings.DEFAULT_CHUNK_SIZE);
		CachedFile file = (CachedFile) this.cache.get("large.bin").join();
		return new ServerBootstrap().group(this.group)
			.channel(transport.serverChannel())
			.childHandler(new ChannelInitializer<>() {

				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline().addLast(new Turns(file, settings, size));
				}

			})
			.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
			.syncUninterruptibly()
			.channel();
	}

	private static long count(InputStream input) throws Exception {
		byte[] buffer = new byte[256 * 1024];
		long count = 0;
		for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
			count += read;
		}
		return count;
	}

	private record Turn(int round, long length, boolean corked) {

	}

	private final class Turns extends ChannelDuplexHandler {

		private final CachedFile file;

		private final TransferSettings settings;

		private final long size;

		private Turns(CachedFile file, TransferSettings settings, long size) {
			this.file = file;
			this.settings = settings;
			this.size = size;
		}

		@Override
		public void channelActive(ChannelHandlerContext context) {
			assertThat(this.file.retain()).isTrue();
			BodyTransfer.write(context.channel(), this.file, List.of(new FileSlice(0, this.size)), TransferWay.SENDFILE,
					this.settings, (way, count) -> {
					})
				.addListener((done) -> {
					SlicedTransferTests.this.corkedAtTheEnd.add(isCorked(context));
					context.close();
				});
		}

		@Override
		public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
			if (message instanceof FileRegion region) {
				SlicedTransferTests.this.turns
					.add(new Turn(SlicedTransferTests.this.rounds.get(), region.count(), isCorked(context)));
			}
			context.write(message, promise);
		}

	}

	private static boolean isCorked(ChannelHandlerContext context) {
		return Boolean.TRUE.equals(context.channel().config().getOption(EpollChannelOption.TCP_CORK));
	}

	/** Counts how often the loop asks the kernel who is ready. */
	private final class CountedRounds implements IoHandler {

		private final IoHandler handler;

		private CountedRounds(IoHandler handler) {
			this.handler = handler;
		}

		@Override
		public void initialize() {
			this.handler.initialize();
		}

		@Override
		public int run(IoHandlerContext context) {
			SlicedTransferTests.this.rounds.incrementAndGet();
			return this.handler.run(context);
		}

		@Override
		public void prepareToDestroy() {
			this.handler.prepareToDestroy();
		}

		@Override
		public void destroy() {
			this.handler.destroy();
		}

		@Override
		public IoRegistration register(IoHandle handle) throws Exception {
			return this.handler.register(handle);
		}

		@Override
		public void wakeup() {
			this.handler.wakeup();
		}

		@Override
		public boolean isCompatible(Class<? extends IoHandle> type) {
			return this.handler.isCompatible(type);
		}

	}

}
