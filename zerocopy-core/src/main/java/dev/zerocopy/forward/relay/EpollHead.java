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

import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Owns an endpoint until it is connected or relayed: collects first bytes if asked to,
 * notices a reset in any case.
 */
final class EpollHead implements EpollEndpoint.Owner {

	private static final int BYTES_PER_READ = 4096;

	private final EpollEndpoint endpoint;

	private @Nullable HeadReader reader;

	private @Nullable Runnable resetCallback;

	private @Nullable ByteBuf bytes;

	EpollHead(EpollEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	void read(HeadReader reader) {
		this.reader = reader;
		if (this.endpoint.hints().isReadable()) {
			this.endpoint.loop().execute(this::readGuarded);
		}
	}

	private void readGuarded() {
		try {
			ready(this.endpoint);
		}
		catch (Throwable ex) {
			this.endpoint.contain(ex);
		}
	}

	void whenReset(Runnable callback) {
		this.resetCallback = callback;
	}

	@Override
	public void ready(EpollEndpoint endpoint) {
		boolean failed = false;
		try {
			while (this.reader != null && endpoint.socket().isOpen() && endpoint.hints().isReadable()) {
				RelayLoop loop = endpoint.relayLoop();
				int count = endpoint.socket().recvAddress(loop.bufferAddress(), 0, BYTES_PER_READ);
				if (count == 0) {
					endpoint.hints().drained();
				}
				else {
					show(loop, count);
				}
			}
		}
		catch (IOException ex) {
			failed = true;
		}
		if (endpoint.socket().isOpen() && (failed || endpoint.hasFailed())) {
			broken(endpoint);
		}
	}

	private void show(RelayLoop loop, int count) {
		HeadReader current = this.reader;
		if (current == null) {
			return;
		}
		ByteBuf collected = this.bytes;
		if (collected == null) {
			collected = PooledByteBufAllocator.DEFAULT.directBuffer(512);
			this.bytes = collected;
		}
		boolean ended = count < 0;
		if (!ended) {
			collected.writeBytes(loop.bufferSlice(0, count));
		}
		if (!current.read(collected, ended) || ended) {
			this.reader = null;
		}
	}

	@Nullable ByteBuf take() {
		ByteBuf collected = this.bytes;
		this.bytes = null;
		this.reader = null;
		if (collected != null && !collected.isReadable()) {
			collected.release();
			return null;
		}
		return collected;
	}

	void release() {
		ByteBuf collected = take();
		if (collected != null) {
			collected.release();
		}
	}

	@Override
	public void broken(EpollEndpoint endpoint) {
		endpoint.reset();
		Runnable callback = this.resetCallback;
		this.resetCallback = null;
		if (callback != null) {
			callback.run();
		}
	}

	@Override
	public void loopEnds(EpollEndpoint endpoint) {
		endpoint.reset();
	}

}
