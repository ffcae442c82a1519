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
 * Nothing that may be served.
 *
 * @param reason why; not for the client, who must not learn what exists
 */
public record Missing(Reason reason) implements CacheEntry {

	/**
	 * Why nothing may be served.
	 */
	public enum Reason {

		/** Nothing has that name. */
		ABSENT,

		/** A FIFO, socket or device, or a file where a directory was asked for. */
		NOT_A_REGULAR_FILE,

		/** The process may not read the file or one of its directories. */
		NOT_PERMITTED,

		/** The file system or the platform cannot store such a name. */
		INVALID_NAME,

		/** A symbolic link the {@link SymlinkPolicy} does not allow, or a loop. */
		SYMLINK_REFUSED

	}
}
