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

package dev.zerocopy.forward.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Two NIO channels of one event loop and a flow each way, with the rules of
 * {@link EpollRelay}.
 */
final class NioRelay implements Relay {

	private final EventLoop loop;

	private final NioEndpoint client;

	private final NioEndpoint upstream;

	private final NioFlow toUpstream;

	private final NioFlow toClient;

	private final RelaySettings settings;

	private final RelayListener listener;

	private final IdleTimer idleTimer;

	private @Nullable CloseReason firstEnd;

	private boolean oneSided;

	private boolean halfClosed;

	private boolean closed;

	NioRelay(NioEndpoint client, NioEndpoint upstream, RelaySettings settings, RelayListener listener) {
		this.loop = client.loop();
		this.client = client;
		this.upstream = upstream;
		this.settings = settings;
		this.listener = listener;
		this.toUpstream = new NioFlow(this, client, upstream, new LiveByteCounts(settings.toUpstream()));
		this.toClient = new NioFlow(this, upstream, client, new LiveByteCounts(settings.toClient()));
		this.idleTimer = new IdleTimer(this.loop, this::idle);
	}

	void start(@Nullable ByteBuf preamble) {
		RelayHead head = RelayHead.of(preamble, this.client.takeHead());
		this.client.join(this.toUpstream, this.toClient);
		this.upstream.join(this.toClient, this.toUpstream);
		this.idleTimer.limit(this.settings.idleTimeout());
		this.loop.execute(() -> startFlows(head));
	}

	private void startFlows(@Nullable RelayHead head) {
		if (this.closed) {
			if (head != null) {
				head.bytes().release();
			}
			return;
		}
		if (head != null) {
			this.toUpstream.first(head);
		}
		if (this.client.hasFailed() || this.upstream.hasFailed()) {
			failed(this.client.hasFailed() ? this.client : this.upstream);
			return;
		}
		this.toUpstream.start();
		this.toClient.start();
	}

	boolean isClosed() {
		return this.closed;
	}

	/**
	 * One side has gone in order; what it had sent is still to be delivered.
	 */
	void oneSided() {
		this.oneSided = true;
	}

	void moved() {
		this.idleTimer.note();
	}

	void ended(NioFlow flow) {
		if (this.firstEnd == null) {
			this.firstEnd = (flow == this.toUpstream) ? CloseReason.CLIENT_CLOSED : CloseReason.UPSTREAM_CLOSED;
		}
	}

	void done() {
		if (this.closed) {
			return;
		}
		if (this.firstEnd != null && (this.oneSided || (this.toUpstream.isDone() && this.toClient.isDone()))) {
			finish(this.firstEnd, false);
			return;
		}
		if (!this.halfClosed) {
			this.halfClosed = true;
			this.idleTimer.note();
			if (!this.settings.halfCloseTimeout().isZero()) {
				this.idleTimer.limit(this.settings.halfCloseTimeout());
			}
		}
	}

	void failed(NioEndpoint side) {
		finish((side == this.client) ? CloseReason.CLIENT_RESET : CloseReason.UPSTREAM_RESET, true);
	}

	private void idle() {
		finish(this.halfClosed ? CloseReason.HALF_CLOSE_TIMEOUT : CloseReason.IDLE_TIMEOUT, true);
	}

	private void finish(CloseReason reason, boolean reset) {
		if (this.closed) {
			return;
		}
		this.closed = true;
		this.idleTimer.cancel();
		if (reset) {
			this.client.reset();
			this.upstream.reset();
		}
		else {
			this.client.close();
			this.upstream.close();
		}
		this.listener.closed(reason);
	}

	@Override
	public ByteCounts bytes(Direction direction) {
		return ((direction == Direction.TO_UPSTREAM) ? this.toUpstream : this.toClient).bytes();
	}

	@Override
	public void abort(CloseReason reason) {
		LoopTasks.run(this.loop, () -> finish(reason, true));
	}

}
