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
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells running out of file descriptors ({@code EMFILE}, {@code ENFILE}) from other
 * errors. The JDK hands on the words of the C library only, and those come in the
 * language of the process.
 */
final class OpenFilesExhausted {

	private static final String ENGLISH = "Too many open files";

	private OpenFilesExhausted() {
	}

	/**
	 * Whether an error came from a lack of file descriptors: it says so, or something
	 * that always works does not either.
	 * @param error an error of opening something
	 * @param directory a directory that can be opened
	 */
	static boolean causes(IOException error, Path directory) {
		if (String.valueOf(error.getMessage()).contains(ENGLISH)) {
			return true;
		}
		return error.getClass() == FileSystemException.class && !opens(directory);
	}

	private static boolean opens(Path directory) {
		try {
			Files.newDirectoryStream(directory).close();
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
