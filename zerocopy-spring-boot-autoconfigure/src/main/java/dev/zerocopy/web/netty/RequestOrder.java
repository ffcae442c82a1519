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

package dev.zerocopy.web.netty;

import java.util.ArrayDeque;
import java.util.Queue;

import io.netty.channel.ChannelConfig;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Lets the requests of a connection through one at a time; those that follow wait here.
 */
final class RequestOrder {

	private final Queue<Object> waiting = new ArrayDeque<>(4);

	private Turn turn = Turn.NOBODY;

	Turn turn() {
		return this.turn;
	}

	void turn(Turn turn) {
		this.turn = turn;
	}

	boolean admits(Object message) {
		return this.waiting.isEmpty() && this.turn.admits(message);
	}

	/**
	 * Let a message wait, and what the client sends behind it. Reactor Netty has a
	 * connection read without being asked once it has a whole request.
	 */
	void hold(Object message, ChannelConfig config) {
		this.waiting.add(message);
		config.setAutoRead(false);
	}

	boolean isHolding() {
		return !this.waiting.isEmpty();
	}

	/**
	 * Take the message that has waited longest.
	 * @return the message, {@code null} if there is none or it has to wait on
	 */
	@Nullable Object next() {
		Object next = this.waiting.peek();
		return (next != null && this.turn.admits(next)) ? this.waiting.remove() : null;
	}

	void discard() {
		for (Object next = this.waiting.poll(); next != null; next = this.waiting.poll()) {
			ReferenceCountUtil.release(next);
		}
	}

}
