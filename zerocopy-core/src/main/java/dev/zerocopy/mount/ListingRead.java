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

package dev.zerocopy.mount;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.zerocopy.file.CacheEntry;
import dev.zerocopy.file.CachedDirectory;
import dev.zerocopy.file.DirectoryEntry;
import dev.zerocopy.file.DirectoryVisitor;
import dev.zerocopy.file.FileCache;
import dev.zerocopy.file.Unavailable;
import dev.zerocopy.http.path.PathDecoder;
import dev.zerocopy.http.path.SafePath;
import dev.zerocopy.listing.Listing;
import dev.zerocopy.listing.ListingOrder;

/**
 * A directory being read, and what it takes of the mount's budget until it is closed.
 * <p>
 * All entries are held at once, since they are sorted: about a hundred bytes each. What
 * is sent is made from them piece by piece.
 */
public final class ListingRead implements AutoCloseable {

	/** Entries are taken from the budget in steps. */
	private static final int STEP = 64;

	private final SafePath directory;

	private final ListingOrder order;

	private final MountOptions options;

	private final ListingBudget budget;

	private final CompletableFuture<ListingOutcome> outcome = new CompletableFuture<>();

	private long taken;

	private volatile boolean closed;

	ListingRead(SafePath directory, ListingOrder order, MountOptions options, ListingBudget budget) {
		this.directory = directory;
		this.order = order;
		this.options = options;
		this.budget = budget;
	}

	/**
	 * Return what came of it.
	 * @return completes on the file executor, never exceptionally
	 */
	public CompletableFuture<ListingOutcome> outcome() {
		return this.outcome.copy();
	}

	/**
	 * Give back what was read, or stop reading. The listing must not be used any more.
	 * May be called more than once, from any thread.
	 */
	@Override
	public void close() {
		this.closed = true;
		if (this.outcome.isDone()) {
			giveBack();
		}
	}

	void start(FileCache files) {
		Collector collector = new Collector();
		files.list(this.directory.relative(), collector).whenComplete((entry, failure) -> {
			this.outcome.complete(
					(failure != null) ? new ListingOutcome.Unavailable(failure.toString()) : outcome(entry, collector));
			if (this.closed) {
				giveBack();
			}
		});
	}

	private ListingOutcome outcome(CacheEntry entry, Collector collector) {
		if (entry instanceof Unavailable unavailable) {
			return new ListingOutcome.Unavailable(unavailable.reason());
		}
		if (!(entry instanceof CachedDirectory)) {
			return new ListingOutcome.NotFound();
		}
		if (collector.overBudget) {
			return new ListingOutcome.Unavailable("too many entries of listings are being sent");
		}
		collector.entries.sort(this.order.comparator());
		return new ListingOutcome.Listed(new Listing(collector.entries, this.order, collector.truncated));
	}

	private boolean take() {
		boolean granted = this.budget.take(STEP);
		this.taken += granted ? STEP : 0;
		return granted;
	}

	private synchronized void giveBack() {
		this.budget.giveBack(this.taken);
		this.taken = 0;
	}

	/**
	 * Keeps those entries that a request could get. Used by one thread.
	 */
	private final class Collector implements DirectoryVisitor {

		private final int bytesLeft = PathDecoder.MAX_PATH_BYTES - 2 - length(ListingRead.this.directory)
				- length(ListingRead.this.options.path());

		private final List<DirectoryEntry> entries = new ArrayList<>();

		private boolean truncated;

		private boolean overBudget;

		@Override
		public void begin() {
			this.entries.clear();
			giveBack();
		}

		@Override
		public boolean wants(String name) {
			boolean hidden = name.charAt(0) == '.' && ListingRead.this.options.hiddenFiles() == HiddenFiles.DENY;
			return !hidden && PathDecoder.isServable(name)
					&& name.getBytes(StandardCharsets.UTF_8).length < this.bytesLeft;
		}

		@Override
		public boolean visit(DirectoryEntry entry) {
			if (this.entries.size() == ListingRead.this.options.listingMaxEntries()) {
				this.truncated = true;
				return false;
			}
			if (this.entries.size() % STEP == 0 && !take()) {
				this.overBudget = true;
				return false;
			}
			this.entries.add(entry);
			return !ListingRead.this.closed;
		}

		private static int length(SafePath path) {
			return path.relative().getBytes(StandardCharsets.UTF_8).length + 1;
		}

	}

}
