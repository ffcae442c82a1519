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

import java.util.List;
import java.util.Objects;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundInvoker;

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.file.DirectFile;
import dev.zerocopy.file.PageCursor;
import dev.zerocopy.http.plan.BodySegment;
import dev.zerocopy.http.plan.BodySegment.FileSlice;
import dev.zerocopy.http.plan.BodySegment.Literal;

/**
 * Sends the body of a planned response after its head.
 */
public final class BodyTransfer {

	private BodyTransfer() {
	}

	/**
	 * Write a body to a channel whose response head has been written. If the body can not
	 * be sent completely the channel is closed, so that the client never takes a part for
	 * the whole.
	 * @param channel the channel of the connection or of the HTTP/2 stream
	 * @param file the file; the caller hands over one reference
	 * @param body what to send
	 * @param way {@link TransferWay#SENDFILE}, {@link TransferWay#CHUNKED} or
	 * {@link TransferWay#DIRECT}
	 * @param settings how to send
	 * @param listener told about bytes sent
	 * @return completes on the event loop when the last byte is accepted by the socket,
	 * or with the cause that closed the channel
	 */
	public static ChannelFuture write(Channel channel, CachedFile file, List<BodySegment> body, TransferWay way,
			TransferSettings settings, TransferListener listener) {
		return write(channel, channel, file, body, way, settings, listener);
	}

	/**
	 * Write a body as
	 * {@link #write(Channel, CachedFile, List, TransferWay, TransferSettings, TransferListener)}
	 * does, but from the middle of the pipeline.
	 * @param channel the channel of the connection
	 * @param out where to write: the context of a handler of the channel
	 * @param file the file; the caller hands over one reference
	 * @param body what to send
	 * @param way {@link TransferWay#SENDFILE}, {@link TransferWay#CHUNKED} or
	 * {@link TransferWay#DIRECT}
	 * @param settings how to send
	 * @param listener told about bytes sent
	 * @return completes on the event loop when the last byte is accepted by the socket,
	 * or with the cause that closed the channel
	 */
	public static ChannelFuture write(Channel channel, ChannelOutboundInvoker out, CachedFile file,
			List<BodySegment> body, TransferWay way, TransferSettings settings, TransferListener listener) {
		return switch (way) {
			case SENDFILE -> sendfile(channel, out, file, body, settings, listener);
			case CHUNKED -> chunked(channel, out, file, body, settings, listener);
			case DIRECT -> direct(channel, out, file, body, settings, listener);
			case MEMORY, GENERATED, NONE ->
				throw new IllegalArgumentException("'way' must be SENDFILE, CHUNKED or DIRECT, not " + way
						+ ": write the buffer with the response head");
		};
	}

	private static ChannelFuture sendfile(Channel channel, ChannelOutboundInvoker out, CachedFile file,
			List<BodySegment> body, TransferSettings settings, TransferListener listener) {
		reportDirectRefused(file, settings, listener);
		boolean oneTurn = body.stream().allMatch(BodyTransfer::isOneTurn);
		PageCursor cursor = settings.pageCache().cursorOnLoop(file, oneTurn, listener);
		if (cursor == null && settings.rateLimit() == null && oneTurn) {
			return new RegionTransfer(channel, out, file, body, settings, listener).start();
		}
		return new SlicedTransfer(channel, out, file, body, settings, listener, cursor).start();
	}

	private static boolean isOneTurn(BodySegment segment) {
		return !(segment instanceof FileSlice slice) || slice.length() <= SlicedTransfer.TURN;
	}

	private static ChannelFuture chunked(Channel channel, ChannelOutboundInvoker out, CachedFile file,
			List<BodySegment> body, TransferSettings settings, TransferListener listener) {
		reportDirectRefused(file, settings, listener);
		PageCursor cursor = settings.pageCache().cursor(file, listener);
		ChunkSource source = new CachedChunks(file, settings.chunkSize(), cursor, listener);
		return new ChunkedTransfer(channel, out, file, body, settings, listener, source).start();
	}

	private static ChannelFuture direct(Channel channel, ChannelOutboundInvoker out, CachedFile file,
			List<BodySegment> body, TransferSettings settings, TransferListener listener) {
		DirectFile direct = Objects.requireNonNull(file.direct(), "file is not open for direct reads");
		ChunkSource alternative = new CachedChunks(file, settings.chunkSize(), null, listener);
		ChunkSource source = new DirectChunks(direct, alternative, listener);
		return new ChunkedTransfer(channel, out, file, body, settings, listener, source).start();
	}

	private static void reportDirectRefused(CachedFile file, TransferSettings settings, TransferListener listener) {
		if (settings.pageCache().policyFor(file) == PageCachePolicy.DIRECT && file.direct() == null) {
			listener.fallback(FallbackReason.DIRECT_IO);
		}
	}

	/**
	 * Return a body as one buffer over the memory that holds the file.
	 * @param content the content of the file, of which no reference is taken over
	 * @param body what to send
	 * @return a buffer with a reference of its own, to be released by writing it
	 */
	public static ByteBuf inMemory(ByteBuf content, List<BodySegment> body) {
		if (body.size() == 1) {
			return buffer(content, body.get(0));
		}
		CompositeByteBuf whole = Unpooled.compositeBuffer(body.size());
		for (BodySegment segment : body) {
			whole.addComponent(true, buffer(content, segment));
		}
		return whole;
	}

	private static ByteBuf buffer(ByteBuf content, BodySegment segment) {
		if (segment instanceof FileSlice slice) {
			if (slice.offset() == 0 && slice.length() == content.readableBytes()) {
				return content.retainedDuplicate();
			}
			return content.retainedSlice(Math.toIntExact(slice.offset()), Math.toIntExact(slice.length()));
		}
		return Unpooled.wrappedBuffer(((Literal) segment).bytes());
	}

}
