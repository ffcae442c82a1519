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
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Knows where the root leads now. Asked before each load; a root that is not watched is
 * resolved each time, so that even then the next miss notices when it was switched.
 */
final class RootTracker {

	/** How long to go on without watching before trying again. */
	private static final long WATCH_RETRY = Duration.ofSeconds(30).toNanos();

	private final Path root;

	private final FileCacheEnvironment environment;

	private final Runnable onChange;

	private volatile @Nullable RootLocation location;

	private boolean closed;

	RootTracker(Path root, FileCacheEnvironment environment, Runnable onChange) {
		this.root = root;
		this.environment = environment;
		this.onChange = onChange;
	}

	RootLocation current() throws IOException {
		RootLocation known = this.location;
		if (known != null && known.watched() && !known.outdated() && known.realPath() != null) {
			return known;
		}
		Path realPath = RootLocation.realPath(this.root);
		synchronized (this) {
			if (this.location != null && usable(this.location, realPath)) {
				return this.location;
			}
			RootLocation resolved = new RootLocation(this.root, this.environment, this.onChange);
			if (this.location != null) {
				this.location.retire();
			}
			if (this.closed) {
				resolved.retire();
			}
			this.location = resolved;
			return resolved;
		}
	}

	synchronized void close() {
		this.closed = true;
		if (this.location != null) {
			this.location.retire();
		}
	}

	private boolean usable(RootLocation location, @Nullable Path realPath) {
		return !location.outdated() && Objects.equals(location.realPath(), realPath)
				&& (location.watched() || this.environment.ticker().read() - location.createdAt() < WATCH_RETRY);
	}

}
