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
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.transport.PageControl;

/**
 * The pages of one open file in the page cache: which of them were there before anybody
 * here read them, and which can be given back.
 * <p>
 * Accounts are kept for blocks. Who reads enters a block before anything of it is read,
 * and leaves it when it was sent; the first to enter looks which parts are resident. A
 * block everybody has left is given back except for these parts, unless somebody follows
 * closely, who will then do it. Pages that wait in sockets cannot be given back, so it is
 * tried again each time something else is, and a last time when the file is closed.
 * <p>
 * Thread-safe. Makes system calls that may block, except for {@link #dropBehind},
 * {@link #readAhead} and {@link #readBlock}. Whoever calls must hold a reference to the
 * file.
 */
public final class FilePages {

	/** Unit of accounts, bytes: as large as the largest page the kernel may use. */
	public static final int BLOCK = 2 * 1024 * 1024;

	/** A reader this close behind, in blocks, still finds what others brought in. */
	private static final int FOLLOWING = 32;

	/** Attempts made at once; in vain they make the kernel interrupt every processor. */
	private static final int EAGER_ATTEMPTS = 4;

	private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	/**
	 * A read under way when its reader gives up may bring pages in after they were given
	 * back.
	 */
	private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(1);

	/** What was read this long ago is taken to be in memory still. */
	private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);

	/** Ten seconds of retries: the pages are used by somebody else. */
	private static final int ATTEMPTS = 200;

	private static final int CLOSED = -2;

	private static final int UNOPENED = -1;

	private final FileChannel channel;

	private final Path path;

	private final String identity;

	private final long size;

	private final PageControl control;

	private final SortedMap<Long, PageBlock> blocks = new TreeMap<>();

	private final Set<DropBehindCursor> cursors = new HashSet<>();

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
		long now = System.nanoTime();
		this.blocks.values().removeIf((block) -> block.users == 0 && !followed(block) && drop(block, now));
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
		this.cursors.add(cursor);
		for (long index = first; index <= last; index++) {
			if (cursor.entered.add(index)) {
				this.blocks.computeIfAbsent(index, (key) -> look(descriptor, key)).users++;
			}
		}
		cursor.first = first - 1;
		leave(cursor, first - 1, last, 0);
		sweep();
	}

	synchronized void end(DropBehindCursor cursor) {
		cursor.closed = true;
		if (this.cursors.remove(cursor)) {
			leave(cursor, 0, -1, SETTLE_NANOS);
			sweep();
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
			this.blocks.values().forEach(this::dropNow);
			this.blocks.clear();
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

	private PageBlock look(int descriptor, long index) {
		PageBlock block = new PageBlock(index);
		long start = index * BLOCK;
		long length = Math.min(BLOCK, this.size - start);
		long resident = this.control.resident(descriptor, start, length);
		if (resident == 0) {
			return block;
		}
		for (int part = 0; part < PageBlock.PARTS; part++) {
			long offset = part * (long) PageBlock.PART;
			long count = Math.min(PageBlock.PART, length - offset);
			if (count > 0
					&& (resident == length || 2 * this.control.resident(descriptor, start + offset, count) > count)) {
				block.resident.set(part);
			}
		}
		return block;
	}

	private void leave(DropBehindCursor cursor, long first, long last, long settle) {
		long settled = System.nanoTime() + settle;
		for (Iterator<Long> each = cursor.entered.iterator(); each.hasNext();) {
			long index = each.next();
			if (index < first || index > last) {
				each.remove();
				PageBlock block = this.blocks.get(index);
				if (block != null) {
					block.users--;
					block.attempts = 0;
					block.settled = settled;
				}
			}
		}
	}

	private boolean followed(PageBlock block) {
		for (DropBehindCursor cursor : this.cursors) {
			if (cursor.first <= block.index && block.index - cursor.first <= FOLLOWING) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Give a block back if it is time to try.
	 * @return whether it needs no further attempt
	 */
	private boolean drop(PageBlock block, long now) {
		if (block.attempts >= EAGER_ATTEMPTS && now - block.lastAttempt < RETRY_NANOS) {
			return false;
		}
		block.lastAttempt = now;
		block.attempts++;
		return dropNow(block) == 0 && now - block.settled >= 0 || block.attempts >= ATTEMPTS;
	}

	/**
	 * Give back what was not resident before.
	 * @return bytes that are still there
	 */
	private long dropNow(PageBlock block) {
		long left = 0;
		int part = block.resident.nextClearBit(0);
		while (part < PageBlock.PARTS) {
			int next = block.resident.nextSetBit(part);
			int end = (next < 0) ? PageBlock.PARTS : next;
			long offset = block.index * BLOCK + part * (long) PageBlock.PART;
			long length = Math.min((end - part) * (long) PageBlock.PART, this.size - offset);
			if (length <= 0) {
				break;
			}
			this.control.drop(this.descriptor, offset, (end - part) * (long) PageBlock.PART);
			left += this.control.resident(this.descriptor, offset, length);
			part = block.resident.nextClearBit(end);
		}
		return left;
	}

}
