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

import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link BeneathWalk} ended at.
 */
sealed interface Found {

	/**
	 * A regular file, not opened yet.
	 *
	 * @param directory the directory it is in, open as long as the walk is
	 * @param name its name there
	 * @param attributes what it was when it was looked at
	 * @param byLink whether the last name of the path asked for is a link
	 */
	record RegularFile(DirectoryHandle directory, String name, BasicFileAttributes attributes,
			boolean byLink) implements Found {

	}

	/**
	 * A directory, open already if it was reached by a path without a last name: the root
	 * itself, or a link to {@code .} or {@code ..}.
	 *
	 * @param directory the directory it is in, or itself if it has no name; open as long
	 * as the walk is
	 * @param name its name there, {@code null} if it is open
	 * @param attributes what it was when it was looked at, {@code null} if it is open
	 */
	record Directory(DirectoryHandle directory, @Nullable String name,
			@Nullable BasicFileAttributes attributes) implements Found {

	}

	/**
	 * Nothing that may be opened.
	 *
	 * @param reason why
	 */
	record Nothing(Missing.Reason reason) implements Found {

	}

}
