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

package dev.zerocopy.mount;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for what may block on a disk. Nobody may interrupt them: an interrupt closes
 * the {@code FileChannel} a thread is using, under every other reader of the file.
 */
public final class FileThreads {

	private static final int MIN_THREADS = 4;

	private static final int THREADS_PER_PROCESSOR = 4;

	private static final long KEEP_ALIVE_SECONDS = 30;

	private FileThreads() {
	}

	/**
	 * Create the threads. Several per processor, since they wait for the disk; they end
	 * when idle.
	 * @return a new pool of daemon threads with an unbounded queue, which is bounded in
	 * practice by the number of connections
	 */
	public static ExecutorService create() {
		int threads = Math.max(MIN_THREADS, Runtime.getRuntime().availableProcessors() * THREADS_PER_PROCESSOR);
		AtomicInteger number = new AtomicInteger();
		ThreadPoolExecutor pool = new ThreadPoolExecutor(threads, threads, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), (task) -> {
					Thread thread = new Thread(task, "zerocopy-files-" + number.incrementAndGet());
					thread.setDaemon(true);
					return thread;
				});
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

}
