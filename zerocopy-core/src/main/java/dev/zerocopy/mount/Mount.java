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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import dev.zerocopy.file.CacheEntry;
import dev.zerocopy.file.DirectoryWatcher;
import dev.zerocopy.file.FileCache;
import dev.zerocopy.http.path.SafePath;
import dev.zerocopy.http.representation.ContentDisposition;
import dev.zerocopy.http.representation.EntityTag;
import dev.zerocopy.http.representation.FileFacts;
import dev.zerocopy.http.representation.Representation;
import dev.zerocopy.listing.ListingOrder;

/**
 * A directory served beneath a URL prefix. Thread-safe; nothing here blocks.
 */
public final class Mount implements AutoCloseable {

	/**
	 * Bounds the work of one resolution: files that change faster than they are looked at
	 * are answered as unavailable instead of being chased for ever.
	 */
	private static final int MAX_LOADS = 32;

	/** Entries of listings held at once, by clients that read slowly. */
	private static final long LISTED_ENTRIES_HELD = 500_000;

	/** At least so many listings of the largest size can be. */
	private static final long LARGEST_LISTINGS_HELD = 5;

	private final MountOptions options;

	private final FileCache files;

	private final ResourceResolver resolver;

	private final Function<String, @Nullable CacheEntry> fresh;

	private final ListingBudget listings;

	private final MountStats stats = new MountStats();

	private final Cache<String, Metadata> metadata;

	Mount(MountOptions options, DirectoryWatcher watcher) {
		this.options = options;
		this.files = new FileCache(options.root(), options.files(), watcher, options.settings().executor());
		this.fresh = this.files::getIfFresh;
		this.resolver = new ResourceResolver(options.hiddenFiles(), options.index(), options.listing());
		this.listings = new ListingBudget(
				Math.max(LISTED_ENTRIES_HELD, LARGEST_LISTINGS_HELD * options.listingMaxEntries()));
		this.metadata = Caffeine.newBuilder()
			.maximumSize(Math.max(1024, options.files().openFilesMax()))
			.executor(options.settings().executor())
			.build();
	}

	/**
	 * Return how this directory is served.
	 * @return the options
	 */
	public MountOptions options() {
		return this.options;
	}

	/**
	 * Return the open files of this mount.
	 * @return the cache
	 */
	public FileCache files() {
		return this.files;
	}

	/**
	 * Return what this mount has answered.
	 * @return the counters
	 */
	public MountStats stats() {
		return this.stats;
	}

	/**
	 * Resolve a path from what is known, without any file system call.
	 * @param path path relative to this mount
	 * @param acceptEncoding the request's {@code Accept-Encoding} field lines
	 * @return the resolution, or {@code null} if {@link #resolve} has to be asked
	 */
	public @Nullable Resolution resolveFresh(SafePath path, List<String> acceptEncoding) {
		return this.resolver.resolve(path, acceptEncoding, this.fresh);
	}

	/**
	 * Resolve a path, loading what is not known on the file executor.
	 * @param path path relative to this mount
	 * @param acceptEncoding the request's {@code Accept-Encoding} field lines
	 * @return completes with the resolution, on any thread
	 */
	public CompletableFuture<Resolution> resolve(SafePath path, List<String> acceptEncoding) {
		return attempt(path, acceptEncoding, new HashMap<>());
	}

	private CompletableFuture<Resolution> attempt(SafePath path, List<String> acceptEncoding,
			Map<String, CacheEntry> loaded) {
		String[] wanted = new String[1];
		Resolution resolution = this.resolver.resolve(path, acceptEncoding, (relative) -> {
			CacheEntry entry = loaded.get(relative);
			if (entry == null) {
				entry = this.files.getIfFresh(relative);
			}
			if (entry == null) {
				wanted[0] = relative;
			}
			return entry;
		});
		if (resolution != null) {
			return CompletableFuture.completedFuture(resolution);
		}
		if (loaded.size() >= MAX_LOADS) {
			return CompletableFuture.completedFuture(new Resolution.Unavailable("too many index files to look at"));
		}
		return this.files.get(wanted[0]).thenCompose((entry) -> {
			loaded.put(wanted[0], entry);
			return attempt(path, acceptEncoding, loaded);
		});
	}

	/**
	 * Describe a found file as HTTP sees it.
	 * @param found the file
	 * @return its representation
	 */
	public Representation represent(Resolution.Found found) {
		return describe(found).representation();
	}

	/**
	 * Describe a found file as HTTP sees it, and keep the description with the file.
	 * @param found the file
	 * @return its description
	 */
	public Description describe(Resolution.Found found) {
		if (found.file().attachment() instanceof Description known && known.describes(found)) {
			return known;
		}
		Description description = new Description(found, newRepresentation(found));
		found.file().attach(description);
		return description;
	}

	private Representation newRepresentation(Resolution.Found found) {
		FileFacts facts = found.file().facts();
		Metadata metadata = this.metadata.get(found.path(), this::derive);
		return new Representation(facts, found.coding(), EntityTag.of(facts, found.coding()), facts.lastModified(),
				metadata.contentType(), found.negotiated(), metadata.cacheControl(), metadata.contentDisposition(),
				this.options.headers());
	}

	private Metadata derive(String path) {
		String name = path.substring(path.lastIndexOf('/') + 1);
		String disposition = (this.options.attachments().match(path) != null) ? ContentDisposition.attachment(name)
				: null;
		return new Metadata(this.options.contentTypes().of(name), this.options.cacheControl().match(path), disposition);
	}

	/**
	 * Read what is in a directory, on the file executor.
	 * @param directory the directory that {@link Resolution.Listing} names
	 * @param order the order to show it in
	 * @return the reading under way, to be closed when its result is not needed any more
	 */
	public ListingRead list(SafePath directory, ListingOrder order) {
		ListingRead read = new ListingRead(directory, order, this.options, this.listings);
		read.start(this.files);
		return read;
	}

	@Override
	public void close() {
		this.files.close();
	}

	/**
	 * What follows from a path alone.
	 */
	private record Metadata(String contentType, @Nullable String cacheControl, @Nullable String contentDisposition) {

	}

}
