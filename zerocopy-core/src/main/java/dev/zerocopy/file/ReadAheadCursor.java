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
 * Has what is not in memory read before somebody needs it, and leaves it there.
 */
final class ReadAheadCursor implements PageCursor {

	private final FilePages pages;

	private final ColdReader reader;

	ReadAheadCursor(FilePages pages) {
		this.pages = pages;
		this.reader = new ColdReader(pages);
	}

	@Override
	public boolean isReady(long position, long length) {
		return this.reader.isWarm() && this.pages.isReady(position, length);
	}

	@Override
	public void advance(long position, long length, boolean read) throws IOException {
		this.pages.prepare();
		if (read) {
			this.reader.read(position, length);
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
