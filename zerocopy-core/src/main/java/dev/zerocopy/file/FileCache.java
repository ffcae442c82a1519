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

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;

import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The files beneath one root, open or in memory, as they are on disk.
 * <p>
 * {@link #getIfFresh} answers from memory; {@link #get} looks at the disk, on the
 * executor. An entry whose directories are watched is fresh until a change is reported;
 * besides, a file modified less than two seconds before it was looked at is looked at
 * again once it can be told from later versions, and every entry at most every 30
 * seconds, for what the kernel does not report (see {@link Freshness}). An entry that
 * cannot be watched is fresh for {@link FileCacheOptions#revalidateAfter()}. A look that
 * finds the same content keeps the open file.
 * <p>
 * Nothing outside the root is opened, see {@link BeneathWalk}. A file that is there but
 * may not be served is {@link Missing}; {@link Unavailable} means that looking failed.
 * Thread-safe.
 */
public final class FileCache implements AutoCloseable {

	private final Path root;

	private final FileCacheEnvironment environment;

	private final ResourceLedger ledger;

	private final EntryStore store;

	private final FileLoads loads;

	private final LongAdder hits = new LongAdder();

	private final LongAdder misses = new LongAdder();

	private volatile boolean closed;

	/**
	 * Create a cache. Touches no file.
	 * @param root the directory to serve; trusted, may be a symbolic link, need not exist
	 * @param options how to open and keep files
	 * @param watcher reports changes, shared between caches and closed after them; not
	 * used if {@link FileCacheOptions#watch()} is off
	 * @param executor runs all that may block; must not run tasks on the calling thread.
	 * Loads it refuses are answered {@link Unavailable}
	 */
	public FileCache(Path root, FileCacheOptions options, DirectoryWatcher watcher, Executor executor) {
		this(root, options, new FileCacheEnvironment(options.watch() ? watcher : null, executor,
				SecureDirectoryHandle::open, InstantSource.system(), Ticker.systemTicker()));
	}

	FileCache(Path root, FileCacheOptions options, FileCacheEnvironment given) {
		Executor cleanUp = new OffLoopExecutor(given.executor());
		this.root = root;
		this.environment = new FileCacheEnvironment(given.watcher(), cleanUp, given.opener(), given.clock(),
				given.ticker());
		this.ledger = new ResourceLedger(cleanUp);
		this.store = new EntryStore(options, this.environment);
		this.loads = new FileLoads(root, options, this.environment, given.executor(), this.store, this.ledger,
				this::invalidateAll);
	}

	/**
	 * Return an entry that may be used as it is. Makes no system call and never blocks:
	 * good for event loops.
	 * @param path plain names separated by slashes, relative to the root, empty for the
	 * root itself
	 * @return the entry, or {@code null} if the disk has to be looked at
	 */
	public @Nullable CacheEntry getIfFresh(String path) {
		CacheEntry entry = this.closed ? null : this.store.fresh(path);
		if (entry != null) {
			this.hits.increment();
		}
		return entry;
	}

	/**
	 * Return an entry, looking at the disk if need be. Never blocks; calls for one path
	 * share one look unless a change was reported since it began.
	 * @param path as for {@link #getIfFresh}
	 * @return the entry; never fails because of the file system. Completes on the
	 * executor, or at once. A file is kept open for about a second after that even if it
	 * is not cached, so that it can be retained
	 */
	public CompletableFuture<CacheEntry> get(String path) {
		if (this.closed) {
			return CompletableFuture.completedFuture(FileLoads.closedEntry());
		}
		CacheEntry entry = getIfFresh(path);
		if (entry != null) {
			return CompletableFuture.completedFuture(entry);
		}
		List<String> names = PathNames.split(path);
		if (names == null) {
			return CompletableFuture.completedFuture(new Missing(Missing.Reason.INVALID_NAME));
		}
		this.misses.increment();
		return this.loads.join(path, names).future().copy();
	}

	/**
	 * Read a directory, of which nothing is kept. Never blocks.
	 * @param path as for {@link #getIfFresh}
	 * @param visitor told, on the executor, what is in the directory
	 * @return {@link CachedDirectory} if the directory was read, otherwise why it was
	 * not; what the visitor was told then is worth nothing. Completes on the executor, or
	 * at once
	 */
	public CompletableFuture<CacheEntry> list(String path, DirectoryVisitor visitor) {
		if (this.closed) {
			return CompletableFuture.completedFuture(FileLoads.closedEntry());
		}
		List<String> names = PathNames.split(path);
		if (names == null) {
			return CompletableFuture.completedFuture(new Missing(Missing.Reason.INVALID_NAME));
		}
		return this.loads.read(names, visitor);
	}

	/**
	 * Drop an entry. Those who retained its file go on using it; a look that is under way
	 * is not kept.
	 * @param path as for {@link #getIfFresh}
	 * @return whether there was one
	 */
	public boolean invalidate(String path) {
		this.loads.markStale(path);
		return this.store.remove(path);
	}

	/**
	 * Drop all entries, as {@link #invalidate} does for one.
	 * @return how many there were
	 */
	public long invalidateAll() {
		this.loads.markAllStale();
		return this.store.removeAll();
	}

	/**
	 * Return what the cache did and holds.
	 * @return the figures
	 */
	public FileCacheStats stats() {
		DirectoryWatcher watcher = this.environment.watcher();
		return new FileCacheStats(this.hits.sum(), this.misses.sum(), this.store.evictions(), this.ledger.openFiles(),
				this.ledger.memoryFiles(), this.ledger.memoryBytes(), this.store.size(),
				(watcher != null) ? watcher.watchedDirectories() : 0);
	}

	/**
	 * Return why files are opened by path instead of relative to open directories, which
	 * leaves a race to those who may write to the tree. Looks at the disk.
	 * @return the reason, or {@code null} if files are opened without a race
	 */
	public @Nullable String raceFreeOpeningUnavailabilityCause() {
		return SecureDirectoryHandle.unavailabilityCause(FileLoads.fileSystemRoot(this.root));
	}

	/**
	 * Drop everything. Files and memory are given back as soon as nobody uses them;
	 * whoever waits for a look that is under way gets {@link Unavailable}.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.loads.close();
		this.store.removeAll();
	}

}
