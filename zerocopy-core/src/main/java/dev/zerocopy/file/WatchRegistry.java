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
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which directories are watched and who depends on them. Guarded by the lock of the
 * {@link DirectoryWatcher}. Methods that find subscriptions whose names changed add them
 * to a collection, to be told after the lock is given up.
 */
final class WatchRegistry {

	private static final WatchEvent.Kind<?>[] NAMES = { StandardWatchEventKinds.ENTRY_CREATE,
			StandardWatchEventKinds.ENTRY_DELETE };

	private static final WatchEvent.Kind<?>[] NAMES_AND_CONTENT = { StandardWatchEventKinds.ENTRY_CREATE,
			StandardWatchEventKinds.ENTRY_DELETE, StandardWatchEventKinds.ENTRY_MODIFY };

	/** How many idle directories are given up when no more can be watched. */
	private static final int GIVEN_BACK = 64;

	/** Of Linux, where alone directories are watched. */
	private static final char SEPARATOR = '/';

	private final Map<Path, WatchedDirectory> directories = new HashMap<>();

	/** By path with a slash at the end: what lies beneath one comes right after it. */
	private final NavigableMap<String, WatchedDirectory> sorted = new TreeMap<>();

	/** One inode has one key, but may have been reached by several paths. */
	private final Map<WatchKey, List<WatchedDirectory>> byKey = new IdentityHashMap<>();

	/** Those nobody depends on, the one for longest first. */
	private final Set<WatchedDirectory> idle = new LinkedHashSet<>();

	private final int maxIdle;

	/**
	 * Create an instance.
	 * @param maxIdle how many directories to watch though nobody depends on them any more
	 */
	WatchRegistry(int maxIdle) {
		this.maxIdle = maxIdle;
	}

	/**
	 * Return how many directories somebody depends on.
	 */
	int size() {
		return this.directories.size() - this.idle.size();
	}

	/**
	 * Add a dependency on a name in a directory that is watched already, and depended on,
	 * so that another directory in its place would have been noticed, unless that was
	 * mounted there: so only if it was looked at a moment ago.
	 * @return {@code false} if it is not
	 */
	boolean add(ChangeSubscription subscription, Path path, String name, boolean content) {
		if (!watches(path, content)) {
			return false;
		}
		WatchedDirectory directory = this.directories.get(path);
		if (directory.add(name, subscription)) {
			subscription.dependencies().add(new ChangeSubscription.Dependency(directory, name));
		}
		return true;
	}

	/**
	 * Watch a directory, unless it is watched already.
	 * @param service who watches
	 * @param path the directory
	 * @param identity what was at the path a moment ago
	 * @param content whether to report writes to its files
	 * @param changed is given subscriptions whose names changed
	 */
	void register(WatchService service, Path path, DirectoryIdentity identity, boolean content,
			Collection<ChangeSubscription> changed) throws IOException {
		WatchedDirectory known = this.directories.get(path);
		if (known != null && !known.confirm(identity)) {
			drop(known, changed);
		}
		else if (known != null && (known.content() || !content)) {
			this.idle.remove(known);
			return;
		}
		// A moment ago is not now, but what happens from now on is processed after this
		DirectoryIdentity current = DirectoryIdentity.of(path);
		WatchKey key = register(service, path, content);
		WatchedDirectory directory = this.directories.get(path);
		if (directory != null && directory.key() == key) {
			this.idle.remove(directory);
			directory.watchContent();
			return;
		}
		if (directory != null) {
			drop(directory, changed);
		}
		List<WatchedDirectory> sameInode = this.byKey.computeIfAbsent(key, (newKey) -> new ArrayList<>(1));
		if (!content && sameInode.stream().anyMatch(WatchedDirectory::content)) {
			// The latest registration of an inode decides what is reported of it, and
			// what was written since went unseen
			register(service, path, true);
			sameInode.forEach((other) -> other.collectAll(changed));
		}
		directory = new WatchedDirectory(path, current, key, content);
		sameInode.add(directory);
		this.directories.put(path, directory);
		this.sorted.put(prefix(path), directory);
	}

	private WatchKey register(WatchService service, Path path, boolean content) throws IOException {
		WatchEvent.Kind<?>[] kinds = content ? NAMES_AND_CONTENT : NAMES;
		try {
			return path.register(service, kinds);
		}
		catch (IOException ex) {
			// that the limit of watches is reached has no class of its own
			if (this.idle.isEmpty() || ex instanceof FileSystemException) {
				throw ex;
			}
			forgetIdle(Math.max(0, this.idle.size() - GIVEN_BACK));
			return path.register(service, kinds);
		}
	}

	/**
	 * Remove all dependencies of a subscription.
	 */
	void release(ChangeSubscription subscription) {
		for (ChangeSubscription.Dependency dependency : subscription.dependencies()) {
			WatchedDirectory directory = dependency.directory();
			directory.remove(dependency.name(), subscription);
			if (directory.unused() && this.directories.get(directory.path()) == directory) {
				this.idle.add(directory);
			}
		}
		subscription.dependencies().clear();
		forgetIdle(this.maxIdle);
	}

	private void forgetIdle(int left) {
		while (this.idle.size() > left) {
			forget(this.idle.iterator().next());
		}
	}

	/**
	 * Find who depends on what a key reports, and let the key report again.
	 */
	void process(WatchKey key, Collection<ChangeSubscription> changed) {
		List<WatchedDirectory> sources = List.copyOf(this.byKey.getOrDefault(key, List.of()));
		for (WatchEvent<?> event : key.pollEvents()) {
			for (WatchedDirectory source : sources) {
				process(event, source, changed);
			}
		}
		if (!key.reset()) {
			sources.forEach((source) -> dropBeneath(source.path(), changed));
		}
		// or what goes on there would be reported for ever
		sources.stream().filter(this.idle::contains).forEach(this::forget);
	}

	void dropAll(Collection<ChangeSubscription> changed) {
		List.copyOf(this.directories.values()).forEach((directory) -> drop(directory, changed));
	}

	private void process(WatchEvent<?> event, WatchedDirectory source, Collection<ChangeSubscription> changed) {
		if (!(event.context() instanceof Path name)) {
			// OVERFLOW: anything may have happened, also to the directories in it
			dropBeneath(source.path(), changed);
			return;
		}
		source.collect(name.toString(), changed);
		if (event.kind() != StandardWatchEventKinds.ENTRY_MODIFY) {
			// What is watched below is, or was, another directory of that name. Who
			// depends on something deeper depends on each step to it
			Path child = source.path().resolve(name);
			if (this.directories.containsKey(child)) {
				dropBeneath(child, changed);
			}
		}
	}

	private boolean watches(Path path, boolean content) {
		WatchedDirectory directory = this.directories.get(path);
		return directory != null && !this.idle.contains(directory) && (directory.content() || !content)
				&& directory.confirmed();
	}

	private void dropBeneath(Path top, Collection<ChangeSubscription> changed) {
		String prefix = prefix(top);
		String end = prefix.substring(0, prefix.length() - 1) + (char) (SEPARATOR + 1);
		List.copyOf(this.sorted.subMap(prefix, end).values()).forEach((directory) -> drop(directory, changed));
	}

	private void drop(WatchedDirectory directory, Collection<ChangeSubscription> changed) {
		directory.collectAll(changed);
		directory.clear();
		forget(directory);
	}

	private void forget(WatchedDirectory directory) {
		this.idle.remove(directory);
		if (this.directories.remove(directory.path(), directory)) {
			this.sorted.remove(prefix(directory.path()));
		}
		List<WatchedDirectory> sameInode = this.byKey.get(directory.key());
		if (sameInode != null && sameInode.remove(directory) && sameInode.isEmpty()) {
			this.byKey.remove(directory.key());
			directory.key().cancel();
		}
	}

	private static String prefix(Path path) {
		String text = path.toString();
		return (text.charAt(text.length() - 1) == SEPARATOR) ? text : text + SEPARATOR;
	}

}
