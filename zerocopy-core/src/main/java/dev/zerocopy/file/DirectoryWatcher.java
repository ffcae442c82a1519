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
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the directories that cached files were found in, for any number of
 * {@link FileCache}s: one {@code inotify(7)} instance and one daemon thread, started when
 * the first directory is watched. A directory is watched as long as an entry depends on
 * it, and beyond that until something happens in it or many others came after it: to
 * begin and to end costs more than all else that is done for a file that is not cached.
 * Only Linux reports changes; elsewhere, where the JDK would have to poll, nothing is
 * watched and caches look again after {@link FileCacheOptions#revalidateAfter()}.
 * Thread-safe.
 */
public final class DirectoryWatcher implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DirectoryWatcher.class);

	/** A watch takes about a kilobyte, and of those a user may have a share. */
	private static final int MAX_IDLE = 4096;

	private final Object lock = new Object();

	private final WatchRegistry registry;

	private final ChangeReporting reporting = new ChangeReporting();

	private @Nullable WatchService service;

	private @Nullable String unavailabilityCause;

	private boolean failureLogged;

	/**
	 * Create a watcher, which watches nothing yet.
	 */
	public DirectoryWatcher() {
		this(MAX_IDLE);
	}

	DirectoryWatcher(int maxIdle) {
		this.registry = new WatchRegistry(maxIdle);
	}

	/**
	 * Return why nothing can be watched, starting to watch if that was not tried yet.
	 * @return the reason, or {@code null} if directories can be watched
	 */
	public @Nullable String unavailabilityCause() {
		synchronized (this.lock) {
			if (this.service == null && this.unavailabilityCause == null) {
				start();
			}
			return this.unavailabilityCause;
		}
	}

	/**
	 * Return how many directories are watched for somebody now.
	 * @return the number of paths, each of which takes at most one of the user's inotify
	 * watches; up to {@value #MAX_IDLE} more may take one each
	 */
	public int watchedDirectories() {
		synchronized (this.lock) {
			return this.registry.size();
		}
	}

	/**
	 * Stop watching. Caches that use this watcher look at the disk again when asked.
	 */
	@Override
	public void close() {
		Set<ChangeSubscription> changed = subscriptions();
		synchronized (this.lock) {
			this.unavailabilityCause = "the directory watcher is closed";
			if (this.service != null) {
				closeQuietly(this.service);
				this.service = null;
			}
			this.registry.dropAll(changed);
		}
		changed.forEach(ChangeSubscription::fire);
	}

	/**
	 * Report changes of a name from now on. May block as long as the file system takes to
	 * answer.
	 * @return {@code false} if they cannot be reported
	 */
	boolean watch(ChangeSubscription subscription, Path directory, String name, boolean content) {
		synchronized (this.lock) {
			if (this.registry.add(subscription, directory, name, content)) {
				return true;
			}
		}
		// Outside the lock: a dead mount holds up nobody but those who ask for it
		DirectoryIdentity identity = identityOfWatchable(directory);
		return identity != null && register(subscription, directory, identity, name, content);
	}

	void release(ChangeSubscription subscription) {
		synchronized (this.lock) {
			this.registry.release(subscription);
		}
	}

	private @Nullable DirectoryIdentity identityOfWatchable(Path directory) {
		if (unavailabilityCause() != null) {
			return null;
		}
		try {
			DirectoryIdentity identity = DirectoryIdentity.of(directory);
			return this.reporting.covers(directory, identity.device()) ? identity : null;
		}
		catch (IOException ex) {
			logger.debug("{} cannot be looked at: {}", directory, ex.toString());
			return null;
		}
	}

	private boolean register(ChangeSubscription subscription, Path directory, DirectoryIdentity identity, String name,
			boolean content) {
		Set<ChangeSubscription> changed = subscriptions();
		try {
			synchronized (this.lock) {
				if (this.service == null) {
					return false;
				}
				this.registry.register(this.service, directory, identity, content, changed);
				return this.registry.add(subscription, directory, name, content);
			}
		}
		catch (IOException | ClosedWatchServiceException ex) {
			logFailure(directory, ex);
			return false;
		}
		finally {
			changed.forEach(ChangeSubscription::fire);
		}
	}

	private void start() {
		String operatingSystem = System.getProperty("os.name");
		if (!"Linux".equals(operatingSystem)) {
			this.unavailabilityCause = "changes of directories are reported on Linux only, this is " + operatingSystem;
			return;
		}
		try {
			WatchService created = FileSystems.getDefault().newWatchService();
			this.service = created;
			Thread thread = new Thread(() -> run(created), "zerocopy-directory-watcher");
			thread.setDaemon(true);
			thread.start();
		}
		catch (IOException | UnsupportedOperationException ex) {
			this.unavailabilityCause = "no inotify instance: " + ex.getMessage()
					+ " (raise fs.inotify.max_user_instances or the limit of open files)";
			logger.warn("Files are revalidated by time instead of being watched: {}", this.unavailabilityCause);
		}
	}

	private void run(WatchService service) {
		try {
			while (true) {
				process(service.take());
			}
		}
		catch (ClosedWatchServiceException ex) {
			logger.trace("Directory watcher closed");
		}
		catch (InterruptedException ex) {
			logger.warn("The directory watcher was interrupted: files are revalidated by time from now on");
			close();
		}
	}

	private void process(WatchKey key) {
		Set<ChangeSubscription> changed = subscriptions();
		synchronized (this.lock) {
			this.registry.process(key, changed);
		}
		for (ChangeSubscription subscription : changed) {
			try {
				subscription.fire();
			}
			catch (RuntimeException ex) {
				logger.warn("A change could not be passed on", ex);
			}
		}
	}

	private void logFailure(Path directory, Exception ex) {
		synchronized (this.lock) {
			boolean vanished = ex instanceof NoSuchFileException || ex instanceof NotDirectoryException;
			if (vanished || this.failureLogged) {
				logger.debug("{} cannot be watched: {}", directory, ex.toString());
				return;
			}
			this.failureLogged = true;
		}
		logger.warn("{} cannot be watched ({}): its files are revalidated by time. "
				+ "If the limit of watches is reached, raise fs.inotify.max_user_watches. "
				+ "More failures are logged at debug level", directory, ex.toString());
	}

	private static void closeQuietly(WatchService service) {
		try {
			service.close();
		}
		catch (IOException ex) {
			logger.debug("Closing the watch service failed", ex);
		}
	}

	private static Set<ChangeSubscription> subscriptions() {
		return Collections.newSetFromMap(new IdentityHashMap<>());
	}

}
