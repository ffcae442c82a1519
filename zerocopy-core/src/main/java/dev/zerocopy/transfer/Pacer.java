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

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Holds one transfer to the speed of its connection. What has been granted to any
 * transfer of the connection, also to those of other HTTP/2 streams, counts. Belongs to
 * the event loop of the channel.
 */
public final class Pacer {

	private static final AttributeKey<Map<RateLimit, TokenBucket>> BUCKETS = AttributeKey
		.valueOf("dev.zerocopy.transfer.rates");

	private final EventLoop loop;

	private final TokenBucket bucket;

	private final int slice;

	private @Nullable Future<?> timer;

	private boolean cancelled;

	private Pacer(EventLoop loop, TokenBucket bucket, int slice) {
		this.loop = loop;
		this.bucket = bucket;
		this.slice = slice;
	}

	/**
	 * Begin a transfer.
	 * @param channel the channel of the connection or of the HTTP/2 stream
	 * @param limit the limit
	 * @return what to ask before bytes are sent
	 */
	public static Pacer begin(Channel channel, RateLimit limit) {
		Channel connection = (channel instanceof Http2StreamChannel) ? channel.parent() : channel;
		Attribute<Map<RateLimit, TokenBucket>> attribute = connection.attr(BUCKETS);
		Map<RateLimit, TokenBucket> buckets = attribute.get();
		if (buckets == null) {
			buckets = new HashMap<>(2);
			attribute.set(buckets);
		}
		long now = System.nanoTime();
		TokenBucket bucket = buckets.computeIfAbsent(limit, (key) -> new TokenBucket(key, now));
		bucket.begin(now);
		return new Pacer(channel.eventLoop(), bucket, limit.slice());
	}

	/**
	 * Return how much to ask for at once.
	 * @return bytes
	 */
	public int slice() {
		return this.slice;
	}

	/**
	 * Have something done as soon as bytes may be sent, at once if they may be now.
	 * @param bytes how many, at most {@link #slice()}
	 * @param send sends them; called on the event loop, unless {@link #cancel()} was
	 */
	public void await(int bytes, Runnable send) {
		long wait = this.bucket.book(bytes, System.nanoTime());
		if (wait <= 0) {
			send.run();
			return;
		}
		this.timer = this.loop.schedule(() -> {
			if (!this.cancelled) {
				send.run();
			}
		}, wait, TimeUnit.NANOSECONDS);
	}

	/**
	 * Stop waiting. What was booked stays booked.
	 */
	public void cancel() {
		this.cancelled = true;
		if (this.timer != null) {
			this.timer.cancel(false);
		}
	}

}
