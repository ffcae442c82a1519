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

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import dev.zerocopy.transport.PageControl;

/**
 * Which pages of one open file are used, which were in memory before, and which are to be
 * given back.
 * <p>
 * Accounts are kept for blocks. Who reads enters a block before anything of it is read,
 * and leaves it when it was sent; the first to enter looks which parts are resident. A
 * block everybody has left is given back except for these parts, unless somebody follows
 * closely, who will then do it. Pages that wait in sockets cannot be given back, so it is
 * tried again each time something else is, and a last time when the file is closed.
 * <p>
 * Guarded by the {@link FilePages}. Makes system calls that may block.
 */
final class PageAccounts {

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

	/** Ten seconds of retries: the pages are used by somebody else. */
	private static final int ATTEMPTS = 200;

	private final PageControl control;

	private final int descriptor;

	private final long size;

	private final SortedMap<Long, PageBlock> blocks = new TreeMap<>();

	private final Set<DropBehindCursor> cursors = new HashSet<>();

	PageAccounts(PageControl control, int descriptor, long size) {
		this.control = control;
		this.descriptor = descriptor;
		this.size = size;
	}

	void move(DropBehindCursor cursor, long first, long last) {
		this.cursors.add(cursor);
		for (long index = first; index <= last; index++) {
			if (cursor.entered.add(index)) {
				this.blocks.computeIfAbsent(index, this::look).users++;
			}
		}
		cursor.first = first - 1;
		leave(cursor, first - 1, last, 0);
		sweep();
	}

	void end(DropBehindCursor cursor) {
		if (this.cursors.remove(cursor)) {
			leave(cursor, 0, -1, SETTLE_NANOS);
			sweep();
		}
	}

	void sweep() {
		long now = System.nanoTime();
		this.blocks.values().removeIf((block) -> block.users == 0 && !followed(block) && drop(block, now));
	}

	/**
	 * Give back what can be, a last time.
	 */
	void close() {
		this.blocks.values().forEach(this::dropNow);
		this.blocks.clear();
	}

	private PageBlock look(long index) {
		PageBlock block = new PageBlock(index);
		long start = index * FilePages.BLOCK;
		long length = Math.min(FilePages.BLOCK, this.size - start);
		long resident = this.control.resident(this.descriptor, start, length);
		if (resident == 0) {
			return block;
		}
		for (int part = 0; part < PageBlock.PARTS; part++) {
			long offset = part * (long) PageBlock.PART;
			long count = Math.min(PageBlock.PART, length - offset);
			if (count > 0 && (resident == length
					|| 2 * this.control.resident(this.descriptor, start + offset, count) > count)) {
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
			long offset = block.index * FilePages.BLOCK + part * (long) PageBlock.PART;
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
