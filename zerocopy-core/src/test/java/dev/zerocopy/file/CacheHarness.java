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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import dev.zerocopy.http.negotiation.ContentCoding;
import io.netty.buffer.ByteBuf;

/**
 * A cache of a directory, with the threads it needs and a clock that can be put forward.
 */
final class CacheHarness implements AutoCloseable {

	static final FileCacheOptions DEFAULTS = new FileCacheOptions(SymlinkPolicy.WITHIN_ROOT,
			List.of(ContentCoding.BR, ContentCoding.ZSTD, ContentCoding.GZIP), 0, 1 << 20, 64, Duration.ofSeconds(1),
			Duration.ofMinutes(1), true);

	final DirectoryWatcher watcher = new DirectoryWatcher();

	final ExecutorService executor = Executors.newFixedThreadPool(2, (task) -> {
		Thread thread = new Thread(task, "cache-executor");
		thread.setDaemon(true);
		return thread;
	});

	private final AtomicLong ahead = new AtomicLong();

	final FileCache cache;

	CacheHarness(Path root, FileCacheOptions options) {
		this(root, options, SecureDirectoryHandle::open);
	}

	CacheHarness(Path root, FileCacheOptions options, DirectoryHandle.Opener opener) {
		this.cache = new FileCache(root, options,
				new FileCacheEnvironment(options.watch() ? this.watcher : null, this.executor, opener,
						() -> Instant.now().plusNanos(this.ahead.get()), () -> System.nanoTime() + this.ahead.get()));
	}

	static FileCacheOptions symlinks(SymlinkPolicy policy) {
		return new FileCacheOptions(policy, DEFAULTS.precompressed(), 0, 1 << 20, 64, DEFAULTS.revalidateAfter(),
				DEFAULTS.expireAfterAccess(), true);
	}

	static FileCacheOptions unwatched() {
		return new FileCacheOptions(SymlinkPolicy.WITHIN_ROOT, DEFAULTS.precompressed(), 0, 1 << 20, 64,
				DEFAULTS.revalidateAfter(), DEFAULTS.expireAfterAccess(), false);
	}

	static FileCacheOptions memory(long maxFileSize, long maxTotalSize, boolean watch) {
		return new FileCacheOptions(SymlinkPolicy.WITHIN_ROOT, DEFAULTS.precompressed(), maxFileSize, maxTotalSize, 64,
				DEFAULTS.revalidateAfter(), DEFAULTS.expireAfterAccess(), watch);
	}

	static FileCacheOptions openFiles(int max) {
		return new FileCacheOptions(SymlinkPolicy.WITHIN_ROOT, DEFAULTS.precompressed(), 0, 1 << 20, max,
				DEFAULTS.revalidateAfter(), DEFAULTS.expireAfterAccess(), true);
	}

	void putClockForward(Duration duration) {
		this.ahead.addAndGet(duration.toNanos());
	}

	CacheEntry get(String path) {
		try {
			return this.cache.get(path).get(20, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new AssertionError("Looking up " + path, ex);
		}
	}

	CachedFile file(String path) {
		CacheEntry entry = get(path);
		if (entry instanceof CachedFile file) {
			return file;
		}
		throw new AssertionError(path + " is " + entry);
	}

	/**
	 * Look a path up until its file could be retained, and read it.
	 * @return the content, or the entry in words if it is no file
	 */
	String content(String path) {
		while (true) {
			CacheEntry entry = get(path);
			if (!(entry instanceof CachedFile file)) {
				return entry.toString();
			}
			if (file.retain()) {
				try {
					return read(file);
				}
				finally {
					file.release();
				}
			}
		}
	}

	static String read(CachedFile file) {
		try {
			ByteBuf content = file.content();
			if (content != null) {
				return content.toString(StandardCharsets.UTF_8);
			}
			FileChannel channel = file.channel();
			ByteBuffer bytes = ByteBuffer.allocate((int) file.facts().size());
			while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {
				// reads until full or at the end
			}
			return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	static long openFileDescriptors(Path below) {
		try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
			return descriptors.filter((descriptor) -> leadsBelow(descriptor, below)).count();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static boolean leadsBelow(Path descriptor, Path below) {
		try {
			return Files.readSymbolicLink(descriptor).toString().startsWith(below.toString());
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		this.cache.close();
		this.watcher.close();
		this.executor.shutdown();
	}

}
