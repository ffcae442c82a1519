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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.file.DirectoryWatcher;
import dev.zerocopy.file.FileCache;
import dev.zerocopy.file.FileCacheOptions;
import dev.zerocopy.file.SymlinkPolicy;
import dev.zerocopy.http.plan.BodySegment;
import dev.zerocopy.http.plan.BodySegment.FileSlice;
import dev.zerocopy.http.plan.BodySegment.Literal;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BodyTransfer} over sockets, on every transport of the platform.
 */
class BodyTransferTests {

	private static final int SIZE = 3_000_001;

	@TempDir
	private Path directory;

	private final byte[] bytes = new byte[SIZE];

	private final AtomicLong transferred = new AtomicLong();

	private Path path;

	private final AtomicLong reads = new AtomicLong();

	private ExecutorService executor;

	private DirectoryWatcher watcher;

	private FileCache cache;

	private EventLoopGroup group;

	@BeforeEach
	void openTheFile() throws IOException {
		new Random(7).nextBytes(this.bytes);
		this.path = Files.write(this.directory.resolve("file.bin"), this.bytes);
		this.executor = Executors.newFixedThreadPool(2);
		this.watcher = new DirectoryWatcher();
		this.cache = new FileCache(this.directory, new FileCacheOptions(SymlinkPolicy.DENY, List.of(), 0, 0, 16,
				Duration.ofSeconds(1), Duration.ofSeconds(60), true), this.watcher, this.executor);
	}

	@AfterEach
	void everythingIsReleased() {
		this.cache.close();
		Awaitility.await().until(() -> this.cache.stats().openFiles() == 0);
		Awaitility.await().until(() -> ChunkBudget.SHARED.taken() == 0);
		this.watcher.close();
		this.executor.shutdown();
		this.group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
	}

	static Stream<Transport> transports() {
		return Stream.of(Transport.values()).filter(Transport::available);
	}

	static Stream<Arguments> waysAndTransports() {
		return Stream.of(TransferWay.SENDFILE, TransferWay.CHUNKED)
			.flatMap((way) -> transports().map((transport) -> Arguments.of(way, transport)));
	}

	@ParameterizedTest
	@MethodSource("waysAndTransports")
	void wholeFileArrives(TransferWay way, Transport transport) throws Exception {
		try (Socket client = connect(serve(transport, way, List.of(new FileSlice(0, SIZE)), 10))) {
			assertThat(readAll(client)).isEqualTo(this.bytes);
		}
		assertThat(this.transferred).hasValue(SIZE);
	}

	@ParameterizedTest
	@MethodSource("waysAndTransports")
	void literalsAndSlicesArriveInOrder(TransferWay way, Transport transport) throws Exception {
		byte[] head = "head".getBytes(StandardCharsets.US_ASCII);
		byte[] tail = "tail".getBytes(StandardCharsets.US_ASCII);
		List<BodySegment> body = List.of(new Literal(head), new FileSlice(SIZE - 5, 5), new Literal(tail),
				new FileSlice(10, 1_000_000), new Literal(tail));
		ByteArrayOutputStream expected = new ByteArrayOutputStream();
		expected.write(head);
		expected.write(this.bytes, SIZE - 5, 5);
		expected.write(tail);
		expected.write(this.bytes, 10, 1_000_000);
		expected.write(tail);
		try (Socket client = connect(serve(transport, way, body, 10))) {
			assertThat(readAll(client)).isEqualTo(expected.toByteArray());
		}
	}

	@ParameterizedTest
	@MethodSource("waysAndTransports")
	void truncatedFileClosesTheConnectionInsteadOfPretending(TransferWay way, Transport transport) throws Exception {
		List<BodySegment> beyond = List.of(new FileSlice(0, SIZE + 1_000_000L));
		Served served = serve(transport, way, beyond, 10);
		try (Socket client = connect(served)) {
			assertThat(readAll(client)).hasSizeLessThanOrEqualTo(SIZE);
			ChannelFuture transfer = served.transfer.get(5, TimeUnit.SECONDS);
			assertThat(transfer.await(5, TimeUnit.SECONDS)).isTrue();
			assertThat(transfer.cause()).isInstanceOf(IOException.class);
		}
	}

	@ParameterizedTest
	@MethodSource("waysAndTransports")
	void fileTruncatedWhileItIsSentClosesTheConnection(TransferWay way, Transport transport) throws Exception {
		Served served = serve(transport, way, List.of(new FileSlice(0, SIZE)), 10);
		try (Socket client = connect(served)) {
			client.getInputStream().readNBytes(1000);
			try (FileChannel channel = FileChannel.open(this.path, StandardOpenOption.WRITE)) {
				channel.truncate(10);
			}
			assertThat(readAll(client)).hasSizeLessThan(SIZE - 1000);
			ChannelFuture transfer = served.transfer.get(5, TimeUnit.SECONDS);
			assertThat(transfer.await(5, TimeUnit.SECONDS)).isTrue();
			assertThat(transfer.isSuccess()).isFalse();
		}
	}

	@ParameterizedTest
	@MethodSource("waysAndTransports")
	void deletedFileIsSentToItsEnd(TransferWay way, Transport transport) throws Exception {
		try (Socket client = connect(serve(transport, way, List.of(new FileSlice(0, SIZE)), 10))) {
			byte[] start = client.getInputStream().readNBytes(1000);
			Files.delete(this.path);
			assertThat(start).isEqualTo(Arrays.copyOf(this.bytes, 1000));
			assertThat(readAll(client)).isEqualTo(Arrays.copyOfRange(this.bytes, 1000, SIZE));
		}
	}

	@Tag("slow")
	@ParameterizedTest
	@MethodSource("waysAndTransports")
	void readerThatStallsIsDisconnected(TransferWay way, Transport transport) throws Exception {
		Served served = serve(transport, way, List.of(new FileSlice(0, SIZE)), 1);
		try (Socket client = connect(served)) {
			ChannelFuture transfer = served.transfer.get(5, TimeUnit.SECONDS);
			assertThat(transfer.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(transfer.isSuccess()).isFalse();
			assertThat(transfer.channel().isOpen()).isFalse();
			assertThat(client.isConnected()).isTrue();
		}
	}

	@Tag("slow")
	@ParameterizedTest
	@MethodSource("waysAndTransports")
	void slowReaderIsNotMistakenForAStalledOne(TransferWay way, Transport transport) throws Exception {
		Served served = serve(transport, way, List.of(new FileSlice(0, SIZE)), 2);
		try (Socket client = connect(served)) {
			AtomicLong read = new AtomicLong();
			InputStream input = client.getInputStream();
			Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(250)).until(() -> {
				read.addAndGet(input.readNBytes(250_000).length);
				return read.get() == SIZE;
			});
		}
		assertThat(served.transfer.get(5, TimeUnit.SECONDS).await().isSuccess()).isTrue();
	}

	@ParameterizedTest
	@MethodSource("transports")
	void moreIsReadAtOnceForAFastClient(Transport transport) throws Exception {
		try (Socket client = connect(serve(transport, TransferWay.CHUNKED, List.of(new FileSlice(0, SIZE)), 10))) {
			assertThat(readAll(client)).isEqualTo(this.bytes);
		}
		assertThat(this.reads).hasValueLessThan(SIZE / TransferSettings.DEFAULT_CHUNK_SIZE);
	}

	@ParameterizedTest
	@MethodSource("waysAndTransports")
	void clientThatLeavesEndsTheTransfer(TransferWay way, Transport transport) throws Exception {
		Served served = serve(transport, way, List.of(new FileSlice(0, SIZE)), 60);
		Socket client = connect(served);
		client.getInputStream().readNBytes(10);
		client.setSoLinger(true, 0);
		client.close();
		ChannelFuture transfer = served.transfer.get(5, TimeUnit.SECONDS);
		assertThat(transfer.await(5, TimeUnit.SECONDS)).isTrue();
		assertThat(transfer.isSuccess()).isFalse();
	}

	private Served serve(Transport transport, TransferWay way, List<BodySegment> body, int writeTimeoutSeconds) {
		this.group = new MultiThreadIoEventLoopGroup(1, transport.factory());
		TransferSettings settings = new TransferSettings((read) -> {
			this.reads.incrementAndGet();
			this.executor.execute(read);
		}, Duration.ofSeconds(writeTimeoutSeconds), TransferSettings.DEFAULT_CHUNK_SIZE);
		CompletableFuture<ChannelFuture> transfer = new CompletableFuture<>();
		CachedFile file = (CachedFile) this.cache.get("file.bin").join();
		Channel server = new ServerBootstrap().group(this.group)
			.channel(transport.serverChannel())
			.childOption(ChannelOption.SO_SNDBUF, 64 * 1024)
			.childHandler(new ChannelInitializer<>() {

				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {

						@Override
						public void channelActive(ChannelHandlerContext context) {
							assertThat(file.retain()).isTrue();
							ChannelFuture future = BodyTransfer.write(channel, file, body, way, settings,
									(sentWay, count) -> BodyTransferTests.this.transferred.addAndGet(count));
							future.addListener((done) -> channel.close());
							transfer.complete(future);
						}

					});
				}

			})
			.bind(InetAddress.getLoopbackAddress(), 0)
			.syncUninterruptibly()
			.channel();
		return new Served((InetSocketAddress) server.localAddress(), transfer);
	}

	private static Socket connect(Served served) throws IOException {
		Socket socket = new Socket();
		socket.setReceiveBufferSize(32 * 1024);
		socket.setSoTimeout(20_000);
		socket.connect(served.address);
		return socket;
	}

	/**
	 * Read until the end or a reset.
	 */
	private static byte[] readAll(Socket client) throws IOException {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		byte[] buffer = new byte[64 * 1024];
		try {
			for (int read = client.getInputStream().read(buffer); read >= 0; read = client.getInputStream()
				.read(buffer)) {
				all.write(buffer, 0, read);
			}
		}
		catch (SocketException ex) {
			assertThat(ex).hasMessageContaining("reset");
		}
		return all.toByteArray();
	}

	private record Served(InetSocketAddress address, CompletableFuture<ChannelFuture> transfer) {

	}

	enum Transport {

		EPOLL, NIO;

		boolean available() {
			return this == NIO || Epoll.isAvailable();
		}

		IoHandlerFactory factory() {
			return (this == NIO) ? NioIoHandler.newFactory() : EpollIoHandler.newFactory();
		}

		Class<? extends ServerChannel> serverChannel() {
			return (this == NIO) ? NioServerSocketChannel.class : EpollServerSocketChannel.class;
		}

	}

}
