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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Keeps entries, each kind within the limit of what it takes: bytes of memory, file
 * descriptors, or nothing much. Caffeine evicts and closes on the given executor, which
 * must not refuse, else it would do so on the calling thread.
 */
final class EntryStore {

	/** Fewest entries kept that hold neither memory nor a file descriptor. */
	private static final int BARE_ENTRIES = 4096;

	/** What an entry takes besides its content, so that empty files count as well. */
	static final int OVERHEAD = 512;

	/**
	 * How often Caffeine is told that an entry is used. It puts what it is told in order
	 * on the executor, once in 16 times: for a hot file, thousands of tasks and wake-ups
	 * a second to learn nothing new.
	 */
	private static final Duration USE_INTERVAL = Duration.ofMillis(100);

	private final Cache<String, CacheSlot> memory;

	private final Cache<String, CacheSlot> open;

	private final Cache<String, CacheSlot> bare;

	private final List<Cache<String, CacheSlot>> all;

	private final Ticker ticker;

	/** In nanoseconds. */
	private final long useInterval;

	private final LongAdder evictions = new LongAdder();

	EntryStore(FileCacheOptions options, FileCacheEnvironment environment) {
		this.ticker = environment.ticker();
		this.useInterval = Math.min(USE_INTERVAL.toNanos(),
				TimeUnit.NANOSECONDS.convert(options.expireAfterAccess()) / 10);
		this.memory = caffeine(options, environment).maximumWeight(options.memoryMaxTotalSize())
			.weigher(EntryStore::weight)
			.build();
		this.open = caffeine(options, environment).maximumSize(options.openFilesMax()).build();
		this.bare = caffeine(options, environment).maximumSize(Math.max(BARE_ENTRIES, options.openFilesMax())).build();
		this.all = List.of(this.memory, this.open, this.bare);
	}

	/**
	 * Return the size of the largest file that fits into memory beside its overhead.
	 * @return bytes, {@code -1} if none
	 */
	static long largestInMemory(FileCacheOptions options) {
		long largest = Math.min(options.memoryMaxFileSize(), options.memoryMaxTotalSize() - OVERHEAD);
		return (options.memoryMaxFileSize() == 0) ? -1 : largest;
	}

	/**
	 * Return what is kept for a path, which does not count as using it.
	 */
	@Nullable CacheSlot find(String path) {
		CacheSlot slot = this.memory.policy().getIfPresentQuietly(path);
		if (slot == null) {
			slot = this.open.policy().getIfPresentQuietly(path);
		}
		return (slot != null) ? slot : this.bare.policy().getIfPresentQuietly(path);
	}

	/**
	 * Return an entry that may be used without a look at the disk.
	 */
	@Nullable CacheEntry fresh(String path) {
		CacheSlot slot = find(path);
		if (slot == null) {
			return null;
		}
		long now = this.ticker.read();
		if (!slot.fresh(now)) {
			return null;
		}
		if (slot.used(now, this.useInterval)) {
			cacheOf(slot).getIfPresent(path);
		}
		return slot.entry();
	}

	/**
	 * Keep a slot in place of any other of its path.
	 */
	void put(CacheSlot slot) {
		Cache<String, CacheSlot> target = cacheOf(slot);
		target.put(slot.path(), slot);
		this.all.stream().filter((cache) -> cache != target).forEach((cache) -> cache.invalidate(slot.path()));
	}

	void remove(CacheSlot slot) {
		cacheOf(slot).asMap().remove(slot.path(), slot);
	}

	boolean remove(String path) {
		boolean removed = false;
		for (Cache<String, CacheSlot> cache : this.all) {
			removed |= cache.asMap().remove(path) != null;
		}
		return removed;
	}

	long removeAll() {
		long removed = 0;
		for (Cache<String, CacheSlot> cache : this.all) {
			for (CacheSlot slot : cache.asMap().values()) {
				slot.markStale();
				removed += cache.asMap().remove(slot.path(), slot) ? 1 : 0;
			}
		}
		return removed;
	}

	/**
	 * Evict what is beyond the limits. Evictions that Caffeine has put off while several
	 * threads were adding entries wait for the next use of the cache otherwise, since its
	 * timer is set for the next expiry already.
	 */
	void cleanUp() {
		this.all.forEach(Cache::cleanUp);
	}

	/**
	 * Close all open files that nobody uses, on this thread.
	 */
	void closeIdle() {
		for (CacheSlot slot : this.open.asMap().values()) {
			FileResource resource = slot.resource();
			if (resource != null && resource.idle()) {
				slot.markStale();
				slot.dispose(Runnable::run);
				this.open.asMap().remove(slot.path(), slot);
			}
		}
	}

	long size() {
		return this.all.stream().mapToLong(Cache::estimatedSize).sum();
	}

	long evictions() {
		return this.evictions.sum();
	}

	private Cache<String, CacheSlot> cacheOf(CacheSlot slot) {
		FileResource resource = slot.resource();
		if (resource == null) {
			return this.bare;
		}
		return (resource.content() != null) ? this.memory : this.open;
	}

	private Caffeine<String, CacheSlot> caffeine(FileCacheOptions options, FileCacheEnvironment environment) {
		return Caffeine.newBuilder()
			.executor(environment.executor())
			.scheduler(Scheduler.systemScheduler())
			.ticker(environment.ticker())
			.expireAfterAccess(options.expireAfterAccess())
			.removalListener(this::removed);
	}

	private void removed(@Nullable String path, @Nullable CacheSlot slot, RemovalCause cause) {
		if (cause.wasEvicted()) {
			this.evictions.increment();
		}
		if (slot != null) {
			slot.dispose(null);
		}
	}

	private static int weight(String path, CacheSlot slot) {
		FileResource resource = slot.resource();
		int bytes = (resource != null && resource.content() != null) ? resource.content().readableBytes() : 0;
		return OVERHEAD + bytes;
	}

}
