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
import java.nio.ByteBuffer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

import dev.zerocopy.file.DirectFile;

/**
 * Chunks read past the page cache ({@code O_DIRECT}, {@code open(2)}): whole blocks into
 * aligned memory, of which what was asked for is a part.
 */
final class DirectChunks implements ChunkSource {

	/**
	 * Nobody reads ahead here, so each read has to be worth its while; small enough for
	 * the pools of Netty, alignment included.
	 */
	private static final int CHUNK_SIZE = 512 * 1024;

	private final DirectFile file;

	private final ChunkSource alternative;

	private final TransferListener listener;

	private @Nullable IOException refusal;

	/**
	 * Create a source.
	 * @param alternative what to read if the file system goes back on its word: some open
	 * a file so and then refuse each read
	 * @param listener told if that happens
	 */
	DirectChunks(DirectFile file, ChunkSource alternative, TransferListener listener) {
		this.file = file;
		this.alternative = alternative;
		this.listener = listener;
	}

	@Override
	public TransferWay way() {
		return TransferWay.DIRECT;
	}

	@Override
	public int chunkSize() {
		return CHUNK_SIZE;
	}

	@Override
	public int largestChunkSize() {
		return CHUNK_SIZE;
	}

	@Override
	public ByteBuf read(ByteBufAllocator allocator, long position, int length) throws IOException {
		if (this.refusal != null) {
			return this.alternative.read(allocator, position, length);
		}
		try {
			return readBlocks(allocator, position, length);
		}
		catch (TruncatedFileException ex) {
			throw ex;
		}
		catch (IOException ex) {
			ByteBuf chunk = this.alternative.read(allocator, position, length);
			this.refusal = ex;
			this.listener.fallback(FallbackReason.DIRECT_IO);
			return chunk;
		}
	}

	private ByteBuf readBlocks(ByteBufAllocator allocator, long position, int length) throws IOException {
		int alignment = this.file.alignment();
		long start = position & -alignment;
		int wanted = (int) (position + length - start);
		int blocks = (wanted + alignment - 1) & -alignment;
		ByteBuf chunk = allocator.directBuffer(blocks + alignment);
		try {
			ByteBuffer memory = chunk.nioBuffer(0, blocks + alignment);
			int skipped = (alignment - memory.alignmentOffset(0, alignment)) & (alignment - 1);
			int read = read(memory.position(skipped).limit(skipped + blocks).slice(), start, wanted);
			if (read < wanted) {
				throw new TruncatedFileException(start + read);
			}
			return chunk.setIndex(skipped + (int) (position - start), skipped + wanted);
		}
		catch (IOException | RuntimeException ex) {
			chunk.release();
			throw ex;
		}
	}

	/**
	 * Fill a buffer. A read that ends within a block ends with the file.
	 */
	private int read(ByteBuffer target, long start, int wanted) throws IOException {
		while (target.position() < wanted && target.position() % this.file.alignment() == 0) {
			if (this.file.channel().read(target, start + target.position()) <= 0) {
				break;
			}
		}
		return target.position();
	}

	@Override
	public boolean closeable() {
		return this.alternative.closeable();
	}

	@Override
	public void close() {
		this.alternative.close();
	}

}
