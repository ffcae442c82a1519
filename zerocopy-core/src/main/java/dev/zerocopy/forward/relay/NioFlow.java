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
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;

/**
 * Copies the bytes of one direction: reads only while the other channel is writable, and
 * shuts its output down only after the last byte has been written.
 */
final class NioFlow {

	private final NioRelay relay;

	private final NioEndpoint source;

	private final NioEndpoint target;

	private final LiveByteCounts counts;

	private int pendingWrites;

	private boolean waiting;

	private boolean ended;

	private boolean done;

	NioFlow(NioRelay relay, NioEndpoint source, NioEndpoint target, LiveByteCounts counts) {
		this.relay = relay;
		this.source = source;
		this.target = target;
		this.counts = counts;
	}

	void first(RelayHead head) {
		write(head.bytes(), head.preambleLength());
		this.target.channel().flush();
	}

	/**
	 * Ask for bytes if the target can take them.
	 */
	void start() {
		if (this.source.hasInputEnded()) {
			ended();
		}
		else {
			receivedAll();
		}
	}

	void received(ByteBuf bytes) {
		if (this.relay.isClosed()) {
			bytes.release();
			return;
		}
		write(bytes, 0);
	}

	private void write(ByteBuf bytes, int uncounted) {
		int counted = bytes.readableBytes() - uncounted;
		this.pendingWrites++;
		this.target.channel().write(bytes).addListener((written) -> {
			this.pendingWrites--;
			if (!written.isSuccess()) {
				this.relay.failed(this.target);
				return;
			}
			this.counts.add(0, counted);
			this.relay.moved();
			finishIfDelivered();
		});
	}

	void receivedAll() {
		if (this.relay.isClosed()) {
			return;
		}
		this.target.channel().flush();
		this.waiting = !this.target.channel().isWritable();
		if (!this.waiting && !this.ended) {
			this.source.channel().read();
		}
	}

	void targetWritabilityChanged() {
		if (this.waiting && this.target.channel().isWritable()) {
			receivedAll();
		}
	}

	void ended() {
		this.ended = true;
		this.relay.ended(this);
		finishIfDelivered();
	}

	private void finishIfDelivered() {
		if (!this.ended || this.done || this.pendingWrites > 0 || this.relay.isClosed()) {
			return;
		}
		this.done = true;
		DuplexChannel channel = this.target.channel();
		ChannelFuture shut = channel.shutdownOutput();
		shut.addListener((result) -> {
			if (result.isSuccess()) {
				this.relay.done();
			}
			else {
				this.relay.failed(this.target);
			}
		});
	}

	/**
	 * The source has closed both of its directions.
	 */
	void sourceClosed() {
		this.relay.oneSided();
		ended();
	}

	void sourceFailed() {
		this.relay.failed(this.source);
	}

	boolean isDone() {
		return this.done;
	}

	ByteCounts bytes() {
		return this.counts.snapshot();
	}

}
