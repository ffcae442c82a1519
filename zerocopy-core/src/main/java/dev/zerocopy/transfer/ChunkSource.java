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

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Where a chunked body comes from.
 */
interface ChunkSource {

	/**
	 * Return how the bytes are counted.
	 */
	TransferWay way();

	/**
	 * Return how many bytes to read at once for any client.
	 */
	int chunkSize();

	/**
	 * Return how many bytes to read at once for a fast client.
	 */
	int largestChunkSize();

	/**
	 * Read exactly a range. Blocks; called by one thread at a time, which holds a
	 * reference to the file.
	 * @return the bytes, owned by the caller
	 * @throws TruncatedFileException if the file ends before
	 */
	ByteBuf read(ByteBufAllocator allocator, long position, int length) throws IOException;

	/**
	 * Nothing more will be read, though a read may be under way. Blocks; the caller holds
	 * a reference to the file.
	 */
	default void close() {
	}

	/**
	 * Whether {@link #close()} does anything.
	 */
	default boolean closeable() {
		return false;
	}

}
