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

import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.util.concurrent.PromiseCombiner;

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.http.plan.BodySegment;
import dev.zerocopy.http.plan.BodySegment.FileSlice;
import dev.zerocopy.http.plan.BodySegment.Literal;

/**
 * Hands every segment to the channel at once, files as regions: the kernel takes what the
 * socket can hold, so nothing is read ahead and no memory is used, however many and large
 * the segments are.
 */
final class RegionTransfer {

	private final Channel channel;

	private final ChannelOutboundInvoker out;

	private final CachedFile file;

	private final List<BodySegment> body;

	private final TransferSettings settings;

	private final TransferListener listener;

	private final SegmentCork cork;

	private final List<FileRegion> regions = new ArrayList<>(1);

	private long reported;

	RegionTransfer(Channel channel, ChannelOutboundInvoker out, CachedFile file, List<BodySegment> body,
			TransferSettings settings, TransferListener listener) {
		this.channel = channel;
		this.out = out;
		this.file = file;
		this.body = body;
		this.settings = settings;
		this.listener = listener;
		this.cork = new SegmentCork(channel);
	}

	ChannelFuture start() {
		ChannelPromise promise = this.channel.newPromise();
		if (this.channel.eventLoop().inEventLoop()) {
			writeAll(promise);
		}
		else {
			EventLoopHandOver.execute(this.channel, () -> writeAll(promise), promise, this.file::release);
		}
		return promise;
	}

	private void writeAll(ChannelPromise promise) {
		FileChannel source = Objects.requireNonNull(this.file.channel(), "file is held in memory");
		this.cork.hold();
		PromiseCombiner combiner = new PromiseCombiner(this.channel.eventLoop());
		for (BodySegment segment : this.body) {
			combiner.add(this.out.write(message(source, segment)));
		}
		this.file.release();
		combiner.finish(promise);
		promise.addListener((done) -> {
			this.cork.push();
			report();
			if (!done.isSuccess()) {
				this.channel.close();
			}
		});
		this.out.flush();
		StallGuard.watch(promise, this.settings.writeTimeout(), this::report, () -> false);
	}

	private Object message(FileChannel source, BodySegment segment) {
		if (segment instanceof FileSlice slice) {
			this.file.retain();
			FileRegion region = new SharedFileRegion(this.file, source, slice.offset(), slice.length());
			this.regions.add(region);
			return region;
		}
		return Unpooled.wrappedBuffer(((Literal) segment).bytes());
	}

	/**
	 * Tell the listener what the regions have sent since the last time.
	 * @return bytes sent so far
	 */
	private long report() {
		long sent = 0;
		for (FileRegion region : this.regions) {
			sent += region.transferred();
		}
		if (sent > this.reported) {
			this.listener.transferred(TransferWay.SENDFILE, sent - this.reported);
			this.reported = sent;
		}
		return sent;
	}

}
