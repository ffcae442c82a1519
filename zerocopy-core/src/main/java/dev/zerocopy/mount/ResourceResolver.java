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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.file.CacheEntry;
import dev.zerocopy.file.CachedDirectory;
import dev.zerocopy.file.CachedFile;
import dev.zerocopy.file.Unavailable;
import dev.zerocopy.http.negotiation.AcceptEncoding;
import dev.zerocopy.http.negotiation.ContentCoding;
import dev.zerocopy.http.path.SafePath;

/**
 * Decides which file answers a path: hidden names, index files, redirects, precompressed
 * siblings. Pure: what the file system holds is asked of a lookup, which may not know
 * yet.
 */
final class ResourceResolver {

	private static final Resolution NOT_FOUND = new Resolution.NotFound();

	private static final Resolution MISSING_SLASH = new Resolution.MissingSlash();

	private static final String WELL_KNOWN = ".well-known";

	private final HiddenFiles hiddenFiles;

	private final List<String> index;

	private final ListingMode listing;

	ResourceResolver(HiddenFiles hiddenFiles, List<String> index, ListingMode listing) {
		this.hiddenFiles = hiddenFiles;
		this.listing = listing;
		this.index = List.copyOf(index);
	}

	/**
	 * Resolve a path.
	 * @param path path relative to the root of the mount
	 * @param acceptEncoding the request's {@code Accept-Encoding} field lines
	 * @param lookup the entry of a relative path, or {@code null} if it must be loaded
	 * first
	 * @return the resolution, or {@code null} if the lookup returned {@code null}
	 */
	@Nullable Resolution resolve(SafePath path, List<String> acceptEncoding, Function<String, @Nullable CacheEntry> lookup) {
		if (isHidden(path.segments())) {
			return NOT_FOUND;
		}
		String relative = path.relative();
		if (path.trailingSlash()) {
			Resolution index = index(relative, acceptEncoding, lookup);
			return (index == NOT_FOUND && this.listing != ListingMode.NONE) ? listing(path, lookup) : index;
		}
		CacheEntry entry = lookup.apply(relative);
		if (entry == null) {
			return null;
		}
		if (entry instanceof CachedFile file) {
			return select(relative, file, acceptEncoding, lookup);
		}
		if (entry instanceof CachedDirectory) {
			Resolution index = index(relative, acceptEncoding, lookup);
			boolean shown = index instanceof Resolution.Found || index instanceof Resolution.NotAcceptable
					|| index == NOT_FOUND && this.listing != ListingMode.NONE;
			return shown ? MISSING_SLASH : index;
		}
		return withoutFile(entry);
	}

	private static @Nullable Resolution listing(SafePath path, Function<String, @Nullable CacheEntry> lookup) {
		CacheEntry entry = lookup.apply(path.relative());
		if (entry == null) {
			return null;
		}
		return (entry instanceof CachedDirectory) ? new Resolution.Listing(path)
				: (entry instanceof CachedFile) ? NOT_FOUND : withoutFile(entry);
	}

	private @Nullable Resolution index(String directory, List<String> acceptEncoding,
			Function<String, @Nullable CacheEntry> lookup) {
		for (String name : this.index) {
			String path = directory.isEmpty() ? name : directory + "/" + name;
			CacheEntry entry = lookup.apply(path);
			if (entry == null) {
				return null;
			}
			if (entry instanceof CachedFile file) {
				return select(path, file, acceptEncoding, lookup);
			}
			if (entry instanceof Unavailable) {
				return withoutFile(entry);
			}
		}
		return NOT_FOUND;
	}

	private @Nullable Resolution select(String path, CachedFile original, List<String> acceptEncoding,
			Function<String, @Nullable CacheEntry> lookup) {
		if (original.siblings().isEmpty() && acceptEncoding.isEmpty()) {
			return new Resolution.Found(path, original, ContentCoding.IDENTITY, false);
		}
		List<ContentCoding> available = new ArrayList<>(original.siblings());
		boolean negotiated = !available.isEmpty();
		while (true) {
			ContentCoding coding = AcceptEncoding.select(acceptEncoding, available);
			if (coding == null) {
				return new Resolution.NotAcceptable(path);
			}
			if (coding == ContentCoding.IDENTITY) {
				return new Resolution.Found(path, original, coding, negotiated);
			}
			CacheEntry sibling = lookup.apply(path + coding.suffix());
			if (sibling == null) {
				return null;
			}
			if (sibling instanceof CachedFile file) {
				return new Resolution.Found(path, file, coding, negotiated);
			}
			available.remove(coding);
		}
	}

	private static Resolution withoutFile(CacheEntry entry) {
		return (entry instanceof Unavailable unavailable) ? new Resolution.Unavailable(unavailable.reason())
				: NOT_FOUND;
	}

	private boolean isHidden(List<String> segments) {
		if (this.hiddenFiles == HiddenFiles.ALLOW) {
			return false;
		}
		for (int i = 0; i < segments.size(); i++) {
			String segment = segments.get(i);
			if (segment.charAt(0) == '.' && !(i == 0 && segment.equals(WELL_KNOWN))) {
				return true;
			}
		}
		return false;
	}

}
