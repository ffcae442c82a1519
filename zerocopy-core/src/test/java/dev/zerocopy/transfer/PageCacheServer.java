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

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.file.DirectoryWatcher;
import dev.zerocopy.file.FileCache;
import dev.zerocopy.file.FileCacheOptions;
import dev.zerocopy.file.SymlinkPolicy;
import dev.zerocopy.http.plan.BodySegment;
import dev.zerocopy.mount.FileThreads;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends a body of one file to whoever connects.
 */
class PageCacheServer implements AutoCloseable {

	private final ExecutorService executor = FileThreads.create();

	private final DirectoryWatcher watcher = new DirectoryWatcher();

	private final Map<TransferWay, Long> transferred = new ConcurrentHashMap<>();

	private final Set<FallbackReason> fallbacks = ConcurrentHashMap.newKeySet();

	private final Queue<Response> responses = new ConcurrentLinkedQueue<>();

	private final LinkedBlockingQueue<ChannelFuture> transfers = new LinkedBlockingQueue<>();

	private final FileCache cache;

	private final EventLoopGroup group;

	private final InetSocketAddress address;

	private final Channel server;

	private final CachedFile file;

	PageCacheServer(Path path, PageCachePolicy policy, BodyTransferTests.Transport transport,
			@Nullable RateLimit limit) {
		long threshold = 1024 * 1024;
		this.cache = new FileCache(path.getParent(),
				new FileCacheOptions(SymlinkPolicy.DENY, List.of(), 0, 0, 16, Duration.ofSeconds(1),
						Duration.ofSeconds(60), true,
						(policy == PageCachePolicy.DIRECT) ? threshold : FileCacheOptions.NOT_DIRECT),
				this.watcher, this.executor);
		TransferSettings settings = new TransferSettings(this.executor, Duration.ofSeconds(20),
				TransferSettings.DEFAULT_CHUNK_SIZE, limit, new PageCache(policy, threshold));
		CachedFile file = (CachedFile) this.cache.get(path.getFileName().toString()).join();
		assertThat(file.retain()).isTrue();
		this.group = new MultiThreadIoEventLoopGroup(1, transport.factory());
		Channel server = new ServerBootstrap().group(this.group)
			.channel(transport.serverChannel())
			.childHandler(new ChannelInitializer<>() {

				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {

						@Override
						public void channelActive(ChannelHandlerContext context) {
							respond(channel, file, settings);
						}

						@Override
						public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
							context.close();
						}

					});
				}

			})
			.bind(InetAddress.getLoopbackAddress(), 0)
			.syncUninterruptibly()
			.channel();
		this.server = server;
		this.file = file;
		this.address = (InetSocketAddress) server.localAddress();
	}

	private void respond(Channel channel, CachedFile file, TransferSettings settings) {
		Response response = this.responses.remove();
		assertThat(file.retain()).isTrue();
		ChannelFuture future = BodyTransfer.write(channel, file, response.body, response.way, settings,
				new TransferListener() {

					@Override
					public void transferred(TransferWay way, long bytes) {
						PageCacheServer.this.transferred.merge(way, bytes, Long::sum);
					}

					@Override
					public void fallback(FallbackReason reason) {
						PageCacheServer.this.fallbacks.add(reason);
					}

				});
		future.addListener((done) -> channel.close());
		this.transfers.add(future);
	}

	Socket connect(List<BodySegment> body, TransferWay way) throws IOException {
		this.responses.add(new Response(body, way));
		Socket socket = new Socket();
		socket.setReceiveBufferSize(64 * 1024);
		socket.setSoTimeout(20_000);
		socket.connect(this.address);
		return socket;
	}

	ChannelFuture transfer() throws InterruptedException {
		ChannelFuture transfer = this.transfers.poll(5, TimeUnit.SECONDS);
		assertThat(transfer).isNotNull();
		return transfer;
	}

	long transferred(TransferWay way) {
		return this.transferred.getOrDefault(way, 0L);
	}

	Set<FallbackReason> fallbacks() {
		return this.fallbacks;
	}

	@Override
	public void close() {
		this.server.close().syncUninterruptibly();
		this.file.release();
		this.group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
		this.cache.close();
		Awaitility.await().until(() -> this.cache.stats().openFiles() == 0);
		this.watcher.close();
		this.executor.shutdown();
	}

	private record Response(List<BodySegment> body, TransferWay way) {

	}

}
