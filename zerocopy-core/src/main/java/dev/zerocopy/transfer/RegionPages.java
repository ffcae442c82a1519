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

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.file.PageCursor;
import dev.zerocopy.http.plan.BodySegment.FileSlice;

/**
 * Sees to it that regions are in memory before they are sent, so that the kernel does not
 * wait for the disk on an event loop: while one block is sent the next is looked at, and
 * read if need be, on the file executor. All state belongs to the event loop.
 */
final class RegionPages {

	private final Channel channel;

	private final CachedFile file;

	private final Executor executor;

	private final PageCursor cursor;

	private final TransferListener listener;

	private long end;

	private long preparedTo;

	private boolean preparing;

	/** Counts slices, so that what was prepared for one is not taken for the next. */
	private int generation;

	private boolean useless;

	private boolean closed;

	private @Nullable Runnable waiting;

	RegionPages(Channel channel, CachedFile file, Executor executor, PageCursor cursor, TransferListener listener) {
		this.channel = channel;
		this.file = file;
		this.executor = executor;
		this.cursor = cursor;
		this.listener = listener;
	}

	/**
	 * A slice is next.
	 */
	void begin(FileSlice slice) {
		this.end = slice.offset() + slice.length();
		this.preparedTo = slice.offset();
		this.generation++;
		prepare();
	}

	/**
	 * Return how much can be sent from a position on, and have what follows prepared.
	 * @return bytes, 0 if {@link #await} must be called
	 */
	long ready(long position) {
		if (this.useless) {
			return Long.MAX_VALUE;
		}
		if (this.preparedTo <= PageCursor.blockEnd(position)) {
			prepare();
		}
		long until = Math.min(this.preparedTo, PageCursor.blockEnd(position));
		return this.useless ? Long.MAX_VALUE : until - position;
	}

	/**
	 * Call back when something is ready.
	 */
	void await(Runnable whenReady) {
		this.waiting = whenReady;
	}

	void close() {
		this.closed = true;
		this.waiting = null;
		if (this.cursor.givesBack()) {
			AfterTransfer.close(this.channel, this.file, this.executor, this.cursor::close);
		}
	}

	private void prepare() {
		if (this.preparing || this.preparedTo >= this.end || this.useless || this.closed) {
			return;
		}
		long position = this.preparedTo;
		long until = Math.min(this.end, PageCursor.blockEnd(position));
		if (this.cursor.isReady(position, until - position)) {
			this.preparedTo = until;
			return;
		}
		int generation = this.generation;
		if (!this.file.retain()) {
			this.useless = true;
			return;
		}
		this.preparing = true;
		try {
			this.executor.execute(() -> prepareOffLoop(position, until, generation));
		}
		catch (RejectedExecutionException ex) {
			this.file.release();
			this.preparing = false;
			this.useless = true;
		}
	}

	private void prepareOffLoop(long position, long until, int generation) {
		boolean failed = false;
		try {
			this.cursor.advance(position, until - position, true);
		}
		catch (IOException | RuntimeException ex) {
			failed = true;
		}
		finally {
			this.file.release();
		}
		boolean useless = failed;
		try {
			this.channel.eventLoop().execute(() -> prepared(until, generation, useless));
		}
		catch (RejectedExecutionException ex) {
			// the loop is gone, and the transfer with it
		}
	}

	private void prepared(long until, int generation, boolean failed) {
		this.preparing = false;
		if (failed) {
			this.useless = true;
			if (this.cursor.givesBack()) {
				this.listener.fallback(FallbackReason.PAGE_CACHE_CONTROL);
			}
		}
		else if (generation == this.generation) {
			this.preparedTo = until;
		}
		else {
			prepare();
		}
		Runnable waiting = this.waiting;
		this.waiting = null;
		if (waiting != null && !this.closed) {
			waiting.run();
		}
	}

}
