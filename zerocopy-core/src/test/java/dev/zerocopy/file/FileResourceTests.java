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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.zerocopy.transport.DescriptorNames;
import dev.zerocopy.transport.PageControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the last reference leaves behind.
 */
class FileResourceTests {

	@TempDir
	private Path directory;

	@Test
	void fileIsClosedThoughItsSecondOpeningCannotBe() throws IOException {
		ResourceLedger ledger = new ResourceLedger(Runnable::run);
		Path path = Files.writeString(this.directory.resolve("file"), "content");
		try (FileChannel channel = FileChannel.open(path)) {
			Failing failing = new Failing(FileChannel.open(path), ConcurrentHashMap.newKeySet());
			ledger.fileOpened();
			FilePages pages = new FilePages(channel, path, "identity", 7, PageControl.detect());
			FileName name = new FileName(path, "identity", DescriptorNames.detect());
			FileResource.open(channel, new DirectFile(failing, 4096), pages, name, ledger).release();
			assertThat(failing.closed).isTrue();
			assertThat(channel.isOpen()).isFalse();
			assertThat(ledger.openFiles()).isZero();
		}
	}

	private static final class Failing extends ClosingThreadChannel {

		private boolean closed;

		Failing(FileChannel delegate, Set<String> threads) {
			super(delegate, threads);
		}

		@Override
		protected void implCloseChannel() throws IOException {
			super.implCloseChannel();
			this.closed = true;
			throw new IOException("Input/output error");
		}

	}

}
