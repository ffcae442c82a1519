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

package dev.zerocopy.web.servlet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntConsumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import jakarta.servlet.ServletOutputStream;
import org.jspecify.annotations.Nullable;

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.http.plan.BodySegment;
import dev.zerocopy.http.plan.BodySegment.FileSlice;
import dev.zerocopy.http.plan.BodySegment.Literal;
import dev.zerocopy.transfer.FileReads;
import dev.zerocopy.transfer.TransferSettings;

/**
 * Writes pieces of a file to a servlet's output. Pieces of an open file are read in large
 * chunks, one ahead of what is being written, on the file threads: a container may
 * interrupt its own, and an interrupted read closes the file under every other response.
 */
final class FileBody {

	private final CachedFile file;

	private final TransferSettings settings;

	FileBody(CachedFile file, TransferSettings settings) {
		this.file = file;
		this.settings = settings;
	}

	/**
	 * Write a piece of the body.
	 * @param segment the piece
	 * @param out where to, which may block
	 * @param written told how many bytes of it were written
	 */
	void write(BodySegment segment, ServletOutputStream out, IntConsumer written) throws IOException {
		ByteBuf content = this.file.content();
		if (segment instanceof Literal literal) {
			write(ByteBuffer.wrap(literal.bytes()), out, written);
		}
		else if (segment instanceof FileSlice slice && content != null) {
			write(content.nioBuffer(Math.toIntExact(slice.offset()), Math.toIntExact(slice.length())), out, written);
		}
		else if (segment instanceof FileSlice slice) {
			copy(Objects.requireNonNull(this.file.channel()), slice, out, written);
		}
	}

	private void copy(FileChannel source, FileSlice slice, ServletOutputStream out, IntConsumer written)
			throws IOException {
		long end = slice.offset() + slice.length();
		long position = slice.offset();
		CompletableFuture<ByteBuf> next = read(source, position, end);
		try {
			while (position < end) {
				ByteBuf chunk = await(next);
				next = null;
				try {
					position += chunk.readableBytes();
					next = (position < end) ? read(source, position, end) : null;
					write(chunk.nioBuffer(), out, written);
				}
				finally {
					chunk.release();
				}
			}
		}
		finally {
			settle(next);
		}
	}

	private CompletableFuture<ByteBuf> read(FileChannel source, long position, long end) {
		int length = (int) Math.min(this.settings.chunkSize(), end - position);
		return CompletableFuture.supplyAsync(() -> {
			ByteBuf chunk = PooledByteBufAllocator.DEFAULT.directBuffer(length, length);
			try {
				FileReads.readFully(source, position, chunk, length);
				return chunk;
			}
			catch (IOException ex) {
				chunk.release();
				throw new UncheckedIOException(ex);
			}
			catch (RuntimeException | Error ex) {
				chunk.release();
				throw ex;
			}
		}, this.settings.executor());
	}

	private static ByteBuf await(@Nullable CompletableFuture<ByteBuf> read) throws IOException {
		try {
			return Objects.requireNonNull(read).join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof UncheckedIOException failure) {
				throw failure.getCause();
			}
			throw ex;
		}
	}

	/**
	 * Wait for a read nobody needs any more: the file may be closed when the caller
	 * returns.
	 */
	private static void settle(@Nullable CompletableFuture<ByteBuf> read) {
		if (read != null) {
			read.handle((chunk, failure) -> (chunk != null) && chunk.release()).join();
		}
	}

	private static void write(ByteBuffer bytes, ServletOutputStream out, IntConsumer written) throws IOException {
		int length = bytes.remaining();
		out.write(bytes);
		written.accept(length);
	}

}
