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
import java.util.concurrent.ThreadPoolExecutor;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Using an entry keeps it, without work for each use.
 */
class EntryUseTests {

	@TempDir
	private Path root;

	@BeforeEach
	void createFiles() throws IOException {
		this.root = this.root.toRealPath();
		for (String name : new String[] { "used", "unused" }) {
			Files.writeString(this.root.resolve(name), name);
		}
	}

	@Test
	void usedFileStaysOpenAndUnusedOneIsClosed() {
		try (CacheHarness harness = new CacheHarness(this.root, expiringAfter(Duration.ofSeconds(10)))) {
			CachedFile used = harness.file("used");
			harness.get("unused");
			for (int i = 0; i < 5; i++) {
				harness.putClockForward(Duration.ofSeconds(6));
				assertThat(harness.cache.getIfFresh("used")).isSameAs(used);
			}
			assertThat(harness.cache.getIfFresh("unused")).isNull();
			Awaitility.await().untilAsserted(() -> {
				harness.get("absent");
				assertThat(harness.cache.stats().openFiles()).isEqualTo(1);
			});
		}
	}

	@Test
	void fileUsedMoreOftenThanIsNotedStaysOpen() {
		try (CacheHarness harness = new CacheHarness(this.root, expiringAfter(Duration.ofMinutes(1)))) {
			CachedFile used = harness.file("used");
			for (int i = 0; i < 2000; i++) {
				harness.putClockForward(Duration.ofMillis(50));
				assertThat(harness.cache.getIfFresh("used")).isSameAs(used);
			}
		}
	}

	@Test
	void hotFileGivesTheExecutorNothingToDo() {
		try (CacheHarness harness = new CacheHarness(this.root, expiringAfter(Duration.ofMinutes(1)))) {
			CachedFile used = harness.file("used");
			ThreadPoolExecutor executor = (ThreadPoolExecutor) harness.executor;
			long before = executor.getTaskCount();
			for (int i = 0; i < 100_000; i++) {
				assertThat(harness.cache.getIfFresh("used")).isSameAs(used);
			}
			assertThat(executor.getTaskCount() - before).isLessThan(100);
		}
	}

	private static FileCacheOptions expiringAfter(Duration expireAfterAccess) {
		return new FileCacheOptions(SymlinkPolicy.WITHIN_ROOT, CacheHarness.DEFAULTS.precompressed(), 0, 1 << 20, 64,
				Duration.ofHours(1), expireAfterAccess, false);
	}

}
