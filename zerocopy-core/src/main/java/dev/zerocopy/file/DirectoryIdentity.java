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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Tells a directory from others that were, or will be, at the same path.
 *
 * @param device the number of its file system, as long as that is mounted
 * @param inode its number within the file system, as long as it exists
 */
record DirectoryIdentity(long device, long inode) {

	/**
	 * Look at what is at a path. May block as long as the file system takes to answer.
	 */
	static DirectoryIdentity of(Path directory) throws IOException {
		Map<String, Object> attributes = Files.readAttributes(directory, "unix:dev,ino");
		return new DirectoryIdentity(((Number) attributes.get("dev")).longValue(),
				((Number) attributes.get("ino")).longValue());
	}

}
