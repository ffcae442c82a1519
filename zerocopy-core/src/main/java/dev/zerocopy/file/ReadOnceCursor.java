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
 * Reads all of a small file, whether it is in memory or not, and leaves it there. To look
 * first would need one more descriptor for each open file.
 */
final class ReadOnceCursor implements PageCursor {

	private final FilePages pages;

	private boolean done;

	ReadOnceCursor(FilePages pages) {
		this.pages = pages;
	}

	@Override
	public boolean isReady(long position, long length) {
		return this.done;
	}

	@Override
	public void advance(long position, long length, boolean read) throws IOException {
		if (read && !this.done) {
			this.pages.readAll();
			this.done = true;
		}
	}

	@Override
	public boolean givesBack() {
		return false;
	}

	@Override
	public void close() {
		// nothing was taken
	}

}
