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

import java.util.concurrent.RejectedExecutionException;

import io.netty.channel.EventLoop;

/**
 * Runs what must run on an event loop.
 */
final class LoopTasks {

	private LoopTasks() {
	}

	/**
	 * Run a task now if this is the thread of the loop, otherwise soon.
	 * @param loop the loop; one that has ended has closed everything and runs nothing
	 * @param task the task
	 */
	static void run(EventLoop loop, Runnable task) {
		if (loop.inEventLoop()) {
			task.run();
			return;
		}
		try {
			loop.execute(task);
		}
		catch (RejectedExecutionException ex) {
			// the loop has ended
		}
	}

}
