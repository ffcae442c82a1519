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
 * Keeps account of the blocks a transfer uses, so that their pages are given back.
 */
final class DropBehindCursor implements PageCursor {

	/**
	 * How far the kernel may read ahead of who reads, in blocks: twice its largest window
	 * in practice. What it read is given back too.
	 */
	private static final int READ_AHEAD = 8;

	private final FilePages pages;

	private final ColdReader reader;

	/** Guarded by the pages, as all below. */
	final SortedSet<Long> entered = new TreeSet<>();

	long first;

	boolean closed;

	DropBehindCursor(FilePages pages) {
		this.pages = pages;
		this.reader = new ColdReader(pages);
	}

	@Override
	public boolean isReady(long position, long length) {
		return false;
	}

	@Override
	public void advance(long position, long length, boolean read) throws IOException {
		long last = (position + length - 1) / FilePages.BLOCK;
		this.pages.move(this, position / FilePages.BLOCK, Math.min(last + READ_AHEAD, this.pages.lastBlock()));
		if (read) {
			this.reader.read(position, length);
		}
	}

	@Override
	public boolean givesBack() {
		return true;
	}

	@Override
	public void close() {
		this.pages.end(this);
	}

}
