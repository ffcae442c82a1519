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
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where one transfer is in a file. Used by one thread at a time, except for
 * {@link #close}. Whoever calls must hold a reference to the file.
 */
public final class PageCursor {

	/**
	 * How far the kernel may read ahead of who reads, in blocks: twice its largest window
	 * in practice. What it read is given back too.
	 */
	private static final int READ_AHEAD = 8;

	private final FilePages pages;

	/** Guarded by the pages, as all below. */
	final SortedSet<Long> entered = new TreeSet<>();

	long first;

	boolean closed;

	PageCursor(FilePages pages) {
		this.pages = pages;
	}

	/**
	 * Return where the block of a position ends.
	 * @param position a position in the file
	 * @return the position after the last byte of the block
	 */
	public static long blockEnd(long position) {
		return (position / FilePages.BLOCK + 1) * FilePages.BLOCK;
	}

	/**
	 * A range is about to be read; everything up to the block before it is sent, or
	 * handed to a socket. Blocks.
	 * @param position the first byte
	 * @param length how many bytes
	 * @param read whether to read into memory what is not there, so that whoever reads
	 * then does not wait for the disk
	 * @throws IOException if the pages of the file cannot be controlled
	 */
	public void advance(long position, long length, boolean read) throws IOException {
		long last = (position + length - 1) / FilePages.BLOCK;
		this.pages.move(this, position / FilePages.BLOCK, Math.min(last + READ_AHEAD, this.pages.lastBlock()));
		if (read && this.pages.missing(position, length)) {
			this.pages.prefetch(position, length);
		}
	}

	/**
	 * Nothing more will be read. May block.
	 */
	public void close() {
		this.pages.end(this);
	}

}
