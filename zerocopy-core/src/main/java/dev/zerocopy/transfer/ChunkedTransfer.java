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
import java.nio.channels.ClosedChannelException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2StreamChannel;
import org.jspecify.annotations.Nullable;

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.http.plan.BodySegment;
import dev.zerocopy.http.plan.BodySegment.FileSlice;
import dev.zerocopy.http.plan.BodySegment.Literal;

/**
 * Reads a body piece by piece into pooled direct buffers and writes them.
 * <p>
 * All state belongs to the event loop; only the read itself runs on the file executor, so
 * a slow disk never stalls other connections. At most {@link #WINDOW} chunks are read but
 * not yet accepted by the socket (or, on HTTP/2, by the stream's flow control): one is
 * being sent while the next is read. A slow client therefore costs two chunks, which are
 * small then, never the file. Until the promise is done either a read or a write is under
 * way, and both end when the channel closes; only a wait for the rate limit needs to be
 * told.
 */
final class ChunkedTransfer {

	private static final int WINDOW = 2;

	/**
	 * What flow control lets through of a chunk is seen only when a write is done, so
	 * chunks are written in pieces of the smallest maximum frame size, RFC 9113 section
	 * 4.2, which they would be cut into anyway.
	 */
	private static final int HTTP2_SLICE = 16 * 1024;

	private final Channel channel;

	private final ChannelOutboundInvoker out;

	private final CachedFile file;

	private final Iterator<BodySegment> segments;

	private final TransferSettings settings;

	private final TransferListener listener;

	private final ChunkSource source;

	private final ChunkSize chunkSize;

	private final ChannelPromise promise;

	private final int sliceSize;

	private final ChannelFutureListener onClose = (closed) -> fail(new ClosedChannelException());

	private @Nullable Pacer pacer;

	private @Nullable FileSlice slice;

	private long sliceSent;

	private int inFlight;

	private boolean reading;

	private long sent;

	ChunkedTransfer(Channel channel, ChannelOutboundInvoker out, CachedFile file, List<BodySegment> body,
			TransferSettings settings, TransferListener listener, ChunkSource source) {
		this.channel = channel;
		this.out = out;
		this.file = file;
		this.segments = body.iterator();
		this.settings = settings;
		this.listener = listener;
		this.source = source;
		this.chunkSize = new ChunkSize(source.chunkSize(), source.largestChunkSize(), WINDOW, ChunkBudget.SHARED);
		this.promise = channel.newPromise();
		this.sliceSize = (channel instanceof Http2StreamChannel) ? HTTP2_SLICE : 0;
	}

	ChannelFuture start() {
		this.promise.addListener((done) -> end());
		if (this.channel.eventLoop().inEventLoop()) {
			begin();
		}
		else {
			EventLoopHandOver.execute(this.channel, this::begin, this.promise, () -> {
			});
		}
		return this.promise;
	}

	private void begin() {
		if (this.settings.rateLimit() != null) {
			this.pacer = Pacer.begin(this.channel, this.settings.rateLimit());
			this.channel.closeFuture().addListener(this.onClose);
		}
		StallGuard.watch(this.promise, this.settings.writeTimeout(), () -> this.sent, () -> this.inFlight == 0);
		pump();
	}

	private void end() {
		if (this.pacer != null) {
			this.pacer.cancel();
			this.channel.closeFuture().removeListener(this.onClose);
		}
		this.chunkSize.close();
		if (this.source.closeable()) {
			AfterTransfer.close(this.channel, this.file, this.settings.executor(), this.source::close);
		}
		this.file.release();
	}

	private void pump() {
		while (!this.reading && this.inFlight < WINDOW && !this.promise.isDone()) {
			if (this.slice != null) {
				read(this.slice);
			}
			else if (this.segments.hasNext()) {
				BodySegment next = this.segments.next();
				if (next instanceof FileSlice fileSlice) {
					this.slice = fileSlice;
					this.sliceSent = 0;
				}
				else {
					write(Unpooled.wrappedBuffer(((Literal) next).bytes()));
				}
			}
			else {
				if (this.inFlight == 0) {
					this.promise.trySuccess();
				}
				return;
			}
		}
	}

	private void read(FileSlice slice) {
		long position = slice.offset() + this.sliceSent;
		int length = (int) Math.min(this.chunkSize.current(), slice.length() - this.sliceSent);
		this.reading = true;
		if (this.pacer != null) {
			int allowed = Math.min(length, this.pacer.slice());
			this.pacer.await(allowed, () -> read(position, allowed));
		}
		else {
			read(position, length);
		}
	}

	private void read(long position, int length) {
		if (!this.file.retain()) {
			this.reading = false;
			fail(new ClosedChannelException());
			return;
		}
		try {
			this.settings.executor().execute(() -> readOffLoop(position, length));
		}
		catch (RejectedExecutionException ex) {
			this.file.release();
			this.reading = false;
			fail(ex);
		}
	}

	private void readOffLoop(long position, int length) {
		ByteBuf chunk = null;
		Throwable failure = null;
		try {
			chunk = this.source.read(this.channel.alloc(), position, length);
		}
		catch (IOException | RuntimeException | OutOfMemoryError ex) {
			failure = ex;
		}
		finally {
			this.file.release();
		}
		ByteBuf result = chunk;
		Throwable cause = failure;
		EventLoopHandOver.execute(this.channel, () -> onRead(result, cause), this.promise, () -> release(result));
	}

	private void onRead(@Nullable ByteBuf chunk, @Nullable Throwable failure) {
		this.reading = false;
		if (failure != null || chunk == null || this.promise.isDone() || !this.channel.isOpen()) {
			release(chunk);
			fail((failure != null) ? failure : new ClosedChannelException());
			return;
		}
		FileSlice current = Objects.requireNonNull(this.slice);
		this.sliceSent += chunk.readableBytes();
		if (this.sliceSent == current.length()) {
			this.slice = null;
		}
		write(chunk);
		pump();
	}

	private void write(ByteBuf buffer) {
		this.inFlight++;
		int whole = buffer.readableBytes();
		long began = System.nanoTime();
		if (this.sliceSize > 0) {
			while (buffer.readableBytes() > this.sliceSize) {
				count(this.out.write(buffer.readRetainedSlice(this.sliceSize)), this.sliceSize);
			}
		}
		int length = buffer.readableBytes();
		count(this.out.writeAndFlush(buffer), length).addListener((written) -> {
			this.inFlight--;
			if (written.isSuccess() && !this.promise.isDone()) {
				this.chunkSize.accepted(whole, System.nanoTime() - began);
				pump();
			}
		});
	}

	private ChannelFuture count(ChannelFuture write, int length) {
		return write.addListener((written) -> {
			if (written.isSuccess()) {
				this.sent += length;
				this.listener.transferred(this.source.way(), length);
			}
			else {
				fail(written.cause());
			}
		});
	}

	private void fail(Throwable cause) {
		if (this.promise.tryFailure(cause)) {
			this.channel.close();
		}
	}

	private static void release(@Nullable ByteBuf chunk) {
		if (chunk != null) {
			chunk.release();
		}
	}

}
