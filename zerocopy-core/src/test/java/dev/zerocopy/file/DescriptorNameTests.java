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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link CachedFile#descriptorName()}.
 */
@EnabledOnOs(OS.LINUX)
class DescriptorNameTests {

	@TempDir
	private Path root;

	private Path path;

	@BeforeEach
	void write() throws IOException {
		this.root = this.root.toRealPath();
		this.path = Files.writeString(this.root.resolve("file"), "content");
	}

	@Test
	void openFileHasOneNameAsLongAsItIsRetained() throws IOException {
		Path name;
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.DEFAULTS)) {
			CachedFile file = harness.file("file");
			assertThat(file.retain()).isTrue();
			name = Path.of(file.descriptorName());
			assertThat(file.descriptorName()).isEqualTo(name.toString());
			Files.delete(this.path);
			harness.cache.invalidateAll();
			assertThat(name).hasContent("content");
			file.release();
			await().atMost(Duration.ofSeconds(10))
				.untilAsserted(() -> assertThatIOException().isThrownBy(file::descriptorName)
					.withMessageContaining("is closed"));
		}
		await().atMost(Duration.ofSeconds(10))
			.until(() -> !Files.exists(name) || !Files.readSymbolicLink(name).startsWith(this.root));
	}

	@Test
	void fileThatWasReplacedGetsNoName() throws IOException {
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.unwatched())) {
			CachedFile file = harness.file("file");
			assertThat(file.retain()).isTrue();
			Files.delete(this.path);
			Files.writeString(this.path, "another");
			assertThatIOException().isThrownBy(file::descriptorName).withMessageContaining("Another file");
			file.release();
		}
	}

	@Test
	void contentInMemoryHasNoName() {
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.memory(1024, 4096, true))) {
			CachedFile file = harness.file("file");
			assertThat(file.content()).isNotNull();
			assertThatIOException().isThrownBy(file::descriptorName).withMessageContaining("memory");
		}
	}

}
