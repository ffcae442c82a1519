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
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemoryAdmission}.
 */
class MemoryAdmissionTests {

	private static final int SIZE = 40_000;

	private static final FileCacheOptions ROOM_FOR_TWO = CacheHarness.memory(SIZE, 2 * SIZE + 2000, true);

	@TempDir
	private Path root;

	@BeforeEach
	void resolveRoot() throws IOException {
		this.root = this.root.toRealPath();
	}

	@ParameterizedTest
	@CsvSource({ "0, 40000, false, true", "40000, 40000, false, true", "80000, 40000, false, false",
			"80000, 40000, true, true", "80000, 16384, false, true", "80000, 16385, false, false",
			"0, 40001, false, false", "0, 40001, true, false" })
	void largeFileThatIsNewNeedsRoom(long taken, long size, boolean again, boolean admitted) {
		ResourceLedger ledger = new ResourceLedger(Runnable::run);
		ledger.contentKept(taken);
		assertThat(new MemoryAdmission(ROOM_FOR_TWO, ledger).admits(size, again)).isEqualTo(admitted);
	}

	@Test
	void fileIsKeptOpenWhileMemoryIsFull() throws IOException {
		createFiles(4);
		try (CacheHarness harness = new CacheHarness(this.root, ROOM_FOR_TWO)) {
			assertThat(harness.file("f0").content()).isNotNull();
			assertThat(harness.file("f1").content()).isNotNull();
			for (int i = 0; i < 10; i++) {
				assertThat(harness.file("f2").channel()).isNotNull();
				assertThat(harness.file("f3").channel()).isNotNull();
			}
			assertThat(harness.file("f0").content()).isNotNull();
			assertThat(harness.file("f1").content()).isNotNull();
			assertThat(harness.cache.stats().misses()).isEqualTo(4);
			assertThat(harness.cache.stats().evictions()).isZero();
		}
	}

	@Test
	void openFileIsReadIntoMemoryAtTheNextLook() throws IOException {
		createFiles(3);
		try (CacheHarness harness = new CacheHarness(this.root, ROOM_FOR_TWO)) {
			harness.file("f0");
			harness.file("f1");
			CachedFile open = harness.file("f2");
			assertThat(open.channel()).isNotNull();
			harness.cache.invalidate("f0");
			assertThat(harness.file("f2")).isSameAs(open);
			harness.putClockForward(Freshness.WATCHED);
			assertThat(harness.file("f2").content()).isNotNull();
			assertThat(harness.content("f2")).hasSize(SIZE);
			Awaitility.await().untilAsserted(() -> assertThat(harness.cache.stats().openFiles()).isZero());
		}
	}

	@Test
	void fileTooLargeForMemoryKeepsItsDescriptorAtTheNextLook() throws IOException {
		Files.write(this.root.resolve("large"), new byte[SIZE + 1]);
		Files.setLastModifiedTime(this.root.resolve("large"), FileTime.from(Instant.parse("2024-01-01T00:00:00Z")));
		try (CacheHarness harness = new CacheHarness(this.root, ROOM_FOR_TWO)) {
			CachedFile first = harness.file("large");
			harness.putClockForward(Freshness.WATCHED);
			CachedFile second = harness.file("large");
			assertThat(second).isNotSameAs(first);
			assertThat(second.channel()).isSameAs(first.channel());
		}
	}

	private void createFiles(int count) throws IOException {
		for (int i = 0; i < count; i++) {
			Path file = Files.write(this.root.resolve("f" + i), new byte[SIZE]);
			Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-01-01T00:00:00Z")));
		}
	}

}
