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

package dev.zerocopy.sample.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;

/**
 * A directory for a container, which everyone may read.
 */
class Site {

	private final Path directory;

	Site(Path temporary) throws IOException {
		this.directory = createDirectory(temporary.resolve("site"));
		// the ones that JUnit makes are for their owner only
		open(temporary);
	}

	Path directory() {
		return this.directory;
	}

	/**
	 * Write a file of random bytes, the same for the same size.
	 */
	byte[] write(String path, int size) throws IOException {
		byte[] content = new byte[size];
		new Random(size).nextBytes(content);
		Path file = this.directory.resolve(path);
		if (!Files.isDirectory(file.getParent())) {
			createDirectory(file.getParent());
		}
		Files.write(file, content);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
		return content;
	}

	/**
	 * Make a directory that everyone may write to.
	 */
	static Path createDirectory(Path path) throws IOException {
		Path created = Files.createDirectory(path);
		Files.setPosixFilePermissions(created, PosixFilePermissions.fromString("rwxrwxrwx"));
		return created;
	}

	private static void open(Path path) throws IOException {
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

}
