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

package dev.zerocopy.benchmarks.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * Makes the files that are served. Files that are there already, from an earlier run, are
 * taken as they are.
 *
 * @param root the directory
 */
public record Site(Path root) {

	/** 1024 bytes. */
	public static final long KIB = 1024;

	/** 1024 KiB. */
	public static final long MIB = 1024 * KIB;

	/** 1024 MiB. */
	public static final long GIB = 1024 * MIB;

	private static final int BLOCK = (int) MIB;

	/**
	 * Make a file of random bytes.
	 * @param name its path below the root
	 * @param size its size in bytes
	 * @return the path to ask a server for
	 */
	public String file(String name, long size) {
		Path file = this.root.resolve(name);
		try {
			if (!Files.exists(file) || Files.size(file) != size) {
				Files.createDirectories(Objects.requireNonNull(file.getParent()));
				write(file, size);
			}
			return "/" + name;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Make a file that takes no room on the disk. Its pages take room in the page cache
	 * as those of any other.
	 * @param name its path below the root
	 * @param size its size in bytes
	 * @return the path to ask a server for
	 */
	public String sparseFile(String name, long size) {
		Path file = this.root.resolve(name);
		try {
			Files.createDirectories(Objects.requireNonNull(file.getParent()));
			try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
				if (channel.size() != size) {
					channel.truncate(0);
					channel.write(ByteBuffer.wrap(new byte[1]), size - 1);
				}
			}
			return "/" + name;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Make numbered files, a thousand in each directory.
	 * @param name the directory of these, below the root
	 * @param count how many there are to be at least
	 * @param size their size in bytes
	 * @return the directories they are in
	 */
	public List<Path> tree(String name, int count, long size) {
		byte[] content = block((int) size);
		List<Path> directories = new ArrayList<>();
		try {
			for (int i = 0; i < count; i++) {
				Path file = this.root.resolve(name + "/" + i / 1000 + "/" + i + ".bin");
				if (i % 1000 == 0) {
					directories.add(Files.createDirectories(Objects.requireNonNull(file.getParent())));
				}
				if (file.toFile().length() != size) {
					Files.write(file, content);
				}
			}
			return directories;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void write(Path file, long size) throws IOException {
		byte[] block = block((int) Math.min(size, BLOCK));
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING)) {
			long left = size;
			while (left > 0) {
				left -= channel.write(ByteBuffer.wrap(block, 0, (int) Math.min(left, block.length)));
			}
		}
	}

	private static byte[] block(int size) {
		byte[] block = new byte[size];
		new Random(size).nextBytes(block);
		return block;
	}

}
