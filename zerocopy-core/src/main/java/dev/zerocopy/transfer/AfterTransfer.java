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

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.file.FilePages;

/**
 * What is left to do when a transfer has ended: its cursor is closed, and what sockets
 * still held then is given back a little later. Without the time for that it is done when
 * the file is closed.
 */
final class AfterTransfer {

	private static final int[] DELAYS_IN_MILLIS = { 100, 1_000, 5_000 };

	private AfterTransfer() {
	}

	/**
	 * Close a cursor.
	 * @param channel whose event loop has the time
	 * @param file a file that the caller has retained
	 * @param executor where to do it
	 * @param close closes the cursor
	 */
	static void close(Channel channel, CachedFile file, Executor executor, Runnable close) {
		execute(file, executor, close);
		FilePages pages = file.pages();
		if (pages == null) {
			return;
		}
		for (int delay : DELAYS_IN_MILLIS) {
			try {
				channel.eventLoop().schedule(() -> execute(file, executor, pages::sweep), delay, TimeUnit.MILLISECONDS);
			}
			catch (RejectedExecutionException ex) {
				return;
			}
		}
	}

	private static void execute(CachedFile file, Executor executor, Runnable work) {
		if (!file.retain()) {
			return;
		}
		try {
			executor.execute(() -> {
				try {
					work.run();
				}
				finally {
					file.release();
				}
			});
		}
		catch (RejectedExecutionException ex) {
			file.release();
		}
	}

}
