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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.zerocopy.file.DirectoryWatcher;
import dev.zerocopy.http.path.PathDecoder;
import dev.zerocopy.http.path.SafePath;

/**
 * Every directory an application serves, and what the mounts share: the threads that
 * touch the file system and the watch on directories. Thread-safe.
 */
public final class StaticFiles implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(StaticFiles.class);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	private final MountTable table;

	private final DirectoryWatcher watcher;

	private final ExecutorService executor;

	/**
	 * Mount directories.
	 * @param mounts how each is served; their settings name the given executor
	 * @param watcher tells about changes on disk; closed with this object
	 * @param executor the threads that touch the file system; shut down with this object
	 */
	public StaticFiles(List<MountOptions> mounts, DirectoryWatcher watcher, ExecutorService executor) {
		this.watcher = watcher;
		this.executor = executor;
		this.table = new MountTable(mounts.stream().map((options) -> new Mount(options, watcher)).toList());
	}

	/**
	 * Return the mounts.
	 * @return all mounts, the longest prefix first
	 */
	public List<Mount> mounts() {
		return this.table.mounts();
	}

	/**
	 * Find the mount that is responsible for a path.
	 * @param path the path within the application
	 * @return the mount with the longest matching prefix, or {@code null}
	 */
	public @Nullable MountMatch match(SafePath path) {
		return this.table.match(path);
	}

	/**
	 * Whether a path that could not be decoded lies beneath a mount, as far as its raw
	 * form tells.
	 * @param rawPath the percent-encoded path within the application
	 * @return {@code true} if a mount is responsible for refusing it
	 */
	public boolean covers(String rawPath) {
		for (Mount mount : mounts()) {
			String prefix = PathDecoder.encode(mount.options().path());
			if (rawPath.startsWith(prefix)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return the watch on directories.
	 * @return what tells about changes on disk
	 */
	public DirectoryWatcher watcher() {
		return this.watcher;
	}

	/**
	 * Close every idle file and stop the threads. Transfers under way keep their file.
	 */
	@Override
	public void close() {
		this.table.mounts().forEach(Mount::close);
		this.watcher.close();
		this.executor.shutdown();
		try {
			// never shutdownNow: an interrupt closes the file channel that a thread reads
			if (!this.executor.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
				logger.warn("File threads are still busy {} after the stop; the disk does not answer", CLOSE_TIMEOUT);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
