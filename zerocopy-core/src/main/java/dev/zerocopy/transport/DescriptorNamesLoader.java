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
import java.nio.file.Path;

/**
 * Chooses how descriptors get names, once for the process.
 */
final class DescriptorNamesLoader {

	// not a method reference, which would load the class
	static final DescriptorNames NAMES = JnaCalls.load(() -> JnaDescriptorNames.load(),
			"open files have names on Linux only", "a file cannot be opened through /proc/self/fd",
			NoDescriptorNames::new);

	private DescriptorNamesLoader() {
	}

	private static final class NoDescriptorNames implements DescriptorNames {

		private final String cause;

		NoDescriptorNames(String cause) {
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
		public Capability capability() {
			return Capability.unavailable(JnaDescriptorNames.NAME, this.cause);
		}

	}

}
