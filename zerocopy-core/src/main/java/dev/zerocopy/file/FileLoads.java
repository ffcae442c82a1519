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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The looks at the disk that are under way, at most one useful one per path, and what
 * becomes of what they find.
 */
final class FileLoads {

	private static final Logger logger = LoggerFactory.getLogger(FileLoads.class);

	private static final long WARNING_INTERVAL = Duration.ofMinutes(1).toNanos();

	private final FileCacheOptions options;

	private final FileCacheEnvironment environment;

	private final Executor loadExecutor;

	private final Path fileSystemRoot;

	private final EntryStore store;

	private final FileLoader loader;

	private final DirectoryReader directories;

	private final RootTracker rootTracker;

	private final Handover handover;

	private final Map<String, FileLoad> loads = new ConcurrentHashMap<>();

	private final AtomicLong lastWarning;

	private volatile boolean closed;

	FileLoads(Path root, FileCacheOptions options, FileCacheEnvironment environment, Executor loadExecutor,
			EntryStore store, ResourceLedger ledger, Runnable onRootChange) {
		this.options = options;
		this.environment = environment;
		this.loadExecutor = loadExecutor;
		this.fileSystemRoot = fileSystemRoot(root);
		this.store = store;
		this.loader = new FileLoader(options, environment, ledger);
		this.directories = new DirectoryReader(options, environment);
		this.rootTracker = new RootTracker(root, environment, onRootChange);
		this.lastWarning = new AtomicLong(environment.ticker().read() - WARNING_INTERVAL);
		this.handover = new Handover(environment.executor());
	}

	static Path fileSystemRoot(Path path) {
		Path root = path.toAbsolutePath().getRoot();
		return (root != null) ? root : path;
	}

	void markStale(String path) {
		FileLoad load = this.loads.get(path);
		if (load != null) {
			load.slot().markStale();
		}
	}

	void markAllStale() {
		this.loads.values().forEach((load) -> load.slot().markStale());
	}

	/**
	 * Let what is under way come to nothing.
	 */
	void close() {
		this.closed = true;
		markAllStale();
		this.rootTracker.close();
		this.handover.close(this.environment.executor());
	}

	/**
	 * Look at the disk, or join a look that began after the latest change reported.
	 */
	FileLoad join(String path, List<String> names) {
		while (true) {
			FileLoad running = this.loads.get(path);
			if (running != null && !running.slot().stale()) {
				return running;
			}
			FileLoad load = new FileLoad(new CacheSlot(path, this.environment, this::changed));
			boolean mine = (running != null) ? this.loads.replace(path, running, load)
					: this.loads.putIfAbsent(path, load) == null;
			if (mine) {
				start(load, names);
				return load;
			}
		}
	}

	/**
	 * Nothing may be left of the path: a look that began before may have found what the
	 * slot had, and not have depended on the path yet.
	 */
	private void changed(CacheSlot slot) {
		markStale(slot.path());
		this.store.remove(slot.path());
	}

	/**
	 * Read a directory on the executor.
	 */
	CompletableFuture<CacheEntry> read(List<String> names, DirectoryVisitor visitor) {
		CompletableFuture<CacheEntry> future = new CompletableFuture<>();
		try {
			this.loadExecutor.execute(() -> future.complete(readNow(names, visitor)));
		}
		catch (RuntimeException | Error ex) {
			future.complete(unavailable("the executor refused to look at the disk", ex));
		}
		return future;
	}

	private CacheEntry readNow(List<String> names, DirectoryVisitor visitor) {
		try {
			RootLocation location = this.rootTracker.current();
			CacheEntry entry = withDescriptors(() -> this.directories.read(names, location, visitor));
			return this.closed ? closedEntry() : entry;
		}
		catch (IOException ex) {
			return new Unavailable(ex.toString(), ex);
		}
		catch (RuntimeException | Error ex) {
			logger.error("Reading a directory failed", ex);
			return unavailable("an internal error", ex);
		}
	}

	private void start(FileLoad load, List<String> names) {
		try {
			this.loadExecutor.execute(() -> run(load, names));
		}
		catch (RuntimeException | Error ex) {
			finish(load, unavailable("the executor refused to look at the disk", ex));
		}
	}

	private void run(FileLoad load, List<String> names) {
		CacheSlot slot = load.slot();
		CacheEntry entry;
		try {
			entry = this.store.fresh(slot.path());
			if (entry == null) {
				entry = loadAndKeep(slot, names);
			}
		}
		catch (IOException ex) {
			entry = new Unavailable(ex.toString(), ex);
		}
		catch (RuntimeException | Error ex) {
			logger.error("Looking for a file failed", ex);
			entry = unavailable("an internal error", ex);
		}
		finish(load, entry);
		if (this.loads.isEmpty()) {
			this.store.cleanUp();
		}
	}

	private CacheEntry loadAndKeep(CacheSlot slot, List<String> names) throws IOException {
		RootLocation location = this.rootTracker.current();
		CachedFile previous = retainPrevious(slot.path());
		try {
			CacheEntry entry = load(slot, names, location, previous);
			slot.fill(location, entry, this.options.revalidateAfter());
			if (entry instanceof CachedFile file) {
				this.handover.hold(file.resource());
			}
			keep(slot, entry);
			return entry;
		}
		finally {
			if (previous != null) {
				previous.release();
			}
		}
	}

	private CacheEntry load(CacheSlot slot, List<String> names, RootLocation location, @Nullable CachedFile previous) {
		return withDescriptors(() -> this.loader.load(names, location, slot.subscription(), previous));
	}

	private CacheEntry withDescriptors(Supplier<CacheEntry> look) {
		CacheEntry entry = look.get();
		if (entry instanceof Unavailable failure && OpenFilesExhausted.causes(failure.cause(), this.fileSystemRoot)) {
			warnOfExhaustion();
			this.handover.releaseAll(Runnable::run);
			this.store.closeIdle();
			entry = look.get();
		}
		return entry;
	}

	private void warnOfExhaustion() {
		long now = this.environment.ticker().read();
		long last = this.lastWarning.get();
		if (now - last >= WARNING_INTERVAL && this.lastWarning.compareAndSet(last, now)) {
			logger.warn("Out of file descriptors: closing the cached files nobody uses. "
					+ "Raise the limit (ulimit -n) or lower the number of files kept open");
		}
	}

	private @Nullable CachedFile retainPrevious(String path) {
		CacheSlot slot = this.store.find(path);
		return (slot != null && slot.entry() instanceof CachedFile file && file.retain()) ? file : null;
	}

	private void keep(CacheSlot slot, CacheEntry entry) {
		if (slot.stale() || this.closed || entry instanceof Unavailable) {
			return;
		}
		slot.keep();
		this.store.put(slot);
		// A change reported, or a close, between the check and the put found nothing
		if (slot.stale() || this.closed) {
			this.store.remove(slot);
		}
	}

	private void finish(FileLoad load, CacheEntry entry) {
		if (!load.slot().kept()) {
			load.slot().dispose(null);
		}
		this.loads.remove(load.slot().path(), load);
		load.future().complete(this.closed ? closedEntry() : entry);
	}

	static Unavailable closedEntry() {
		return unavailable("the file cache is closed", null);
	}

	private static Unavailable unavailable(String reason, @Nullable Throwable cause) {
		return new Unavailable(reason, new IOException(reason, cause));
	}

}
