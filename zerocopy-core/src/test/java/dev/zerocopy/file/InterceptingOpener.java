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
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Opens directories as usual, and lets a test act right before each step or fail it.
 */
class InterceptingOpener implements DirectoryHandle.Opener {

	final List<Path> opened = new CopyOnWriteArrayList<>();

	@Override
	public DirectoryHandle open(Path directory) throws IOException {
		beforeOpen(directory);
		this.opened.add(directory);
		return new Intercepted(SecureDirectoryHandle.open(directory));
	}

	/**
	 * Called before a file or directory is opened.
	 */
	void beforeOpen(Path path) throws IOException {
	}

	/**
	 * Called before attributes are read.
	 */
	void beforeLook(Path path) throws IOException {
	}

	/**
	 * Called after a file was opened.
	 */
	FileChannel afterOpen(Path path, FileChannel channel) throws IOException {
		return channel;
	}

	private final class Intercepted implements DirectoryHandle {

		private final DirectoryHandle delegate;

		Intercepted(DirectoryHandle delegate) {
			this.delegate = delegate;
		}

		@Override
		public Path path() {
			return this.delegate.path();
		}

		@Override
		public BasicFileAttributes attributes(String name) throws IOException {
			beforeLook(path().resolve(name));
			return this.delegate.attributes(name);
		}

		@Override
		public BasicFileAttributes attributes() throws IOException {
			return this.delegate.attributes();
		}

		@Override
		public Iterator<String> names() throws IOException {
			return this.delegate.names();
		}

		@Override
		public DirectoryHandle openDirectory(String name) throws IOException {
			beforeOpen(path().resolve(name));
			DirectoryHandle opened = new Intercepted(this.delegate.openDirectory(name));
			InterceptingOpener.this.opened.add(opened.path());
			return opened;
		}

		@Override
		public FileChannel openFile(String name) throws IOException {
			Path path = path().resolve(name);
			beforeOpen(path);
			FileChannel opened = this.delegate.openFile(name);
			InterceptingOpener.this.opened.add(path);
			return afterOpen(path, opened);
		}

		@Override
		public void close() throws IOException {
			this.delegate.close();
		}

	}

}
