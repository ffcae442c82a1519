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

package dev.zerocopy.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.transport.PageControl;

/**
 * The pages of one open file in the page cache: whether they are there, how they get
 * there, and how those that were not are given back ({@link PageAccounts}).
 * <p>
 * Thread-safe. Makes system calls that may block, except for {@link #dropBehind},
 * {@link #readAhead} and {@link #readBlock}. Whoever calls must hold a reference to the
 * file.
 */
public final class FilePages {

	/** Unit of accounts, bytes: as large as the largest page the kernel may use. */
	public static final int BLOCK = 2 * 1024 * 1024;

	/** What was read this long ago is taken to be in memory still. */
	private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);

	private static final int CLOSED = -2;

	private static final int UNOPENED = -1;

	private final FileChannel channel;

	private final Path path;

	private final String identity;

	private final long size;

	private final PageControl control;

	/** Guarded by this; once somebody gives pages back. */
	private @Nullable PageAccounts accounts;

	private volatile int descriptor = UNOPENED;

	private volatile long lastRead = System.nanoTime() - FRESH_NANOS;

	FilePages(FileChannel channel, Path path, String identity, long size, PageControl control) {
		this.channel = channel;
		this.path = path;
		this.identity = identity;
		this.size = size;
		this.control = control;
	}

	/**
	 * Begin to read the file, and to give its pages back.
	 * @return a cursor, to be closed
	 */
	public PageCursor dropBehind() {
		return new DropBehindCursor(this);
	}

	/**
	 * Begin to read the file into memory before it is sent.
	 * @return a cursor, to be closed
	 */
	public PageCursor readAhead() {
		return new ReadAheadCursor(this);
	}

	/**
	 * Begin to read no more than a block into memory before it is sent.
	 * @return a cursor, to be closed, or {@code null} if the file is no larger than a
	 * block and was read a moment ago
	 */
	public @Nullable PageCursor readBlock() {
		if (this.size > BLOCK) {
			return readAhead();
		}
		return (System.nanoTime() - this.lastRead < FRESH_NANOS) ? null : new ReadOnceCursor(this);
	}

	/**
	 * Try again to give back what was left, for when nothing else makes it happen.
	 */
	public synchronized void sweep() {
		if (this.accounts != null) {
			this.accounts.sweep();
		}
	}

	/**
	 * Return whether a range can be read without waiting for the disk, as far as is
	 * known. Does not block.
	 */
	boolean isReady(long position, long length) {
		int descriptor = this.descriptor;
		return descriptor >= 0 && this.control.resident(descriptor, position, length) >= length
				&& this.control.isReady(descriptor, position + length - 1);
	}

	/**
	 * Open what the pages are looked at with.
	 */
	void prepare() throws IOException {
		open();
	}

	/**
	 * Read a range into memory.
	 */
	void prefetch(long position, long length) throws IOException {
		this.control.read(this.channel, position, length);
	}

	/**
	 * Read the whole file into memory.
	 */
	void readAll() throws IOException {
		prefetch(0, this.size);
		this.lastRead = System.nanoTime();
	}

	/**
	 * Move a cursor, so that it stands on all blocks of a range and leaves all others but
	 * the one before the range, which may still be on its way to the socket.
	 */
	synchronized void move(DropBehindCursor cursor, long first, long last) throws IOException {
		if (cursor.closed) {
			return;
		}
		int descriptor = open();
		if (this.accounts == null) {
			this.accounts = new PageAccounts(this.control, descriptor, this.size);
		}
		this.accounts.move(cursor, first, last);
	}

	synchronized void end(DropBehindCursor cursor) {
		cursor.closed = true;
		if (this.accounts != null) {
			this.accounts.end(cursor);
		}
	}

	/**
	 * Return the index of the last block of the file.
	 */
	long lastBlock() {
		return Math.max(0, this.size - 1) / BLOCK;
	}

	/**
	 * Give back what can be, and close. Nobody may use the file any more.
	 */
	synchronized void close() {
		if (this.descriptor >= 0) {
			if (this.accounts != null) {
				this.accounts.close();
			}
			this.control.close(this.descriptor);
		}
		this.descriptor = CLOSED;
	}

	private synchronized int open() throws IOException {
		if (this.descriptor == CLOSED) {
			throw new IOException(this.path + " is closed");
		}
		if (this.descriptor == UNOPENED) {
			this.descriptor = this.control.open(this.path, this.identity);
		}
		return this.descriptor;
	}

}
