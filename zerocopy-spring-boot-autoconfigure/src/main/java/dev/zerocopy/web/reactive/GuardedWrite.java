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

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import dev.zerocopy.transfer.StallGuard;

/**
 * A write that closes its channel when the client accepts nothing for too long. Most
 * writes end while they are subscribed to, so the guard is started after that, if at all.
 */
final class GuardedWrite extends Mono<Void> {

	private final Mono<Void> write;

	private final Channel channel;

	private final Duration timeout;

	private final LongSupplier sent;

	private final BooleanSupplier idle;

	GuardedWrite(Mono<Void> write, Channel channel, Duration timeout) {
		this(write, channel, timeout, () -> 0, () -> false);
	}

	/**
	 * Guard a write that takes its time.
	 * @param write what to subscribe to
	 * @param channel what to close
	 * @param timeout how long to wait for a byte, zero for ever
	 * @param sent bytes sent so far
	 * @param idle whether the server waits for itself
	 */
	GuardedWrite(Mono<Void> write, Channel channel, Duration timeout, LongSupplier sent, BooleanSupplier idle) {
		this.write = write;
		this.channel = channel;
		this.timeout = timeout;
		this.sent = sent;
		this.idle = idle;
	}

	@Override
	public void subscribe(CoreSubscriber<? super Void> actual) {
		GuardedSubscriber subscriber = new GuardedSubscriber(actual);
		this.write.subscribe(subscriber);
		if (!this.timeout.isZero()) {
			subscriber.guard(() -> StallGuard.start(this.channel, this.timeout, this.sent, this.idle));
		}
	}

	private static final class GuardedSubscriber implements CoreSubscriber<Void>, Subscription {

		private final CoreSubscriber<? super Void> actual;

		private volatile boolean done;

		private volatile @Nullable StallGuard guard;

		private @Nullable Subscription subscription;

		GuardedSubscriber(CoreSubscriber<? super Void> actual) {
			this.actual = actual;
		}

		void guard(Supplier<StallGuard> start) {
			if (this.done) {
				return;
			}
			StallGuard guard = start.get();
			this.guard = guard;
			if (this.done) {
				guard.stop();
			}
		}

		private void end() {
			this.done = true;
			StallGuard guard = this.guard;
			if (guard != null) {
				guard.stop();
			}
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			if (Operators.validate(this.subscription, subscription)) {
				this.subscription = subscription;
				this.actual.onSubscribe(this);
			}
		}

		@Override
		public void onNext(Void nothing) {
			this.actual.onNext(nothing);
		}

		@Override
		public void onError(Throwable failure) {
			end();
			this.actual.onError(failure);
		}

		@Override
		public void onComplete() {
			end();
			this.actual.onComplete();
		}

		@Override
		public void request(long count) {
			if (this.subscription != null) {
				this.subscription.request(count);
			}
		}

		@Override
		public void cancel() {
			end();
			if (this.subscription != null) {
				this.subscription.cancel();
			}
		}

	}

}
