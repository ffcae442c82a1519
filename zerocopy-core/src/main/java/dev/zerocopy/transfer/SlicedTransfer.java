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

import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import org.jspecify.annotations.Nullable;

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.file.PageCursor;
import dev.zerocopy.http.plan.BodySegment;
import dev.zerocopy.http.plan.BodySegment.FileSlice;
import dev.zerocopy.http.plan.BodySegment.Literal;

/**
 * Hands a body to the channel region by region, the next one when the one before has been
 * taken and it is time for it, and its pages are in memory if they are looked after. All
 * state belongs to the event loop.
 */
final class SlicedTransfer {

	/**
	 * Most bytes before other connections of the loop come first. A client that reads as
	 * fast as the kernel sends would otherwise keep them waiting for the whole file.
	 */
	static final long TURN = 2 * 1024 * 1024;

	private final Channel channel;

	private final ChannelOutboundInvoker out;

	private final CachedFile file;

	private final Iterator<BodySegment> segments;

	private final TransferSettings settings;

	private final TransferListener listener;

	private final ChannelPromise promise;

	private final ChannelFutureListener onClose = (closed) -> closed();

	private final @Nullable RegionPages pages;

	private final SegmentCork cork;

	private @Nullable Pacer pacer;

	private @Nullable FileSlice slice;

	private long sliceDone;

	private @Nullable FileRegion region;

	private int pendingWrites;

	private boolean busy;

	private long completed;

	private long reported;

	SlicedTransfer(Channel channel, ChannelOutboundInvoker out, CachedFile file, List<BodySegment> body,
			TransferSettings settings, TransferListener listener, @Nullable PageCursor cursor) {
		this.channel = channel;
		this.out = out;
		this.file = file;
		this.segments = body.iterator();
		this.settings = settings;
		this.listener = listener;
		this.promise = channel.newPromise();
		this.cork = new SegmentCork(channel);
		this.pages = (cursor != null) ? new RegionPages(channel, file, settings.executor(), cursor, listener) : null;
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
		this.channel.closeFuture().addListener(this.onClose);
		if (this.settings.rateLimit() != null) {
			this.pacer = Pacer.begin(this.channel, this.settings.rateLimit());
		}
		pump();
		StallGuard.watch(this.promise, this.settings.writeTimeout(), this::report, () -> this.pendingWrites == 0);
	}

	private void end() {
		if (this.pacer != null) {
			this.pacer.cancel();
		}
		this.channel.closeFuture().removeListener(this.onClose);
		report();
		if (this.pages != null) {
			this.pages.close();
		}
		this.file.release();
	}

	private void pump() {
		while (!this.busy && !this.promise.isDone()) {
			if (this.slice != null) {
				await(this.slice);
			}
			else if (this.segments.hasNext()) {
				BodySegment next = this.segments.next();
				if (next instanceof FileSlice fileSlice) {
					this.slice = fileSlice;
					this.sliceDone = 0;
					if (this.pages != null) {
						this.pages.begin(fileSlice);
					}
				}
				else {
					write(Unpooled.wrappedBuffer(((Literal) next).bytes()));
				}
			}
			else if (this.pendingWrites == 0) {
				this.cork.push();
				this.promise.trySuccess();
			}
			else {
				this.out.flush();
				return;
			}
		}
	}

	private void await(FileSlice slice) {
		this.busy = true;
		long position = slice.offset() + this.sliceDone;
		long remaining = slice.length() - this.sliceDone;
		if (this.pages == null) {
			await(position, Math.min(TURN, remaining));
			return;
		}
		long ready = this.pages.ready(position);
		if (ready > 0) {
			await(position, Math.min(ready, remaining));
		}
		else {
			this.cork.push();
			this.pages.await(this::next);
		}
	}

	private void await(long position, long length) {
		if (this.pacer != null) {
			int allowed = (int) Math.min(length, this.pacer.slice());
			this.pacer.await(allowed, () -> send(position, allowed));
		}
		else {
			this.cork.hold();
			send(position, length);
		}
	}

	private void send(long position, long length) {
		FileChannel source = Objects.requireNonNull(this.file.channel(), "file is held in memory");
		this.file.retain();
		FileRegion region = new SharedFileRegion(this.file, source, position, length);
		this.region = region;
		ChannelFuture written = write(region);
		this.out.flush();
		written.addListener((done) -> {
			if (done.isSuccess()) {
				sent(length);
			}
		});
	}

	private void sent(long length) {
		this.region = null;
		this.completed += length;
		this.sliceDone += length;
		if (this.sliceDone == Objects.requireNonNull(this.slice).length()) {
			this.slice = null;
		}
		report();
		EventLoopHandOver.nextTurn(this.channel, this::next, this.promise);
	}

	private void next() {
		this.busy = false;
		pump();
	}

	private ChannelFuture write(Object message) {
		this.pendingWrites++;
		return this.out.write(message).addListener((written) -> {
			this.pendingWrites--;
			if (!written.isSuccess()) {
				fail(written.cause());
			}
			else if (!(message instanceof FileRegion)) {
				pump();
			}
		});
	}

	/**
	 * Tell the listener what has been sent since the last time.
	 * @return bytes of the file sent so far
	 */
	private long report() {
		long sent = this.completed + ((this.region != null) ? this.region.transferred() : 0);
		if (sent > this.reported) {
			this.listener.transferred(TransferWay.SENDFILE, sent - this.reported);
			this.reported = sent;
		}
		return sent;
	}

	private void closed() {
		// a write that is pending knows better why
		if (this.pendingWrites == 0) {
			fail(new ClosedChannelException());
		}
	}

	private void fail(Throwable cause) {
		if (this.promise.tryFailure(cause)) {
			this.channel.close();
		}
	}

}
