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

/**
 * Reads the pages of a file in advance, if they are not in memory. Once they were not
 * everything that follows is read: what the kernel reads ahead of the reader looks as if
 * it was in memory already, but who needs it may have to wait for it, and has the kernel
 * go on reading ahead. Used by one thread at a time.
 */
final class ColdReader {

	private final FilePages pages;

	private volatile boolean cold;

	ColdReader(FilePages pages) {
		this.pages = pages;
	}

	/**
	 * Return whether everything was in memory so far.
	 */
	boolean isWarm() {
		return !this.cold;
	}

	/**
	 * Have a range in memory, whatever it takes.
	 */
	void read(long position, long length) throws IOException {
		if (this.cold || !this.pages.isReady(position, length)) {
			this.cold = true;
			this.pages.prefetch(position, length);
		}
	}

}
