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
 * Told what is in a directory while it is read, on one thread that may block.
 */
public interface DirectoryVisitor {

	/**
	 * The directory is read from its beginning: forget what was visited before.
	 */
	void begin();

	/**
	 * Whether an entry is worth a look.
	 * @param name its name
	 * @return {@code false} to go on without looking at it
	 */
	boolean wants(String name);

	/**
	 * There is a regular file or a directory that may be served.
	 * @param entry what it is
	 * @return {@code false} to read no further
	 */
	boolean visit(DirectoryEntry entry);

}
