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

package dev.zerocopy.transfer;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.file.FilePages;
import dev.zerocopy.file.PageCursor;
import dev.zerocopy.transport.PageControl;

/**
 * How large files use the page cache.
 *
 * @param policy what becomes of their pages
 * @param threshold size from which on a file is large, in bytes
 */
public record PageCache(PageCachePolicy policy, long threshold) {

	/** A file of this size is not a small one that is asked for often. */
	public static final long DEFAULT_THRESHOLD = 64L * 1024 * 1024;

	/** What is done where nothing is said. */
	public static final PageCache KEEP = new PageCache(PageCachePolicy.KEEP, DEFAULT_THRESHOLD);

	/**
	 * Return the policy for a file.
	 */
	PageCachePolicy policyFor(CachedFile file) {
		return (file.facts().size() >= this.threshold) ? this.policy : PageCachePolicy.KEEP;
	}

	/**
	 * Return what a transfer does about the pages of a file, besides reading them. The
	 * pages are also given back if they cannot be read directly.
	 * @param listener told if the policy cannot be followed
	 * @return a cursor to be advanced and closed, {@code null} for nothing
	 */
	@Nullable PageCursor cursor(CachedFile file, TransferListener listener) {
		FilePages pages = file.pages();
		if (pages == null || policyFor(file) == PageCachePolicy.KEEP) {
			return null;
		}
		if (!PageControl.detect().capability().isAvailable()) {
			listener.fallback(FallbackReason.PAGE_CACHE_CONTROL);
			return null;
		}
		return pages.dropBehind();
	}

	/**
	 * Return what a transfer that does not leave the event loop does about the pages of a
	 * file: as {@link #cursor}, or at least to have them read by other threads.
	 * @param oneTurn whether it sends no more than a block at a time
	 * @param listener told if the policy cannot be followed
	 * @return a cursor to be advanced and closed, {@code null} for nothing
	 */
	@Nullable PageCursor cursorOnLoop(CachedFile file, boolean oneTurn, TransferListener listener) {
		FilePages pages = file.pages();
		if (pages == null || policyFor(file) != PageCachePolicy.KEEP) {
			return cursor(file, listener);
		}
		if (!PageControl.detect().capability().isAvailable()) {
			return null;
		}
		return oneTurn ? pages.readBlock() : pages.readAhead();
	}

}
