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
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.transport.PipeControl;

/**
 * The pipes of one event loop. Pipes are a budget per user
 * ({@code /proc/sys/fs/pipe-user-pages-soft}) and two descriptors each, so connections
 * hold one only while bytes are in it, and only empty pipes come back. Used by its loop
 * only, except for {@link #usage()}.
 */
final class PipePool {

	static final int WANTED_CAPACITY = 1024 * 1024;

	/**
	 * After a refusal, leave the kernel alone for a while: each attempt costs a system
	 * call and descriptors that an accept may need.
	 */
	private static final long RETRY_AFTER = TimeUnit.MILLISECONDS.toNanos(500);

	private final PipeControl control;

	private final LongSupplier clock;

	private final int maxPipes;

	private final int maxIdle;

	private final ArrayDeque<Pipe> idle = new ArrayDeque<>();

	private volatile int open;

	private volatile int idleCount;

	private volatile long refused;

	private volatile int capacity;

	private long retryAt;

	private boolean refusing;

	PipePool(PipeControl control, int maxPipes, int maxIdle, LongSupplier clock) {
		this.control = control;
		this.maxPipes = maxPipes;
		this.maxIdle = maxIdle;
		this.clock = clock;
	}

	@Nullable Pipe acquire() {
		Pipe pipe = this.idle.pollFirst();
		if (pipe != null) {
			this.idleCount = this.idle.size();
			return pipe;
		}
		if (this.open >= this.maxPipes || isRefusing()) {
			this.refused = this.refused + 1;
			return null;
		}
		try {
			pipe = Pipe.open(this.control, WANTED_CAPACITY);
			this.open = this.open + 1;
			this.capacity = pipe.capacity();
			return pipe;
		}
		catch (IOException ex) {
			// EMFILE and ENFILE, also when pipe-user-pages-hard is reached
			this.refusing = true;
			this.retryAt = this.clock.getAsLong() + RETRY_AFTER;
			this.refused = this.refused + 1;
			return null;
		}
	}

	/**
	 * Return whether {@link #acquire()} would fail now.
	 * @return {@code true} if there is no pipe to be had
	 */
	boolean isExhausted() {
		return this.idle.isEmpty() && (this.open >= this.maxPipes || isRefusing());
	}

	private boolean isRefusing() {
		if (this.refusing && this.clock.getAsLong() - this.retryAt >= 0) {
			this.refusing = false;
		}
		return this.refusing;
	}

	/**
	 * Give back an empty pipe.
	 * @param pipe the pipe
	 */
	void release(Pipe pipe) {
		if (this.idle.size() >= this.maxIdle) {
			discard(pipe);
			return;
		}
		this.idle.addFirst(pipe);
		this.idleCount = this.idle.size();
	}

	/**
	 * Close a pipe that still holds bytes.
	 * @param pipe the pipe
	 */
	void discard(Pipe pipe) {
		this.open = this.open - 1;
		pipe.close();
	}

	PipeUsage usage() {
		int idleNow = this.idleCount;
		return new PipeUsage(Math.max(0, this.open - idleNow), idleNow, this.refused, this.capacity);
	}

	void close() {
		for (Pipe pipe : this.idle) {
			discard(pipe);
		}
		this.idle.clear();
		this.idleCount = 0;
	}

}
