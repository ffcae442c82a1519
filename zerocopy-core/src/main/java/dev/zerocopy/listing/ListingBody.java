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

package dev.zerocopy.listing;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

import dev.zerocopy.file.DirectoryEntry;

/**
 * A listing as bytes, a chunk at a time: a chunk is written when it is asked for, so only
 * the entries are held however slowly a client reads. For one thread at a time.
 */
final class ListingBody implements Iterator<byte[]> {

	/** A chunk has at least so many characters, except for the last one. */
	private static final int CHUNK = 16 * 1024;

	private final ListingWriter writer;

	private final Listing listing;

	private final StringBuilder buffer = new StringBuilder();

	private int next = -1;

	ListingBody(ListingWriter writer, Listing listing) {
		this.writer = writer;
		this.listing = listing;
	}

	@Override
	public boolean hasNext() {
		return this.next <= this.listing.entries().size();
	}

	@Override
	public byte[] next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		while (hasNext() && this.buffer.length() < CHUNK) {
			write(this.next++);
		}
		byte[] chunk = this.buffer.toString().getBytes(StandardCharsets.UTF_8);
		this.buffer.setLength(0);
		return chunk;
	}

	private void write(int index) {
		if (index < 0) {
			this.writer.begin(this.buffer, this.listing);
		}
		else if (index < this.listing.entries().size()) {
			DirectoryEntry entry = this.listing.entries().get(index);
			this.writer.entry(this.buffer, entry, index == 0);
		}
		else {
			this.writer.end(this.buffer);
		}
	}

}
