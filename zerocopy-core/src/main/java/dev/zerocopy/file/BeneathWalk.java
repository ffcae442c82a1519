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

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One walk from the root to what a path stands for, which opens nothing outside the root.
 * <p>
 * The walk holds a stack of open directories, the root at the bottom. Each name is looked
 * at and opened relative to the top of the stack with {@code NOFOLLOW_LINKS}, so the
 * kernel never follows a link and never sees more than one name; {@code ..} is never
 * given to it but pops the stack. Links are followed here: the text of the link is put in
 * front of the names still to walk, as {@code openat2(2)} does with
 * {@code RESOLVE_BENEATH}.
 * <p>
 * Plain Java cannot read a link relative to a handle, so its text is read by path, and
 * that path may lead elsewhere by then. This is harmless: the text is only a suggestion,
 * which is walked from handles like any other path, so a wrong text leads to a wrong file
 * beneath the root, and the inode of the link is compared afterwards to rule that out as
 * well. What the text must not do is reach outside, and there it has no handle to start
 * from, unless the policy is {@link SymlinkPolicy#FOLLOW}.
 * <p>
 * What moves out of the root while its handle is held can still be read through it, as
 * with any open file. All directories on the way must be readable, not only searchable.
 */
final class BeneathWalk implements Closeable {

	private static final Logger logger = LoggerFactory.getLogger(BeneathWalk.class);

	/** As many as Linux follows, {@code path_resolution(7)}. */
	private static final int MAX_LINKS = 40;

	/** Each level takes two file descriptors while the walk lasts. */
	private static final int MAX_DEPTH = 128;

	private final RootLocation root;

	private final Path realRoot;

	private final SymlinkPolicy symlinks;

	private final DirectoryHandle.Opener opener;

	private final ChangeSubscription subscription;

	private final Deque<DirectoryHandle> stack = new ArrayDeque<>();

	private final Deque<String> pending = new ArrayDeque<>();

	private int links;

	BeneathWalk(RootLocation root, Path realRoot, SymlinkPolicy symlinks, DirectoryHandle.Opener opener,
			ChangeSubscription subscription) {
		this.root = root;
		this.realRoot = realRoot;
		this.symlinks = symlinks;
		this.opener = opener;
		this.subscription = subscription;
	}

	/**
	 * Walk to a path.
	 * @param names plain names, none for the root itself
	 * @return what is there; a file can be opened until this walk is closed
	 * @throws java.nio.file.NoSuchFileException if a name does not exist
	 * @throws ConcurrentChangeException if what was looked at was replaced before it was
	 * opened
	 */
	Found locate(List<String> names) throws IOException {
		this.stack.push(this.opener.open(this.realRoot));
		this.pending.addAll(names);
		boolean byLink = false;
		while (!this.pending.isEmpty()) {
			String name = this.pending.pop();
			if (name.equals(".")) {
				continue;
			}
			if (name.equals("..")) {
				if (!up()) {
					return new Found.Nothing(Missing.Reason.SYMLINK_REFUSED);
				}
				continue;
			}
			DirectoryHandle directory = this.stack.element();
			this.subscription.add(directory.path(), name);
			BasicFileAttributes attributes = directory.attributes(name);
			if (attributes.isSymbolicLink()) {
				byLink |= this.pending.isEmpty();
				if (!follow(directory, name, attributes)) {
					return new Found.Nothing(Missing.Reason.SYMLINK_REFUSED);
				}
			}
			else if (this.pending.isEmpty() && attributes.isRegularFile()) {
				return new Found.RegularFile(directory, name, attributes, byLink);
			}
			else if (!attributes.isDirectory()) {
				return new Found.Nothing(Missing.Reason.NOT_A_REGULAR_FILE);
			}
			else if (this.pending.isEmpty()) {
				return new Found.Directory(directory, name, attributes);
			}
			else if (this.stack.size() == MAX_DEPTH) {
				return new Found.Nothing(Missing.Reason.INVALID_NAME);
			}
			else {
				down(directory, name, attributes);
			}
		}
		return new Found.Directory(this.stack.element(), null, null);
	}

	/**
	 * Open the directory that {@link #locate} ended at.
	 * @param found what it returned
	 * @return the directory, open until this walk is closed, or {@code null} if it is too
	 * deep
	 * @throws ConcurrentChangeException if it was replaced in between
	 */
	@Nullable DirectoryHandle enter(Found.Directory found) throws IOException {
		if (found.name() != null && found.attributes() != null) {
			if (this.stack.size() == MAX_DEPTH) {
				return null;
			}
			down(found.directory(), found.name(), found.attributes());
		}
		return this.stack.element();
	}

	/**
	 * Whether a link was met, so that what was not found may have gone while the link was
	 * switched to something else.
	 */
	boolean followedLinks() {
		return this.links > 0;
	}

	@Override
	public void close() {
		unwind(0);
	}

	private void down(DirectoryHandle directory, String name, BasicFileAttributes attributes) throws IOException {
		try {
			this.stack.push(directory.openDirectory(name));
		}
		catch (IOException ex) {
			if (!FileIdentity.sameInode(attributes, directory.attributes(name))) {
				throw new ConcurrentChangeException(directory.path().resolve(name));
			}
			throw ex;
		}
	}

	private boolean up() throws IOException {
		if (this.stack.size() > 1) {
			unwind(this.stack.size() - 1);
			return true;
		}
		if (this.symlinks != SymlinkPolicy.FOLLOW) {
			return false;
		}
		Path parent = this.stack.element().path().getParent();
		if (parent != null) {
			restart(parent.getRoot(), parent);
		}
		return true;
	}

	private boolean follow(DirectoryHandle directory, String name, BasicFileAttributes link) throws IOException {
		if (this.symlinks == SymlinkPolicy.DENY || ++this.links > MAX_LINKS) {
			return false;
		}
		Path target = directory.readLink(name, link);
		if (!target.isAbsolute()) {
			prepend(target, 0);
			return true;
		}
		if (this.symlinks == SymlinkPolicy.FOLLOW) {
			restart(target.getRoot(), target);
			return true;
		}
		for (Path inside : List.of(this.realRoot, this.root.configured())) {
			if (target.startsWith(inside)) {
				unwind(1);
				prepend(target, inside.getNameCount());
				return true;
			}
		}
		return false;
	}

	private void restart(Path top, Path path) throws IOException {
		unwind(0);
		this.stack.push(this.opener.open(top));
		prepend(path, 0);
	}

	private void prepend(Path path, int from) {
		List<String> names = new ArrayList<>();
		path.forEach((name) -> names.add(name.toString()));
		for (int i = names.size() - 1; i >= from; i--) {
			this.pending.push(names.get(i));
		}
	}

	private void unwind(int size) {
		while (this.stack.size() > size) {
			try {
				this.stack.pop().close();
			}
			catch (IOException ex) {
				logger.debug("Closing a directory failed", ex);
			}
		}
	}

}
