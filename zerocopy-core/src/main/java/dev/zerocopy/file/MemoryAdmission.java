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

/**
 * Decides which files are read into memory and which are kept open instead. Memory that
 * is full is no reason to read a file, send it once and forget it again, as long as a
 * descriptor is cheaper.
 */
final class MemoryAdmission {

	/** Reading a file up to this size costs less than sending it from an open one. */
	static final int SMALL = 16 * 1024;

	private final FileCacheOptions options;

	private final ResourceLedger ledger;

	private final long largest;

	MemoryAdmission(FileCacheOptions options, ResourceLedger ledger) {
		this.options = options;
		this.ledger = ledger;
		this.largest = EntryStore.largestInMemory(options);
	}

	/**
	 * Whether a file is read into memory.
	 * @param size its size in bytes
	 * @param again whether the cache had it already: then it is asked for often, and may
	 * take the place of others
	 */
	boolean admits(long size, boolean again) {
		return size <= this.largest && (size <= SMALL || again || hasRoomFor(size));
	}

	private boolean hasRoomFor(long size) {
		long taken = this.ledger.memoryBytes() + this.ledger.memoryFiles() * (long) EntryStore.OVERHEAD;
		return taken + size + EntryStore.OVERHEAD <= this.options.memoryMaxTotalSize();
	}

}
