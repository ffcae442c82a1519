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
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where the configured root led at one moment, and whether it still does. Every name on
 * the way, those in targets of links included, is watched, so replacing the root by
 * rename or switching a link (as release scripts do) outdates everything below at once.
 */
final class RootLocation {

	private static final int MAX_LINKS = 40;

	private final Path configured;

	private final ChangeSubscription subscription;

	private final @Nullable Path realPath;

	private final long createdAt;

	private volatile boolean outdated;

	/**
	 * Resolve the root.
	 * @param root the path as configured
	 * @param environment what to work with
	 * @param onChange called on the watcher's thread when the root may lead elsewhere
	 */
	RootLocation(Path root, FileCacheEnvironment environment, Runnable onChange) throws IOException {
		this.configured = root.toAbsolutePath();
		this.createdAt = environment.ticker().read();
		this.subscription = new ChangeSubscription(environment.watcher(), () -> {
			this.outdated = true;
			onChange.run();
		});
		try {
			subscribe();
			this.realPath = realPath(root);
		}
		catch (IOException | RuntimeException ex) {
			this.subscription.close();
			throw ex;
		}
	}

	/**
	 * Follow all links of a root.
	 * @return where it is, or {@code null} if nothing is there
	 */
	static @Nullable Path realPath(Path root) throws IOException {
		try {
			return root.toRealPath();
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	/**
	 * Return the root as configured.
	 */
	Path configured() {
		return this.configured;
	}

	/**
	 * Return the root without links, {@code null} if there is none.
	 */
	@Nullable Path realPath() {
		return this.realPath;
	}

	boolean watched() {
		return this.subscription.complete();
	}

	boolean outdated() {
		return this.outdated;
	}

	long createdAt() {
		return this.createdAt;
	}

	void retire() {
		this.outdated = true;
		this.subscription.close();
	}

	private void subscribe() throws IOException {
		Path current = this.configured.getRoot();
		Deque<Path> pending = new ArrayDeque<>();
		this.configured.forEach(pending::add);
		int links = 0;
		while (!pending.isEmpty() && this.subscription.complete() && Files.isDirectory(current)) {
			String name = pending.pop().toString();
			if (name.equals("..")) {
				current = (current.getParent() != null) ? current.getParent() : current;
			}
			if (name.equals("..") || name.equals(".")) {
				continue;
			}
			this.subscription.addName(current, name);
			Path next = current.resolve(name);
			if (!Files.isSymbolicLink(next)) {
				current = next;
			}
			else if (++links <= MAX_LINKS) {
				Path target = Files.readSymbolicLink(next);
				current = target.isAbsolute() ? target.getRoot() : current;
				prepend(target, pending);
			}
		}
	}

	private static void prepend(Path target, Deque<Path> pending) {
		List<Path> names = new ArrayList<>();
		target.forEach(names::add);
		for (int i = names.size() - 1; i >= 0; i--) {
			pending.push(names.get(i));
		}
	}

}
