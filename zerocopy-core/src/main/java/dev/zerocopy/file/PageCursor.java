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
 * Where one transfer is in a file. Used by one thread at a time, except for
 * {@link #close}. Whoever calls must hold a reference to the file.
 */
public sealed interface PageCursor permits DropBehindCursor, ReadAheadCursor, ReadOnceCursor {

	/**
	 * Return where the block of a position ends.
	 * @param position a position in the file
	 * @return the position after the last byte of the block
	 */
	static long blockEnd(long position) {
		return (position / FilePages.BLOCK + 1) * FilePages.BLOCK;
	}

	/**
	 * Look whether a range can be read without waiting for the disk and without
	 * {@link #advance}. Does not block.
	 * @param position the first byte
	 * @param length how many bytes
	 * @return whether it can, {@code false} also if only a call that blocks would tell
	 */
	boolean isReady(long position, long length);

	/**
	 * A range is about to be read; everything up to the block before it is sent, or
	 * handed to a socket. Blocks.
	 * @param position the first byte
	 * @param length how many bytes
	 * @param read whether to read into memory what is not there, so that whoever reads
	 * then does not wait for the disk
	 * @throws IOException if the pages of the file cannot be controlled
	 */
	void advance(long position, long length, boolean read) throws IOException;

	/**
	 * Return whether pages are given back, for which {@link #close} and
	 * {@link FilePages#sweep} must be called in the end.
	 * @return whether they are
	 */
	boolean givesBack();

	/**
	 * Nothing more will be read. May block.
	 */
	void close();

}
