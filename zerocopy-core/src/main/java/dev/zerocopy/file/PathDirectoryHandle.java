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
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Stands for a directory by its path, where the platform cannot hold one open. Everything
 * is checked before and after, but somebody who may write to the tree and wins a race
 * twice can have a file outside it opened, though not read.
 */
final class PathDirectoryHandle implements DirectoryHandle {

	private final Path path;

	private final List<DirectoryStream<Path>> opened = new ArrayList<>(1);

	PathDirectoryHandle(Path path) {
		this.path = path;
	}

	@Override
	public Path path() {
		return this.path;
	}

	@Override
	public BasicFileAttributes attributes(String name) throws IOException {
		Path entry = entry(name);
		BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class,
				LinkOption.NOFOLLOW_LINKS);
		if (!attributes.isSymbolicLink()) {
			requireSpelledAsStored(entry);
		}
		return attributes;
	}

	@Override
	public BasicFileAttributes attributes() throws IOException {
		return Files.readAttributes(this.path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
	}

	@Override
	public Iterator<String> names() throws IOException {
		DirectoryStream<Path> stream = Files.newDirectoryStream(this.path);
		this.opened.add(stream);
		return DirectoryHandle.names(stream.iterator());
	}

	@Override
	public DirectoryHandle openDirectory(String name) throws IOException {
		Path entry = entry(name);
		requireSpelledAsStored(entry);
		return new PathDirectoryHandle(entry);
	}

	@Override
	public FileChannel openFile(String name) throws IOException {
		Path entry = entry(name);
		FileChannel channel = FileChannel.open(entry, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
		try {
			requireSpelledAsStored(entry);
			return channel;
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	@Override
	public void close() throws IOException {
		for (DirectoryStream<Path> stream : this.opened) {
			stream.close();
		}
	}

	/**
	 * Refuse what a platform takes for more than a name: a drive, another separator.
	 */
	private Path entry(String name) throws IOException {
		Path entry = this.path.resolve(name);
		if (entry.getNameCount() != this.path.getNameCount() + 1 || !this.path.equals(entry.getParent())) {
			throw new NoSuchFileException(entry.toString());
		}
		return entry;
	}

	/**
	 * Refuse a path which is reached through a link, or under another name than its own:
	 * other case, short name, trailing dot.
	 */
	private static void requireSpelledAsStored(Path entry) throws IOException {
		if (!entry.toRealPath().toString().equals(entry.toString())) {
			throw new NoSuchFileException(entry.toString());
		}
	}

}
