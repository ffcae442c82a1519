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

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;

/**
 * Moves work to a channel's event loop, or fails it if the loop is gone.
 */
final class EventLoopHandOver {

	private EventLoopHandOver() {
	}

	static void execute(Channel channel, Runnable work, ChannelPromise promise, Runnable release) {
		try {
			channel.eventLoop().execute(work);
		}
		catch (RejectedExecutionException ex) {
			release.run();
			promise.tryFailure(ex);
		}
	}

	/**
	 * Go on when the loop has looked at its other connections. Queued tasks would not do:
	 * the loop runs dozens of them, and those they queue, before it does.
	 */
	static void nextTurn(Channel channel, Runnable work, ChannelPromise promise) {
		try {
			channel.eventLoop().schedule(work, 0, TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			promise.tryFailure(ex);
		}
	}

}
