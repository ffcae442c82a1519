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
import java.nio.file.DirectoryIteratorException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads directories beneath a root, each opened in the way {@link BeneathWalk} opens
 * everything, and tells of those entries that a look-up of their path would find. Opens
 * no file. Blocks.
 */
final class DirectoryReader {

	private static final int ATTEMPTS = 10;

	private final SymlinkPolicy symlinks;

	private final DirectoryHandle.Opener opener;

	private final ChangeSubscription unwatched = new ChangeSubscription(null, () -> {
	});

	DirectoryReader(FileCacheOptions options, FileCacheEnvironment environment) {
		this.symlinks = options.symlinks();
		this.opener = environment.opener();
	}

	/**
	 * Read a directory.
	 * @param names the names of its path
	 * @param root where the root is
	 * @param visitor told what is in it
	 * @return {@link CachedDirectory} if it was read, as far as the visitor wanted
	 */
	CacheEntry read(List<String> names, RootLocation root, DirectoryVisitor visitor) {
		Path realRoot = root.realPath();
		if (realRoot == null) {
			return new Missing(Missing.Reason.ABSENT);
		}
		IOException failure = null;
		for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
			try (BeneathWalk walk = walk(root, realRoot)) {
				Found found = walk.locate(names);
				if (found instanceof Found.Nothing nothing) {
					return new Missing(nothing.reason());
				}
				DirectoryHandle directory = (found instanceof Found.Directory end) ? walk.enter(end) : null;
				if (directory == null) {
					return new Missing(Missing.Reason.ABSENT);
				}
				visitor.begin();
				read(directory, names, root, realRoot, visitor);
				return new CachedDirectory();
			}
			catch (ConcurrentChangeException ex) {
				failure = ex;
			}
			catch (NoSuchFileException | NotDirectoryException | InvalidPathException ex) {
				return new Missing(Missing.Reason.ABSENT);
			}
			catch (AccessDeniedException ex) {
				return new Missing(Missing.Reason.NOT_PERMITTED);
			}
			catch (IOException ex) {
				return new Unavailable(ex.toString(), ex);
			}
		}
		return new Unavailable("the tree changes faster than it can be read",
				(failure != null) ? failure : new IOException("No attempt was made"));
	}

	private void read(DirectoryHandle directory, List<String> names, RootLocation root, Path realRoot,
			DirectoryVisitor visitor) throws IOException {
		try {
			boolean more = true;
			for (Iterator<String> children = directory.names(); more && children.hasNext();) {
				String name = children.next();
				if (PathNames.valid(name) && visitor.wants(name)) {
					DirectoryEntry entry = look(directory, name, names, root, realRoot);
					more = (entry == null) || visitor.visit(entry);
				}
			}
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
	}

	private @Nullable DirectoryEntry look(DirectoryHandle directory, String name, List<String> names, RootLocation root,
			Path realRoot) throws IOException {
		try {
			BasicFileAttributes attributes = directory.attributes(name);
			if (attributes.isSymbolicLink()) {
				return (this.symlinks != SymlinkPolicy.DENY) ? follow(name, names, root, realRoot) : null;
			}
			boolean servable = attributes.isRegularFile() || attributes.isDirectory();
			return (servable && directory.readable(name)) ? entry(name, attributes) : null;
		}
		catch (NoSuchFileException | NotDirectoryException | AccessDeniedException | InvalidPathException ex) {
			return null;
		}
		catch (IOException ex) {
			// one that cannot be looked at, such as a link with an impossible target,
			// hides only itself
			if (OpenFilesExhausted.causes(ex, FileLoads.fileSystemRoot(realRoot))) {
				throw ex;
			}
			return null;
		}
	}

	private @Nullable DirectoryEntry follow(String name, List<String> names, RootLocation root, Path realRoot)
			throws IOException {
		List<String> path = new ArrayList<>(names);
		path.add(name);
		try (BeneathWalk walk = walk(root, realRoot)) {
			Found found = walk.locate(path);
			if (found instanceof Found.RegularFile file) {
				return file.directory().readable(file.name()) ? entry(name, file.attributes()) : null;
			}
			if (found instanceof Found.Directory end) {
				DirectoryHandle directory = walk.enter(end);
				return (directory != null) ? entry(name, directory.attributes()) : null;
			}
			return null;
		}
	}

	private BeneathWalk walk(RootLocation root, Path realRoot) {
		return new BeneathWalk(root, realRoot, this.symlinks, this.opener, this.unwatched);
	}

	private static DirectoryEntry entry(String name, BasicFileAttributes attributes) {
		return new DirectoryEntry(name, attributes.isDirectory() ? DirectoryEntry.DIRECTORY : attributes.size(),
				attributes.lastModifiedTime().toMillis());
	}

}
