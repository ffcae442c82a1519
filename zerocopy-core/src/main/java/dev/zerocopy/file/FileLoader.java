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
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.zerocopy.http.negotiation.ContentCoding;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a path stands for, and opens it if it is a regular file. Blocks.
 */
final class FileLoader {

	private static final Logger logger = LoggerFactory.getLogger(FileLoader.class);

	/** A file replaced by rename a thousand times a second is caught by far fewer. */
	private static final int ATTEMPTS = 10;

	private final FileCacheOptions options;

	private final DirectoryHandle.Opener opener;

	private final InstantSource clock;

	private final FileReader reader;

	FileLoader(FileCacheOptions options, FileCacheEnvironment environment, ResourceLedger ledger) {
		this.options = options;
		this.opener = environment.opener();
		this.clock = environment.clock();
		this.reader = new FileReader(new MemoryAdmission(options, ledger), options.directMinSize(), ledger);
	}

	/**
	 * Load a path.
	 * @param names the names of the path
	 * @param root where the root is
	 * @param subscription told of each name before it is looked at
	 * @param previous what was there before, retained by the caller, if that is known
	 * @return what is there; a file comes with one reference for the caller
	 */
	CacheEntry load(List<String> names, RootLocation root, ChangeSubscription subscription,
			@Nullable CachedFile previous) {
		boolean absentBefore = false;
		IOException failure = null;
		for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
			Path realRoot = root.realPath();
			if (realRoot == null) {
				return new Missing(Missing.Reason.ABSENT);
			}
			Instant now = this.clock.instant();
			BeneathWalk walk = walk(root, realRoot, subscription);
			try (walk) {
				Found found = walk.locate(names);
				if (found instanceof Found.Nothing nothing) {
					return new Missing(nothing.reason());
				}
				if (!(found instanceof Found.RegularFile file)) {
					return new CachedDirectory();
				}
				Set<ContentCoding> siblings = siblings(names, file, root, realRoot, subscription);
				return this.reader.read(file, siblings, now, previous, attempt == ATTEMPTS);
			}
			catch (ConcurrentChangeException ex) {
				failure = ex;
			}
			catch (NoSuchFileException | NotDirectoryException ex) {
				// A link may have been switched, and its old target deleted, on the way
				if (absentBefore || !walk.followedLinks()) {
					return new Missing(Missing.Reason.ABSENT);
				}
				absentBefore = true;
				failure = ex;
			}
			catch (IOException | InvalidPathException ex) {
				return failed(names, ex);
			}
		}
		return new Unavailable("the tree changes faster than it can be read",
				(failure != null) ? failure : new IOException("No attempt was made"));
	}

	private BeneathWalk walk(RootLocation root, Path realRoot, ChangeSubscription subscription) {
		return new BeneathWalk(root, realRoot, this.options.symlinks(), this.opener, subscription);
	}

	private Set<ContentCoding> siblings(List<String> names, Found.RegularFile file, RootLocation root, Path realRoot,
			ChangeSubscription subscription) throws IOException {
		Set<ContentCoding> siblings = new LinkedHashSet<>();
		String last = names.get(names.size() - 1);
		if (this.options.precompressed().stream().noneMatch((coding) -> last.endsWith(coding.suffix()))) {
			for (ContentCoding coding : this.options.precompressed()) {
				String name = last + coding.suffix();
				if (PathNames.valid(name) && isRegularFile(name, names, file, root, realRoot, subscription)) {
					siblings.add(coding);
				}
			}
		}
		return Collections.unmodifiableSet(siblings);
	}

	private boolean isRegularFile(String name, List<String> names, Found.RegularFile file, RootLocation root,
			Path realRoot, ChangeSubscription subscription) throws IOException {
		try {
			if (!file.byLink()) {
				subscription.add(file.directory().path(), name);
				if (!file.directory().mayHave(name)) {
					return false;
				}
				BasicFileAttributes attributes = file.directory().attributes(name);
				if (!attributes.isSymbolicLink()) {
					return attributes.isRegularFile();
				}
			}
			List<String> siblingNames = new ArrayList<>(names);
			siblingNames.set(names.size() - 1, name);
			try (BeneathWalk walk = walk(root, realRoot, subscription)) {
				return walk.locate(siblingNames) instanceof Found.RegularFile;
			}
		}
		catch (NoSuchFileException | NotDirectoryException | AccessDeniedException ex) {
			return false;
		}
	}

	private static CacheEntry failed(List<String> names, Exception ex) {
		String path = String.join("/", names);
		logger.debug("{} cannot be opened: {}", path, ex.toString());
		if (ex instanceof AccessDeniedException) {
			return new Missing(Missing.Reason.NOT_PERMITTED);
		}
		if (ex instanceof IOException error) {
			boolean tooLong = String.valueOf(error.getMessage()).contains("File name too long");
			return tooLong ? new Missing(Missing.Reason.INVALID_NAME) : new Unavailable(error.toString(), error);
		}
		return new Missing(Missing.Reason.INVALID_NAME);
	}

}
