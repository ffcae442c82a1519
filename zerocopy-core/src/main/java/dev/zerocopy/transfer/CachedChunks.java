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

package dev.zerocopy.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Objects;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.file.PageCursor;

/**
 * Chunks read through the page cache.
 */
final class CachedChunks implements ChunkSource {

	/** Still of the pools of Netty; four times the usual size. */
	private static final int LARGEST = 512 * 1024;

	private final FileChannel channel;

	private final int chunkSize;

	private final TransferListener listener;

	private volatile @Nullable PageCursor cursor;

	private long advancedFrom;

	private long advancedTo;

	/**
	 * Create a source.
	 * @param cursor what to tell about progress, {@code null} for nothing
	 * @param listener told if the cursor is of no use
	 */
	CachedChunks(CachedFile file, int chunkSize, @Nullable PageCursor cursor, TransferListener listener) {
		this.channel = Objects.requireNonNull(file.channel(), "file is held in memory");
		this.chunkSize = chunkSize;
		this.cursor = cursor;
		this.listener = listener;
	}

	@Override
	public TransferWay way() {
		return TransferWay.CHUNKED;
	}

	@Override
	public int chunkSize() {
		return this.chunkSize;
	}

	@Override
	public int largestChunkSize() {
		return Math.max(this.chunkSize, LARGEST);
	}

	@Override
	public ByteBuf read(ByteBufAllocator allocator, long position, int length) throws IOException {
		advance(position, length);
		ByteBuf chunk = allocator.directBuffer(length);
		try {
			FileReads.readFully(this.channel, position, chunk, length);
			return chunk;
		}
		catch (IOException | RuntimeException ex) {
			chunk.release();
			throw ex;
		}
	}

	private void advance(long position, int length) {
		PageCursor cursor = this.cursor;
		if (cursor == null || (position >= this.advancedFrom && position + length <= this.advancedTo)) {
			return;
		}
		try {
			cursor.advance(position, length, false);
			this.advancedFrom = position;
			this.advancedTo = PageCursor.blockEnd(position + length - 1);
		}
		catch (IOException ex) {
			this.cursor = null;
			this.listener.fallback(FallbackReason.PAGE_CACHE_CONTROL);
		}
	}

	@Override
	public boolean closeable() {
		return this.cursor != null;
	}

	@Override
	public void close() {
		PageCursor cursor = this.cursor;
		if (cursor != null) {
			cursor.close();
		}
	}

}
