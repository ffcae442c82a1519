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

package dev.zerocopy.forward.peers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/**
 * Files in which no part can be lost, repeated or moved without a difference.
 */
final class RandomFile {

	private static final int BLOCK = 1 << 20;

	private RandomFile() {
	}

	/**
	 * Write a file.
	 * @param size its size, a multiple of 1 MiB
	 */
	static Path write(Path file, long size) throws IOException {
		SplittableRandom random = new SplittableRandom(size);
		ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
			for (long written = 0; written < size; written += BLOCK) {
				block.clear();
				while (block.hasRemaining()) {
					block.putLong(random.nextLong());
				}
				block.flip();
				while (block.hasRemaining()) {
					channel.write(block);
				}
			}
		}
		return file;
	}

}
