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
import java.nio.file.WatchKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One watched directory and who depends on which of its names. Guarded by the lock of the
 * {@link DirectoryWatcher}.
 */
final class WatchedDirectory {

	private static final long CONFIRMED_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final Path path;

	private final DirectoryIdentity identity;

	private final WatchKey key;

	private boolean content;

	private long confirmedAt = System.nanoTime();

	/** Never emptied but replaced: a map takes as much as at its largest. */
	private Map<String, Set<ChangeSubscription>> subscriptions = new HashMap<>();

	/**
	 * Create an instance.
	 * @param path the path it was registered by
	 * @param identity what was at the path then
	 * @param key what its events come with; shared by all paths of one inode
	 * @param content whether writes to its files are reported, or only names that come
	 * and go
	 */
	WatchedDirectory(Path path, DirectoryIdentity identity, WatchKey key, boolean content) {
		this.path = path;
		this.identity = identity;
		this.key = key;
		this.content = content;
	}

	Path path() {
		return this.path;
	}

	WatchKey key() {
		return this.key;
	}

	/**
	 * Find out whether what is at the path now is still what reports its changes.
	 */
	boolean confirm(DirectoryIdentity current) {
		this.confirmedAt = System.nanoTime();
		return this.key.isValid() && this.identity.equals(current);
	}

	/**
	 * Whether that was found out, or the directory first watched, a moment ago.
	 */
	boolean confirmed() {
		return System.nanoTime() - this.confirmedAt < CONFIRMED_NANOS;
	}

	boolean content() {
		return this.content;
	}

	void watchContent() {
		this.content = true;
	}

	boolean add(String name, ChangeSubscription subscription) {
		return this.subscriptions.computeIfAbsent(name, (key) -> new HashSet<>(2)).add(subscription);
	}

	void remove(String name, ChangeSubscription subscription) {
		this.subscriptions.computeIfPresent(name, (key, dependents) -> {
			dependents.remove(subscription);
			return dependents.isEmpty() ? null : dependents;
		});
		if (unused()) {
			clear();
		}
	}

	boolean unused() {
		return this.subscriptions.isEmpty();
	}

	void collect(String name, Collection<ChangeSubscription> target) {
		target.addAll(this.subscriptions.getOrDefault(name, Set.of()));
	}

	void clear() {
		this.subscriptions = new HashMap<>();
	}

	void collectAll(Collection<ChangeSubscription> target) {
		this.subscriptions.values().forEach(target::addAll);
	}

}
