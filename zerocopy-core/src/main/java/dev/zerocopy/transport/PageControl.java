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
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Looks at the page cache and advises the kernel about it. Java has no such calls and
 * hides the descriptor of a {@code FileChannel}, so this goes through JNA where JNA is
 * present, on descriptors of its own. Everything but {@link #close}, {@link #resident}
 * and {@link #isReady} may block. Safe for use by several threads.
 */
public interface PageControl {

	/**
	 * Open a file for advice.
	 * @param path where the file was
	 * @param identity what {@code BasicFileAttributes.fileKey()} said of the file, as
	 * text. Nothing else is ever opened: the path is resolved to a handle that cannot
	 * read ({@code O_PATH}), and only if that is of the same inode it is opened through
	 * {@code /proc/self/fd}
	 * @return a descriptor, to be closed with {@link #close}
	 * @throws IOException if something else has that path now, or the file cannot be
	 * opened, or its residency cannot be seen
	 */
	int open(Path path, String identity) throws IOException;

	/**
	 * Close a descriptor.
	 * @param descriptor as opened
	 */
	void close(int descriptor);

	/**
	 * Return how much of a range is in the page cache ({@code cachestat(2)}, since Linux
	 * 6.5, or else samples by {@code preadv2(2)} with {@code RWF_NOWAIT}, which also tell
	 * those who neither own the file nor may write it).
	 * @param descriptor as opened
	 * @param offset the first byte
	 * @param length how many bytes, within the file
	 * @return bytes, in whole pages or samples but not more than the length
	 */
	long resident(int descriptor, long offset, long length);

	/**
	 * Return whether a byte can be read without waiting ({@code RWF_NOWAIT}). Of pages
	 * that are in the page cache this tells that they were read, too. Does not block.
	 * @param descriptor as opened
	 * @param offset the byte
	 * @return whether its page is in the page cache and complete, {@code true} where the
	 * file system cannot tell
	 */
	boolean isReady(int descriptor, long offset);

	/**
	 * Read a range into the page cache and wait for it. The kernel sends it to
	 * {@code /dev/null}: nothing is copied, and it reads ahead as for any reader, in
	 * large pages, which it would not do when advised ({@code POSIX_FADV_WILLNEED}).
	 * @param file the file, opened for reading
	 * @param offset the first byte
	 * @param length how many bytes
	 * @throws IOException if the range cannot be read
	 */
	void read(FileChannel file, long offset, long length) throws IOException;

	/**
	 * Give the clean pages of a range back that nobody uses
	 * ({@code POSIX_FADV_DONTNEED}). Pages that wait in a socket stay.
	 * @param descriptor as opened
	 * @param offset the first byte
	 * @param length how many bytes
	 */
	void drop(int descriptor, long offset, long length);

	/**
	 * Return whether any of this works.
	 * @return the capability, with its cause if it does not
	 */
	Capability capability();

	/**
	 * Return the control for this process, loaded once.
	 * @return the control, one that opens nothing if JNA cannot be used
	 */
	static PageControl detect() {
		return PageControlLoader.CONTROL;
	}

}
