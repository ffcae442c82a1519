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
import java.nio.file.Path;

import dev.zerocopy.transport.DescriptorNames;

/**
 * A second descriptor of an open file, whose number is known, so that others can open the
 * file by that. Opened when first asked for. Thread-safe.
 */
final class FileName {

	private static final int UNOPENED = -1;

	private static final int CLOSED = -2;

	private final Path path;

	private final String identity;

	private final DescriptorNames names;

	private int descriptor = UNOPENED;

	FileName(Path path, String identity, DescriptorNames names) {
		this.path = path;
		this.identity = identity;
		this.names = names;
	}

	synchronized String get() throws IOException {
		if (this.descriptor == CLOSED) {
			throw new IOException(this.path + " is closed");
		}
		if (this.descriptor == UNOPENED) {
			this.descriptor = this.names.open(this.path, this.identity);
		}
		return DescriptorNames.nameOf(this.descriptor);
	}

	synchronized void close() {
		if (this.descriptor >= 0) {
			this.names.close(this.descriptor);
		}
		this.descriptor = CLOSED;
	}

}
