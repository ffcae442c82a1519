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

/**
 * What is in a directory under one name; of a symbolic link, what it leads to. Small,
 * since there may be many.
 *
 * @param name the name
 * @param size the size of a file in bytes, {@link #DIRECTORY} for a directory
 * @param modified when it was last modified, in milliseconds since the epoch
 */
public record DirectoryEntry(String name, long size, long modified) {

	/** The size of directories. */
	public static final long DIRECTORY = -1;

	/**
	 * Whether this is a directory.
	 * @return {@code false} for a regular file
	 */
	public boolean isDirectory() {
		return this.size == DIRECTORY;
	}

}
