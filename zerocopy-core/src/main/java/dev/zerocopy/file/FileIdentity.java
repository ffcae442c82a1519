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

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * Compares what was read of a name at two moments.
 */
final class FileIdentity {

	private FileIdentity() {
	}

	/**
	 * Whether both are of one inode. Platforms without file keys cannot tell.
	 */
	static boolean sameInode(BasicFileAttributes first, BasicFileAttributes second) {
		return Objects.equals(first.fileKey(), second.fileKey()) && first.isRegularFile() == second.isRegularFile()
				&& first.isDirectory() == second.isDirectory() && first.isSymbolicLink() == second.isSymbolicLink();
	}

	/**
	 * Whether both are of one inode which was not written in between.
	 */
	static boolean unchanged(BasicFileAttributes first, BasicFileAttributes second) {
		return sameInode(first, second) && first.size() == second.size()
				&& first.lastModifiedTime().equals(second.lastModifiedTime());
	}

	/**
	 * Return a text that tells the inode from others, or the path where there is no such
	 * thing.
	 */
	static String of(BasicFileAttributes attributes, Path path) {
		Object key = attributes.fileKey();
		return (key != null) ? key.toString() : path.toString();
	}

}
