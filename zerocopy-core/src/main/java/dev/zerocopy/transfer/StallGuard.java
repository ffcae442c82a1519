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

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what a client has stopped reading.
 * <p>
 * While anything waits to be written to the socket, progress is whatever the socket
 * accepts, of any response on the connection; without it the connection is reset. An
 * HTTP/2 stream may besides wait for its own flow-control window while the socket is
 * free; then progress is what the window lets through, and without it the stream is
 * closed. Time in which the server waits for its own disk, or because a rate limit tells
 * it to, is nobody's fault.
 * <p>
 * Runs on the channel's event loop; costs nothing for a body that is written at once.
 */
public final class StallGuard {

	private static final Logger logger = LoggerFactory.getLogger(StallGuard.class);

	/** How often progress is looked at within one timeout. */
	private static final int LOOKS = 4;

	private final Channel channel;

	private final Channel connection;

	private final long timeoutNanos;

	private final LongSupplier sent;

	private final BooleanSupplier idle;

	private @Nullable Progress last;

	private long lastChange;

	private volatile @Nullable Future<?> task;

	private volatile boolean stopped;

	private StallGuard(Channel channel, Duration timeout, LongSupplier sent, BooleanSupplier idle) {
		this.channel = channel;
		this.connection = (channel instanceof Http2StreamChannel) ? channel.parent() : channel;
		this.timeoutNanos = timeout.toNanos();
		this.sent = sent;
		this.idle = idle;
		this.lastChange = System.nanoTime();
	}

	/**
	 * Watch a body until it is written.
	 * @param future completes when the body is written, or failed
	 * @param timeout how long to wait for a byte, zero for ever
	 * @param sent bytes of this body accepted so far; asked on the event loop
	 * @param idle whether the server is not trying to send anything of it just now
	 */
	public static void watch(ChannelFuture future, Duration timeout, LongSupplier sent, BooleanSupplier idle) {
		if (future.isDone() || timeout.isZero()) {
			return;
		}
		StallGuard guard = start(future.channel(), timeout, sent, idle);
		future.addListener((done) -> guard.stop());
	}

	/**
	 * Watch a channel until {@link #stop()}. May be called from any thread.
	 * @param channel the channel of the connection or of the HTTP/2 stream
	 * @param timeout how long to wait for a byte, more than zero
	 * @param sent bytes of the response accepted so far; asked on the event loop
	 * @return the running guard
	 */
	public static StallGuard start(Channel channel, Duration timeout, LongSupplier sent) {
		return start(channel, timeout, sent, () -> false);
	}

	/**
	 * Watch a channel until {@link #stop()}. May be called from any thread.
	 * @param channel the channel of the connection or of the HTTP/2 stream
	 * @param timeout how long to wait for a byte, more than zero
	 * @param sent bytes of the response accepted so far; asked on the event loop
	 * @param idle whether the server is not trying to send anything of the response just
	 * now, so that nobody but itself makes it wait; asked on the event loop
	 * @return the running guard
	 */
	public static StallGuard start(Channel channel, Duration timeout, LongSupplier sent, BooleanSupplier idle) {
		StallGuard guard = new StallGuard(channel, timeout, sent, idle);
		guard.schedule();
		return guard;
	}

	/**
	 * Stop watching; may be called more than once and from any thread.
	 */
	public void stop() {
		this.stopped = true;
		Future<?> task = this.task;
		if (task != null) {
			task.cancel(false);
		}
	}

	private void schedule() {
		this.task = this.channel.eventLoop()
			.schedule(this::look, Math.max(1, this.timeoutNanos / LOOKS), TimeUnit.NANOSECONDS);
	}

	private void look() {
		if (this.stopped || !this.channel.isOpen()) {
			return;
		}
		Progress now = progress();
		boolean waitsForItself = !now.socketBusy() && (this.channel == this.connection || this.idle.getAsBoolean());
		if (waitsForItself || !now.equals(this.last)) {
			this.last = now;
			this.lastChange = System.nanoTime();
		}
		else if (System.nanoTime() - this.lastChange >= this.timeoutNanos) {
			logger.debug("Closing {}: no byte accepted for {} ms", this.channel,
					TimeUnit.NANOSECONDS.toMillis(this.timeoutNanos));
			close(now.socketBusy());
			return;
		}
		schedule();
	}

	/**
	 * A peer that reads nothing would keep what the kernel has buffered for it long after
	 * an orderly close, so the connection is reset. Not through the pipeline, where
	 * HTTP/2 and TLS would first want to say goodbye.
	 */
	private void close(boolean socketBusy) {
		if (!socketBusy) {
			this.channel.close();
			return;
		}
		if (this.connection instanceof SocketChannel) {
			this.connection.config().setOption(ChannelOption.SO_LINGER, 0);
		}
		this.connection.unsafe().close(this.connection.voidPromise());
	}

	private Progress progress() {
		ChannelOutboundBuffer buffer = this.connection.unsafe().outboundBuffer();
		if (buffer == null || buffer.isEmpty()) {
			return new Progress(false, this.sent.getAsLong(), 0, 0);
		}
		// file regions count as no pending bytes, so the entry at the head counts too
		return new Progress(true, System.identityHashCode(buffer.current()), buffer.currentProgress(),
				buffer.totalPendingWriteBytes());
	}

	/**
	 * What changes when something moves.
	 *
	 * @param socketBusy whether something waits to be written to the socket
	 * @param head what is at the head: the entry of the socket, or the bytes of the body
	 * @param written bytes written of the entry at the head
	 * @param pending bytes that wait for the socket
	 */
	private record Progress(boolean socketBusy, long head, long written, long pending) {

	}

}
