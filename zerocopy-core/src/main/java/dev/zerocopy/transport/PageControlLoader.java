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

package dev.zerocopy.transport;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Chooses the page control, once for the process.
 */
final class PageControlLoader {

	// not a method reference, which would load the class
	static final PageControl CONTROL = JnaCalls.load(() -> JnaPageControl.load(),
			"the page cache is advised on Linux only", "JNA cannot call posix_fadvise", NoPageControl::new);

	private PageControlLoader() {
	}

	private static final class NoPageControl implements PageControl {

		private final String cause;

		NoPageControl(String cause) {
			this.cause = cause;
		}

		@Override
		public int open(Path path, String identity) throws IOException {
			throw new IOException(this.cause);
		}

		@Override
		public void close(int descriptor) {
		}

		@Override
		public long resident(int descriptor, long offset, long length) {
			return length;
		}

		@Override
		public boolean isReady(int descriptor, long offset) {
			return true;
		}

		@Override
		public void read(FileChannel file, long offset, long length) {
		}

		@Override
		public void drop(int descriptor, long offset, long length) {
		}

		@Override
		public Capability capability() {
			return Capability.unavailable(JnaPageControl.NAME, this.cause);
		}

	}

}
