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

package dev.zerocopy.forward;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

import dev.zerocopy.forward.relay.CloseReason;
import dev.zerocopy.forward.relay.ConnectAttempt;
import dev.zerocopy.forward.relay.ConnectHandler;
import dev.zerocopy.forward.relay.Endpoint;
import dev.zerocopy.forward.relay.NoSocketException;
import dev.zerocopy.forward.upstream.Upstream;
import dev.zerocopy.forward.upstream.UpstreamGroup;

/**
 * Connects a session to one upstream of a group: the one chosen, or after a failure the
 * next, or the same again after a moment. Used on the event loop of the session, except
 * for {@link #address()}.
 */
final class UpstreamConnect {

	private static final long RETRY_DELAY_MILLIS = 100;

	private final Session session;

	private final Route route;

	private final EventLoop loop;

	private final List<Upstream> tried = new ArrayList<>(1);

	private volatile @Nullable SocketAddress address;

	private @Nullable Upstream upstream;

	private @Nullable ConnectAttempt attempt;

	private @Nullable Future<?> retry;

	private int attempts;

	UpstreamConnect(Session session, Route route, EventLoop loop) {
		this.session = session;
		this.route = route;
		this.loop = loop;
	}

	/**
	 * Return the upstream in use or tried last.
	 * @return its address, {@code null} if there was none
	 */
	@Nullable SocketAddress address() {
		return this.address;
	}

	int attempts() {
		return this.attempts;
	}

	void start(UpstreamGroup group) {
		this.retry = null;
		Upstream chosen = group.choose(this.session.clientAddress(), this.tried);
		if (chosen == null) {
			this.session.refuse((this.attempts == 0) ? CloseReason.NO_UPSTREAM : CloseReason.CONNECT_FAILED);
			return;
		}
		this.upstream = chosen;
		this.address = chosen.address();
		this.attempts++;
		this.attempt = this.route.transport()
			.connect(this.loop, chosen.address(), this.route.spec().sockets(), this.route.spec().connectTimeout(),
					new Outcome(group, chosen));
	}

	private void failed(UpstreamGroup group, Upstream failed, CloseReason reason) {
		this.attempt = null;
		this.upstream = null;
		failed.release();
		if (this.attempts > this.route.spec().connectRetries()) {
			this.session.refuse(reason);
			return;
		}
		boolean again = this.tried.contains(failed);
		if (!again) {
			this.tried.add(failed);
		}
		if (again || !group.offersOtherThan(this.tried)) {
			this.retry = this.loop.schedule(() -> this.session.guard(() -> start(group)),
					RETRY_DELAY_MILLIS * this.attempts, TimeUnit.MILLISECONDS);
		}
		else {
			start(group);
		}
	}

	/**
	 * The session has ended: give up what is under way and count the upstream out.
	 */
	void end() {
		ConnectAttempt pending = this.attempt;
		this.attempt = null;
		if (pending != null) {
			pending.cancel();
		}
		Future<?> waiting = this.retry;
		if (waiting != null) {
			waiting.cancel(false);
		}
		Upstream used = this.upstream;
		this.upstream = null;
		if (used != null) {
			used.release();
		}
	}

	private final class Outcome implements ConnectHandler {

		private final UpstreamGroup group;

		private final Upstream target;

		private final long begun = System.nanoTime();

		Outcome(UpstreamGroup group, Upstream target) {
			this.group = group;
			this.target = target;
		}

		@Override
		public void connected(Endpoint endpoint) {
			UpstreamConnect.this.session.guard(() -> {
				UpstreamConnect.this.attempt = null;
				this.target.connectSucceeded();
				report(true);
				try {
					UpstreamConnect.this.session.connected(endpoint);
				}
				catch (RuntimeException | Error ex) {
					endpoint.reset();
					throw ex;
				}
			});
		}

		@Override
		public void failed(Throwable cause) {
			UpstreamConnect.this.session.guard(() -> {
				boolean local = cause instanceof NoSocketException;
				if (!local) {
					this.target.connectFailed(System.nanoTime());
				}
				report(false);
				UpstreamConnect.this.route.noteFailure(this.target, cause);
				if (UpstreamConnect.this.upstream == this.target) {
					UpstreamConnect.this.failed(this.group, this.target,
							local ? CloseReason.NO_SOCKET : CloseReason.CONNECT_FAILED);
				}
			});
		}

		private void report(boolean success) {
			UpstreamConnect.this.route.connectAttempted(Duration.ofNanos(System.nanoTime() - this.begun), success);
		}

	}

}
