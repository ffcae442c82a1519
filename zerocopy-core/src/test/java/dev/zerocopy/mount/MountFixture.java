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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

import dev.zerocopy.file.DirectoryWatcher;
import dev.zerocopy.file.FileCacheOptions;
import dev.zerocopy.file.SymlinkPolicy;
import dev.zerocopy.http.HeaderField;
import dev.zerocopy.http.negotiation.ContentCoding;
import dev.zerocopy.http.path.PathDecoder;
import dev.zerocopy.http.path.SafePath;
import dev.zerocopy.http.representation.ContentTypes;
import dev.zerocopy.http.representation.PathGlobs;
import dev.zerocopy.transfer.TransferPreference;
import dev.zerocopy.transfer.TransferSettings;

/**
 * Mounts of temporary directories.
 */
final class MountFixture implements AutoCloseable {

	private final ExecutorService executor = FileThreads.create();

	private final StaticFiles files;

	MountFixture(Map<String, Path> rootsByPath) {
		this(rootsByPath, ListingMode.NONE);
	}

	MountFixture(Map<String, Path> rootsByPath, ListingMode listing) {
		this(rootsByPath, listing, 100);
	}

	MountFixture(Map<String, Path> rootsByPath, ListingMode listing, int listingMaxEntries) {
		List<MountOptions> mounts = rootsByPath.entrySet()
			.stream()
			.map((entry) -> options(entry.getKey(), entry.getValue(), listing, listingMaxEntries))
			.toList();
		this.files = new StaticFiles(mounts, new DirectoryWatcher(), this.executor);
	}

	private MountOptions options(String path, Path root, ListingMode listing, int listingMaxEntries) {
		FileCacheOptions cache = new FileCacheOptions(SymlinkPolicy.WITHIN_ROOT,
				List.of(ContentCoding.BR, ContentCoding.GZIP), 1024, 1024 * 1024, 16, Duration.ofSeconds(1),
				Duration.ofSeconds(60), true);
		return new MountOptions(path, path(path), root, Engine.WEBFLUX, HiddenFiles.DENY,
				List.of("index.html", "index.htm"), null, listing, listingMaxEntries,
				new ContentTypes((extension) -> extension.equals("html") ? "text/html" : null, Map.of(),
						StandardCharsets.UTF_8),
				new PathGlobs<>(Map.of("*.html", "no-cache")), new PathGlobs<>(Map.of("*.bin", true)),
				List.of(new HeaderField("X-Test", "yes")), TransferPreference.AUTO,
				new TransferSettings(this.executor, Duration.ofSeconds(10), TransferSettings.DEFAULT_CHUNK_SIZE),
				cache);
	}

	StaticFiles files() {
		return this.files;
	}

	static SafePath path(String path) {
		return (SafePath) PathDecoder.decode(path);
	}

	@Override
	public void close() {
		this.files.close();
	}

}
