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
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A directory held open, whose entries are reached relative to the handle, so renaming or
 * replacing what lies above it changes nothing ({@code openat(2)}, {@code fstatat(2)}).
 * <p>
 * The JDK opens a directory without {@code O_DIRECTORY}, and a file without
 * {@code O_NONBLOCK}; worse, given a regular file as a directory, it closes one
 * descriptor twice and leaks another. So callers must look at the attributes first and
 * open only what is of the right kind. That leaves a race to somebody who may write to
 * the tree: a FIFO put in place of a file or directory between the look and the open
 * blocks one thread of the cache's executor until the FIFO gets a writer; a file put in
 * place of a directory meets the flaw of the JDK. Neither leads out of the root.
 */
final class SecureDirectoryHandle implements DirectoryHandle {

	private static final Set<OpenOption> READ_NOFOLLOW = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

	private final Path path;

	private final SecureDirectoryStream<Path> stream;

	private SecureDirectoryHandle(Path path, SecureDirectoryStream<Path> stream) {
		this.path = path;
		this.stream = stream;
	}

	/**
	 * Open a trusted path, held if the platform can.
	 */
	static DirectoryHandle open(Path directory) throws IOException {
		if (!Files.isDirectory(directory)) {
			throw new NotDirectoryException(directory.toString());
		}
		DirectoryStream<Path> stream = Files.newDirectoryStream(directory);
		if (stream instanceof SecureDirectoryStream<Path> secure) {
			return new SecureDirectoryHandle(directory, secure);
		}
		stream.close();
		return new PathDirectoryHandle(directory);
	}

	/**
	 * Return why directories cannot be held open on this platform.
	 * @return the reason, or {@code null} if they can
	 */
	static @Nullable String unavailabilityCause(Path directory) {
		try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
			if (stream instanceof SecureDirectoryStream) {
				return null;
			}
			return "the file system provider of " + directory + " (" + directory.getFileSystem().provider().getScheme()
					+ " on " + System.getProperty("os.name") + ") has no SecureDirectoryStream";
		}
		catch (IOException ex) {
			return directory + " cannot be opened: " + ex;
		}
	}

	@Override
	public Path path() {
		return this.path;
	}

	@Override
	public BasicFileAttributes attributes(String name) throws IOException {
		return this.stream.getFileAttributeView(entry(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
			.readAttributes();
	}

	@Override
	public BasicFileAttributes attributes() throws IOException {
		return this.stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
	}

	@Override
	public Iterator<String> names() {
		return DirectoryHandle.names(this.stream.iterator());
	}

	@Override
	public DirectoryHandle openDirectory(String name) throws IOException {
		Path entry = entry(name);
		return new SecureDirectoryHandle(this.path.resolve(entry),
				this.stream.newDirectoryStream(entry, LinkOption.NOFOLLOW_LINKS));
	}

	@Override
	public FileChannel openFile(String name) throws IOException {
		return open(name, READ_NOFOLLOW);
	}

	@Override
	public FileChannel openDirectFile(String name) throws IOException {
		OpenOption direct = DirectOption.VALUE;
		if (direct == null) {
			throw new IOException("This Java reads no file past the page cache");
		}
		try {
			return open(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS, direct));
		}
		catch (UnsupportedOperationException ex) {
			throw new IOException("This platform reads no file past the page cache", ex);
		}
	}

	private FileChannel open(String name, Set<OpenOption> options) throws IOException {
		SeekableByteChannel channel = this.stream.newByteChannel(entry(name), options);
		if (channel instanceof FileChannel file) {
			return file;
		}
		channel.close();
		throw new IOException("The file system provider of " + this.path + " opens files as "
				+ channel.getClass().getName() + ", which cannot be transferred");
	}

	@Override
	public void close() throws IOException {
		this.stream.close();
	}

	private Path entry(String name) {
		return this.path.getFileSystem().getPath(name);
	}

}
