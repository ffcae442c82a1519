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

package dev.zerocopy.transport;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Opens files under a number that this process can tell others, who then open the very
 * same file as {@code /proc/self/fd/<number>}, whatever has become of its path
 * (proc_pid_fd(5)). Java hides the number of a {@code FileChannel}, so this goes through
 * JNA where JNA is present. Safe for use by several threads; {@link #open} may block.
 */
public interface DescriptorNames {

	/**
	 * Open a file for reading.
	 * @param path where the file was
	 * @param identity what {@code BasicFileAttributes.fileKey()} said of the file, as
	 * text. Nothing else is ever opened for reading: the path is resolved to a handle
	 * that cannot read ({@code O_PATH}), and only if that is of the same inode it is
	 * opened through {@code /proc/self/fd}
	 * @return a descriptor, to be closed with {@link #close}
	 * @throws IOException if something else has that path now, or the file cannot be
	 * opened
	 */
	int open(Path path, String identity) throws IOException;

	/**
	 * Close a descriptor. Its name may stand for any other file afterwards.
	 * @param descriptor as opened
	 */
	void close(int descriptor);

	/**
	 * Return whether files can be opened so, proven by doing it.
	 * @return the capability, with its cause if they cannot
	 */
	Capability capability();

	/**
	 * Return the name of an open descriptor.
	 * @param descriptor as opened
	 * @return an absolute path that is good in this process until the descriptor is
	 * closed
	 */
	static String nameOf(int descriptor) {
		return "/proc/self/fd/" + descriptor;
	}

	/**
	 * Return the names for this process, loaded and tried once.
	 * @return the names, which open nothing if there is no JNA or no {@code /proc}
	 */
	static DescriptorNames detect() {
		return DescriptorNamesLoader.NAMES;
	}

}
