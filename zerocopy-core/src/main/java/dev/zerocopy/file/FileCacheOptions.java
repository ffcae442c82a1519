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

import java.time.Duration;
import java.util.List;

import dev.zerocopy.http.negotiation.ContentCoding;

/**
 * How the files of one root are opened and kept.
 *
 * @param symlinks what to do with symbolic links below the root
 * @param precompressed the codings whose siblings are looked for, most wanted first;
 * {@link ContentCoding#IDENTITY} has no sibling and is ignored
 * @param memoryMaxFileSize largest file kept in memory instead of open, in bytes;
 * {@code 0} keeps none in memory
 * @param memoryMaxTotalSize most bytes of memory that cached content may take
 * @param openFilesMax most files the cache keeps open, at least {@code 1}. Files evicted
 * while they are being sent stay open until the transfer ends and are not counted here
 * @param revalidateAfter how long an observation may be used where changes are not
 * reported by the file system; also the shortest time between two observations of a file
 * that was modified a moment ago. {@code 0} looks each time
 * @param expireAfterAccess how long an entry nobody asks for is kept; more than {@code 0}
 * @param watch whether directories of cached files are watched for changes
 * @param directMinSize smallest file that is opened a second time to be read past the
 * page cache, in bytes; {@link #NOT_DIRECT} for none. Such a file counts as one but takes
 * two descriptors
 */
public record FileCacheOptions(SymlinkPolicy symlinks, List<ContentCoding> precompressed, long memoryMaxFileSize,
		long memoryMaxTotalSize, int openFilesMax, Duration revalidateAfter, Duration expireAfterAccess, boolean watch,
		long directMinSize) {

	/** Opens no file for reads past the page cache. */
	public static final long NOT_DIRECT = Long.MAX_VALUE;

	/** A file in memory is one array-like buffer, and a larger one gains nothing. */
	private static final int LARGEST_MEMORY_FILE = 1 << 30;

	public FileCacheOptions {
		precompressed = precompressed.stream().filter((coding) -> !coding.suffix().isEmpty()).distinct().toList();
		if (memoryMaxFileSize < 0 || memoryMaxFileSize > LARGEST_MEMORY_FILE) {
			throw new IllegalArgumentException("memoryMaxFileSize is " + memoryMaxFileSize
					+ " bytes: use 0 (keep no file in memory) to " + LARGEST_MEMORY_FILE);
		}
		if (memoryMaxTotalSize < memoryMaxFileSize) {
			throw new IllegalArgumentException("memoryMaxTotalSize is " + memoryMaxTotalSize
					+ " bytes, less than memoryMaxFileSize (" + memoryMaxFileSize + "): raise it or lower the other");
		}
		if (openFilesMax < 1) {
			throw new IllegalArgumentException("openFilesMax is " + openFilesMax + ": use 1 or more");
		}
		if (revalidateAfter.isNegative()) {
			throw new IllegalArgumentException("revalidateAfter is " + revalidateAfter + ": use 0 or more");
		}
		if (expireAfterAccess.isNegative() || expireAfterAccess.isZero()) {
			throw new IllegalArgumentException("expireAfterAccess is " + expireAfterAccess + ": use more than 0");
		}
	}

	/**
	 * Create options by which all files are read through the page cache.
	 * @param symlinks what to do with symbolic links below the root
	 * @param precompressed the codings whose siblings are looked for
	 * @param memoryMaxFileSize largest file kept in memory, in bytes
	 * @param memoryMaxTotalSize most bytes of memory that cached content may take
	 * @param openFilesMax most files the cache keeps open
	 * @param revalidateAfter how long an observation may be used
	 * @param expireAfterAccess how long an entry nobody asks for is kept
	 * @param watch whether directories of cached files are watched for changes
	 */
	public FileCacheOptions(SymlinkPolicy symlinks, List<ContentCoding> precompressed, long memoryMaxFileSize,
			long memoryMaxTotalSize, int openFilesMax, Duration revalidateAfter, Duration expireAfterAccess,
			boolean watch) {
		this(symlinks, precompressed, memoryMaxFileSize, memoryMaxTotalSize, openFilesMax, revalidateAfter,
				expireAfterAccess, watch, NOT_DIRECT);
	}

}
