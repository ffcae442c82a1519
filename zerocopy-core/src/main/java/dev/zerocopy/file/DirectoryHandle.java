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
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;

/**
 * An open directory. Names are single plain names: no separator, not {@code ..}.
 */
interface DirectoryHandle extends Closeable {

	/**
	 * Return where the directory was found. Good for watching it and for reading links,
	 * not for opening anything: something else may be there by now.
	 */
	Path path();

	/**
	 * Read the attributes of an entry, of the link itself if it is one.
	 */
	BasicFileAttributes attributes(String name) throws IOException;

	/**
	 * Read the attributes of the directory itself.
	 */
	BasicFileAttributes attributes() throws IOException;

	/**
	 * Walk through the names in this directory, without {@code .} and {@code ..}, in no
	 * order; only once. A name whose bytes the platform cannot decode is altered, so that
	 * nothing has it.
	 * @return the names; reading them may throw a
	 * {@link java.nio.file.DirectoryIteratorException}
	 */
	Iterator<String> names() throws IOException;

	/**
	 * Open a directory in this one; fails if it is a link.
	 */
	DirectoryHandle openDirectory(String name) throws IOException;

	/**
	 * Open a file in this directory for reading; fails if it is a link.
	 */
	FileChannel openFile(String name) throws IOException;

	/**
	 * Open a file in this directory for reading past the page cache; fails if it is a
	 * link.
	 * @throws IOException also if the file system cannot do it
	 */
	default FileChannel openDirectFile(String name) throws IOException {
		throw new IOException("Directories of this kind open no file past the page cache");
	}

	/**
	 * Read where a link points to.
	 * @param name the name of the link
	 * @param link the attributes the link had when it was met
	 * @return the target as written
	 * @throws ConcurrentChangeException if something else has that path now
	 */
	default Path readLink(String name, BasicFileAttributes link) throws IOException {
		Path path = path().resolve(name);
		Path target = Files.readSymbolicLink(path);
		BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
		if (!FileIdentity.unchanged(link, now)) {
			throw new ConcurrentChangeException(path);
		}
		return target;
	}

	/**
	 * Whether there may be an entry of a name. An answer without an exception, which is
	 * what looking at an absent one mostly costs. Asked by path, so something else may be
	 * there by now: {@code false} will do for an entry nothing depends on, {@code true}
	 * says nothing yet. {@code false} also for a dangling link, which cannot be told from
	 * an absent entry without an exception.
	 */
	default boolean mayHave(String name) {
		return Files.exists(path().resolve(name));
	}

	/**
	 * Whether the process may read an entry. Asked by path, so something else may be
	 * there by now: good for what is shown, not for what is opened.
	 */
	default boolean readable(String name) {
		return Files.isReadable(path().resolve(name));
	}

	/**
	 * Take the names off paths, one at a time.
	 */
	static Iterator<String> names(Iterator<Path> entries) {
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return entries.hasNext();
			}

			@Override
			public String next() {
				return entries.next().getFileName().toString();
			}

		};
	}

	/**
	 * Opens the first directory of a walk.
	 */
	@FunctionalInterface
	interface Opener {

		/**
		 * Open a directory by its path, which is trusted.
		 */
		DirectoryHandle open(Path directory) throws IOException;

	}

}
