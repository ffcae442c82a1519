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
 * Two endpoints of one event loop and a pump each way.
 * <p>
 * A FIN leaves only because one came in. Every other end, also that of a timeout, is a
 * reset on both sides, so neither peer can take a torn stream for a complete one.
 */
final class EpollRelay implements Relay, EpollEndpoint.Owner, Runnable {

	private final EventLoop loop;

	private final EpollEndpoint client;

	private final EpollEndpoint upstream;

	private final SplicePump toUpstream;

	private final SplicePump toClient;

	private final RelaySettings settings;

	private final RelayListener listener;

	private final IdleTimer idleTimer;

	private boolean turnScheduled;

	private @Nullable CloseReason firstEnd;

	private boolean halfClosed;

	private boolean closed;

	EpollRelay(EpollEndpoint client, EpollEndpoint upstream, RelaySettings settings, RelayListener listener) {
		this.loop = client.loop();
		this.client = client;
		this.upstream = upstream;
		this.settings = settings;
		this.listener = listener;
		this.toUpstream = new SplicePump(client, upstream, settings.transfer(),
				new LiveByteCounts(settings.toUpstream()));
		this.toClient = new SplicePump(upstream, client, settings.transfer(), new LiveByteCounts(settings.toClient()));
		this.idleTimer = new IdleTimer(this.loop, this::idle);
	}

	void start(@Nullable ByteBuf preamble) {
		RelayHead head = RelayHead.of(preamble, this.client.takeHead());
		if (head != null) {
			this.toUpstream.first(head);
		}
		this.client.owner(this);
		this.upstream.owner(this);
		this.idleTimer.limit(this.settings.idleTimeout());
		scheduleTurn();
	}

	@Override
	public void ready(EpollEndpoint endpoint) {
		turn();
	}

	/**
	 * A further turn after the budget of one was used up.
	 */
	@Override
	public void run() {
		this.turnScheduled = false;
		try {
			turn();
		}
		catch (Throwable ex) {
			this.client.contain(ex);
		}
	}

	private void scheduleTurn() {
		if (!this.turnScheduled) {
			this.turnScheduled = true;
			this.loop.execute(this);
		}
	}

	private void turn() {
		if (this.closed) {
			return;
		}
		EpollEndpoint broken = brokenSide();
		try {
			boolean more = this.toUpstream.turn();
			more |= this.toClient.turn();
			if (broken != null) {
				// what it had sent before it broke has been passed on as far as it goes
				finish(resetBy(broken), true);
				return;
			}
			afterTurn(more);
		}
		catch (SideFailure ex) {
			finish(resetBy(ex.side()), true);
		}
	}

	private @Nullable EpollEndpoint brokenSide() {
		if (this.client.hasFailed()) {
			return this.client;
		}
		return this.upstream.hasFailed() ? this.upstream : null;
	}

	private CloseReason resetBy(EpollEndpoint side) {
		return (side == this.client) ? CloseReason.CLIENT_RESET : CloseReason.UPSTREAM_RESET;
	}

	private void afterTurn(boolean more) {
		if (this.toUpstream.hasMoved() || this.toClient.hasMoved()) {
			this.idleTimer.note();
		}
		if (this.firstEnd == null) {
			if (this.toUpstream.hasEnded()) {
				this.firstEnd = CloseReason.CLIENT_CLOSED;
			}
			else if (this.toClient.hasEnded()) {
				this.firstEnd = CloseReason.UPSTREAM_CLOSED;
			}
		}
		if (this.firstEnd != null && this.toUpstream.isDone() && this.toClient.isDone()) {
			finish(this.firstEnd, false);
			return;
		}
		if (!this.halfClosed && (this.toUpstream.isDone() || this.toClient.isDone())) {
			this.halfClosed = true;
			this.idleTimer.note();
			if (!this.settings.halfCloseTimeout().isZero()) {
				this.idleTimer.limit(this.settings.halfCloseTimeout());
			}
		}
		if (more) {
			scheduleTurn();
		}
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
		this.toUpstream.close();
		this.toClient.close();
		if (reset) {
			this.client.reset();
			this.upstream.reset();
		}
		else {
			this.client.closeSocket();
			this.upstream.closeSocket();
		}
		this.listener.closed(reason);
	}

	@Override
	public void broken(EpollEndpoint endpoint) {
		finish(CloseReason.INTERNAL_ERROR, true);
	}

	@Override
	public void loopEnds(EpollEndpoint endpoint) {
		finish(CloseReason.DRAIN_TIMEOUT, true);
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
