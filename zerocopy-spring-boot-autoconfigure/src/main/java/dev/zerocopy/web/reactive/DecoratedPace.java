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

package dev.zerocopy.web.reactive;

import java.util.concurrent.RejectedExecutionException;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

import dev.zerocopy.transfer.Pacer;
import dev.zerocopy.transfer.RateLimit;

/**
 * Makes the chunks of one decorated body wait for the rate limit of its connection, and
 * knows how far the body is.
 */
final class DecoratedPace {

	private final @Nullable Channel channel;

	private final @Nullable RateLimit limit;

	private @Nullable Pacer pacer;

	private volatile boolean waiting;

	private volatile long emitted;

	/**
	 * Create a pace.
	 * @param channel the channel of the connection or of the HTTP/2 stream, {@code null}
	 * for one that is not known and can not be limited
	 * @param limit the limit, {@code null} for none
	 */
	DecoratedPace(@Nullable Channel channel, @Nullable RateLimit limit) {
		this.channel = channel;
		this.limit = limit;
	}

	/**
	 * Return how much to read at once.
	 */
	int chunkSize(int preferred) {
		return (this.channel != null && this.limit != null) ? Math.min(preferred, this.limit.slice()) : preferred;
	}

	/**
	 * Wait until bytes may be sent.
	 * @param bytes how many
	 * @return completes on the event loop, or at once without a limit
	 */
	Mono<Void> grant(int bytes) {
		Channel channel = this.channel;
		RateLimit limit = this.limit;
		if (channel == null || limit == null) {
			return Mono.empty();
		}
		EventLoop loop = channel.eventLoop();
		return Mono.create((sink) -> {
			try {
				loop.execute(() -> await(channel, limit, bytes, sink));
			}
			catch (RejectedExecutionException ex) {
				sink.error(ex);
			}
		});
	}

	private void await(Channel channel, RateLimit limit, int bytes, MonoSink<Void> sink) {
		Pacer current = (this.pacer != null) ? this.pacer : Pacer.begin(channel, limit);
		this.pacer = current;
		this.waiting = true;
		sink.onCancel(() -> channel.eventLoop().execute(current::cancel));
		current.await(bytes, () -> {
			this.waiting = false;
			sink.success();
		});
	}

	/**
	 * Bytes go to the filters; called by one thread at a time.
	 */
	void emitted(int bytes) {
		this.emitted = this.emitted + bytes;
	}

	long emitted() {
		return this.emitted;
	}

	boolean waiting() {
		return this.waiting;
	}

}
