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

import io.netty.buffer.ByteBuf;

/**
 * Positional reads that tell a short file from a short read.
 */
public final class FileReads {

	private FileReads() {
	}

	/**
	 * Read an exact number of bytes at a position; blocks, so never on an event loop.
	 * @param source the file, whose own position is neither used nor changed
	 * @param position where to read
	 * @param target where to append
	 * @param length how many bytes, available as writable bytes of the target
	 * @throws TruncatedFileException if the file ends before
	 * @throws IOException if the file can not be read
	 */
	public static void readFully(FileChannel source, long position, ByteBuf target, int length) throws IOException {
		int done = 0;
		while (done < length) {
			int read = target.writeBytes(source, position + done, length - done);
			if (read < 0) {
				throw new TruncatedFileException(position + done);
			}
			done += read;
		}
	}

}
