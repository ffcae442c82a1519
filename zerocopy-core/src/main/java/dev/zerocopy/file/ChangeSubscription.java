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
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The names one cache entry was derived from, and what to do when one of them changes.
 * Each name is added before it is looked at, so that no change is missed; the change may
 * be reported while more names are being added, and more than once.
 */
final class ChangeSubscription {

	private final @Nullable DirectoryWatcher watcher;

	private final Runnable onChange;

	/** Guarded by the lock of the watcher. */
	private final List<Dependency> dependencies = new ArrayList<>();

	private volatile boolean complete;

	/**
	 * Create an instance without names.
	 * @param watcher who reports changes, {@code null} if nobody does
	 * @param onChange called on the watcher's thread; must not block
	 */
	ChangeSubscription(@Nullable DirectoryWatcher watcher, Runnable onChange) {
		this.watcher = watcher;
		this.onChange = onChange;
		this.complete = (watcher != null);
	}

	/**
	 * Depend on a name: on what it stands for, and on the content of that if it is a
	 * file.
	 */
	void add(Path directory, String name) {
		add(directory, name, true);
	}

	/**
	 * Depend on what a name stands for, whatever is written to it.
	 */
	void addName(Path directory, String name) {
		add(directory, name, false);
	}

	private void add(Path directory, String name, boolean content) {
		if (this.watcher != null && this.complete && !this.watcher.watch(this, directory, name, content)) {
			close();
		}
	}

	/**
	 * Whether every change of every name so far will be reported.
	 */
	boolean complete() {
		return this.complete;
	}

	/**
	 * Depend on nothing any more.
	 */
	void close() {
		this.complete = false;
		if (this.watcher != null) {
			this.watcher.release(this);
		}
	}

	List<Dependency> dependencies() {
		return this.dependencies;
	}

	void fire() {
		this.onChange.run();
	}

	record Dependency(WatchedDirectory directory, String name) {

	}

}
