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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link DescriptorNames}.
 */
@EnabledOnOs(OS.LINUX)
class DescriptorNamesTests {

	private final DescriptorNames names = DescriptorNames.detect();

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void write() throws IOException {
		this.file = Files.writeString(this.directory.resolve("file"), "old");
	}

	@Test
	void namesAreAvailableHere() {
		assertThat(this.names.capability().cause()).isNull();
	}

	@Test
	void nameStandsForTheFileWhateverBecomesOfItsPath() throws IOException {
		int descriptor = this.names.open(this.file, identity(this.file));
		try {
			Files.move(Files.writeString(this.directory.resolve("new"), "new"), this.file,
					StandardCopyOption.REPLACE_EXISTING);
			assertThat(Path.of(DescriptorNames.nameOf(descriptor))).hasContent("old");
			Files.delete(this.file);
			assertThat(Path.of(DescriptorNames.nameOf(descriptor))).hasContent("old");
		}
		finally {
			this.names.close(descriptor);
		}
		assertThat(Path.of(DescriptorNames.nameOf(descriptor))).doesNotExist();
	}

	@Test
	void anotherFileAtThePathIsNotOpened() throws IOException {
		String identity = identity(this.file);
		Path kept = Files.move(this.file, this.directory.resolve("kept"));
		Files.writeString(this.file, "new");
		assertThatIOException().isThrownBy(() -> this.names.open(this.file, identity))
			.withMessageContaining("Another file");
		Files.delete(this.file);
		Files.createSymbolicLink(this.file, kept);
		assertThatIOException().isThrownBy(() -> this.names.open(this.file, identity))
			.withMessageContaining("Another file");
	}

	@Test
	void missingFileIsNotOpened() throws IOException {
		String identity = identity(this.file);
		Files.delete(this.file);
		assertThatIOException().isThrownBy(() -> this.names.open(this.file, identity))
			.withMessageContaining(this.file.toString());
	}

	private static String identity(Path path) throws IOException {
		return String.valueOf(Files.readAttributes(path, BasicFileAttributes.class).fileKey());
	}

}
