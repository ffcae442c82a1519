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
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the cache with what it depends on. Exists from before its first look at the
 * disk, so that a change reported meanwhile finds it.
 */
final class CacheSlot {

	private final String path;

	private final ChangeSubscription subscription;

	private final long observedAt;

	private final AtomicBoolean disposed = new AtomicBoolean();

	private @Nullable RootLocation root;

	/**
	 * Volatile like {@link #stale}: who marks the slot must see it filled, or be seen.
	 */
	private volatile @Nullable CacheEntry entry;

	private Duration freshFor = Duration.ZERO;

	private boolean kept;

	private volatile boolean stale;

	private volatile long useNoted;

	/**
	 * Create a slot to be filled.
	 * @param path the path looked up
	 * @param environment what to work with
	 * @param onChange called once it is stale, on the watcher's thread
	 */
	CacheSlot(String path, FileCacheEnvironment environment, Consumer<CacheSlot> onChange) {
		this.path = path;
		this.observedAt = environment.ticker().read();
		this.useNoted = this.observedAt;
		this.subscription = new ChangeSubscription(environment.watcher(), () -> {
			markStale();
			onChange.accept(this);
		});
	}

	String path() {
		return this.path;
	}

	ChangeSubscription subscription() {
		return this.subscription;
	}

	/**
	 * Fill the slot, before any other thread gets to see it.
	 */
	void fill(RootLocation root, CacheEntry entry, Duration revalidateAfter) {
		this.root = root;
		this.entry = entry;
		this.freshFor = Freshness.of(entry, root.watched() && this.subscription.complete(), revalidateAfter);
	}

	@Nullable CacheEntry entry() {
		return this.entry;
	}

	@Nullable FileResource resource() {
		return (this.entry instanceof CachedFile file) ? file.resource() : null;
	}

	/**
	 * Leave it to the store to dispose of the slot.
	 */
	void keep() {
		this.kept = true;
	}

	boolean kept() {
		return this.kept;
	}

	void markStale() {
		this.stale = true;
	}

	/**
	 * Whether something changed since the slot was created.
	 */
	boolean stale() {
		return this.stale || (this.root != null && this.root.outdated());
	}

	/**
	 * Whether the entry may be used without another look at the disk.
	 */
	boolean fresh(long now) {
		return !stale() && usable() && now - this.observedAt < TimeUnit.NANOSECONDS.convert(this.freshFor);
	}

	/**
	 * Use the entry.
	 * @return whether it is time to note that: true once in an interval, give or take a
	 * race between threads
	 */
	boolean used(long now, long interval) {
		if (now - this.useNoted < interval) {
			return false;
		}
		this.useNoted = now;
		return true;
	}

	private boolean usable() {
		return !(this.entry instanceof CachedFile file) || file.resource().usable();
	}

	/**
	 * Give up the cache's reference and all subscriptions, once.
	 * @param closer what runs the closing of a file, {@code null} for the usual
	 */
	void dispose(@Nullable Executor closer) {
		if (!this.disposed.compareAndSet(false, true)) {
			return;
		}
		this.subscription.close();
		FileResource resource = resource();
		if (resource != null && closer != null) {
			resource.release(closer);
		}
		else if (resource != null) {
			resource.release();
		}
	}

}
