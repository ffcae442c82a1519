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

import java.util.List;

import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/**
 * Splits paths into names a file system can have. Checks again what the callers promised:
 * a name of two dots or with a NUL must never get as far as an open.
 */
final class PathNames {

	/** {@code PATH_MAX}; also bounds the keys of entries for what does not exist. */
	private static final int MAX_PATH = 4096;

	/** {@code NAME_MAX}, bytes. */
	private static final int MAX_NAME = 255;

	private PathNames() {
	}

	/**
	 * Split a path.
	 * @param path names separated by slashes, empty for the root
	 * @return the names, or {@code null} if nothing can have that path
	 */
	static @Nullable List<String> split(String path) {
		if (path.isEmpty()) {
			return List.of();
		}
		if (path.length() > MAX_PATH) {
			return null;
		}
		List<String> names = List.of(path.split("/", -1));
		return names.stream().allMatch(PathNames::valid) ? names : null;
	}

	static boolean valid(String name) {
		return !name.isEmpty() && !name.equals(".") && !name.equals("..") && name.indexOf('\0') < 0
				&& name.length() <= MAX_NAME && ByteBufUtil.utf8Bytes(name) <= MAX_NAME;
	}

}
