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
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.zerocopy.http.negotiation.ContentCoding;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changes of watched directories. The clock stands so that time alone makes nothing
 * stale.
 */
@EnabledOnOs(OS.LINUX)
class ChangeDetectionTests {

	private static final String ABSENT = "Missing[reason=ABSENT]";

	@TempDir
	private Path directory;

	private Path root;

	private CacheHarness harness;

	@BeforeEach
	void createCache() throws IOException {
		this.directory = this.directory.toRealPath();
		this.root = Files.createDirectory(this.directory.resolve("root"));
		this.harness = new CacheHarness(this.root, CacheHarness.memory(16, 1 << 20, true));
	}

	@AfterEach
	void closeCache() {
		this.harness.close();
	}

	@Test
	void createdFileIsSeen() throws IOException {
		settle("new", ABSENT);
		write("new", "new");
		seen("new", "new");
	}

	@Test
	void deletedFileIsSeen() throws IOException {
		write("old", "old");
		settle("old", "old");
		Files.delete(this.root.resolve("old"));
		seen("old", ABSENT);
	}

	@Test
	void rewrittenFileIsSeen() throws IOException {
		write("file", "first");
		settle("file", "first");
		write("file", "second");
		seen("file", "second");
	}

	@Test
	void sameSizeRewriteWithTheSameModificationTimeIsSeenInMemory() throws IOException {
		write("file", "aaaa");
		FileTime time = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
		Files.setLastModifiedTime(this.root.resolve("file"), time);
		settle("file", "aaaa");
		write("file", "bbbb");
		Files.setLastModifiedTime(this.root.resolve("file"), time);
		seen("file", "bbbb");
	}

	@Test
	void replacedFileIsSeenAndTheOldOneStaysReadable() throws IOException {
		String before = "before".repeat(10);
		write("file", before);
		settle("file", before);
		CachedFile old = this.harness.file("file");
		assertThat(old.retain()).isTrue();
		write("temporary", "after");
		Files.move(this.root.resolve("temporary"), this.root.resolve("file"), StandardCopyOption.ATOMIC_MOVE);
		seen("file", "after");
		assertThat(CacheHarness.read(old)).isEqualTo(before);
		old.release();
	}

	@Test
	void appendedAndTruncatedFileIsSeen() throws IOException {
		write("file", "0123456789".repeat(5));
		settle("file", "0123456789".repeat(5));
		Files.writeString(this.root.resolve("file"), "x", StandardOpenOption.APPEND);
		seen("file", "0123456789".repeat(5) + "x");
		settle("file", "0123456789".repeat(5) + "x");
		write("file", "");
		seen("file", "");
	}

	@Test
	void createdAndDeletedSiblingIsSeen() throws IOException {
		write("f.js", "script");
		settle("f.js", "script");
		assertThat(this.harness.file("f.js").siblings()).isEmpty();
		write("f.js.gz", "gzip");
		Awaitility.await()
			.atMost(Duration.ofSeconds(1))
			.untilAsserted(() -> assertThat(this.harness.file("f.js").siblings()).containsExactly(ContentCoding.GZIP));
		settle("f.js", "script");
		Files.delete(this.root.resolve("f.js.gz"));
		Awaitility.await()
			.atMost(Duration.ofSeconds(1))
			.untilAsserted(() -> assertThat(this.harness.file("f.js").siblings()).isEmpty());
	}

	@Test
	void siblingThatADanglingLinkWaitedForIsSeenAtTheNextLook() throws IOException {
		Files.createDirectory(this.root.resolve("built"));
		Files.createSymbolicLink(this.root.resolve("f.js.gz"), Path.of("built/f.js.gz"));
		write("f.js", "script");
		settle("f.js", "script");
		assertThat(this.harness.file("f.js").siblings()).isEmpty();
		write("built/f.js.gz", "gzip");
		this.harness.putClockForward(Freshness.WATCHED);
		Awaitility.await()
			.atMost(Duration.ofSeconds(1))
			.untilAsserted(() -> assertThat(this.harness.file("f.js").siblings()).containsExactly(ContentCoding.GZIP));
	}

	@Test
	void renamedParentDirectoryIsSeen() throws IOException {
		Files.createDirectories(this.root.resolve("a/b/c"));
		write("a/b/c/file", "first");
		settle("a/b/c/file", "first");
		Files.move(this.root.resolve("a"), this.root.resolve("moved"));
		seen("a/b/c/file", ABSENT);
		settle("a/b/c/file", ABSENT);
		Files.createDirectories(this.root.resolve("a/b/c"));
		write("a/b/c/file", "second");
		seen("a/b/c/file", "second");
		settle("a/b/c/file", "second");
		write("a/b/c/file", "third");
		seen("a/b/c/file", "third");
		settle("moved/b/c/file", "first");
		write("moved/b/c/file", "fourth");
		seen("moved/b/c/file", "fourth");
	}

	@Test
	void rootReplacedByRenameIsSeen() throws IOException {
		write("file", "first");
		settle("file", "first");
		Path next = Files.createDirectory(this.directory.resolve("next"));
		Files.writeString(next.resolve("file"), "second");
		Files.move(this.root, this.directory.resolve("previous"));
		seen("file", ABSENT);
		Files.move(next, this.root);
		seen("file", "second");
		settle("file", "second");
		write("file", "third");
		seen("file", "third");
	}

	@Test
	void switchedRootLinkIsSeen() throws IOException {
		Path releases = Files.createDirectories(this.directory.resolve("releases"));
		Files.createDirectories(releases.resolve("1"));
		Files.createDirectories(releases.resolve("2"));
		Files.writeString(releases.resolve("1/file"), "release 1");
		Files.writeString(releases.resolve("2/file"), "release 2");
		Path current = Files.createSymbolicLink(this.directory.resolve("current"), Path.of("releases/1"));
		try (CacheHarness linked = new CacheHarness(current, CacheHarness.DEFAULTS)) {
			settle(linked, "file", "release 1");
			Path link = Files.createSymbolicLink(this.directory.resolve("switch"), Path.of("releases/2"));
			Files.move(link, current, StandardCopyOption.ATOMIC_MOVE);
			seen(linked, "file", "release 2");
		}
	}

	@Test
	void configMapUpdateIsSeen() throws IOException {
		Files.createDirectory(this.root.resolve("..2024_1"));
		Files.createDirectory(this.root.resolve("..2024_2"));
		write("..2024_1/file", "version 1");
		write("..2024_1/file.gz", "gzip");
		write("..2024_2/file", "version 2");
		Files.createSymbolicLink(this.root.resolve("..data"), Path.of("..2024_1"));
		Files.createSymbolicLink(this.root.resolve("file"), Path.of("..data/file"));
		Files.createSymbolicLink(this.root.resolve("file.gz"), Path.of("..data/file.gz"));
		settle("file", "version 1");
		assertThat(this.harness.file("file").siblings()).containsExactly(ContentCoding.GZIP);
		Files.createSymbolicLink(this.root.resolve("..data_tmp"), Path.of("..2024_2"));
		Files.move(this.root.resolve("..data_tmp"), this.root.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
		Files.delete(this.root.resolve("..2024_1/file"));
		seen("file", "version 2");
		assertThat(this.harness.file("file").siblings()).isEmpty();
	}

	@Test
	void switchedDirectoryLinkIsSeen() throws IOException {
		Files.createDirectories(this.root.resolve("v1"));
		Files.createDirectories(this.root.resolve("v2"));
		write("v1/file", "one");
		write("v2/file", "two");
		Path latest = Files.createSymbolicLink(this.root.resolve("latest"), Path.of("v1"));
		settle("latest/file", "one");
		Files.delete(latest);
		Files.createSymbolicLink(latest, Path.of("v2"));
		seen("latest/file", "two");
	}

	@Test
	void deletedDirectoryIsSeen() throws IOException {
		Files.createDirectories(this.root.resolve("a/b"));
		write("a/b/file", "file");
		settle("a/b/file", "file");
		Files.delete(this.root.resolve("a/b/file"));
		Files.delete(this.root.resolve("a/b"));
		seen("a/b/file", ABSENT);
	}

	@Test
	void fileInPlaceOfADirectoryIsSeen() throws IOException {
		Files.createDirectories(this.root.resolve("a"));
		write("a/file", "file");
		settle("a/file", "file");
		Files.move(this.root.resolve("a"), this.root.resolve("b"));
		write("a", "now a file");
		seen("a/file", "Missing[reason=NOT_A_REGULAR_FILE]");
		seen("a", "now a file");
	}

	@Test
	void unrelatedChangeKeepsTheEntry() throws IOException {
		write("file", "file");
		settle("file", "file");
		settle("marker", ABSENT);
		CachedFile before = this.harness.file("file");
		write("other", "other");
		write("marker", "marker");
		seen("marker", "marker");
		assertThat(this.harness.cache.getIfFresh("file")).isSameAs(before);
	}

	@Test
	void overflowOfTheEventQueueMissesNothing() throws Exception {
		write("file", "first");
		settle("file", "first");
		CountDownLatch held = new CountDownLatch(1);
		CountDownLatch proceed = new CountDownLatch(1);
		ChangeSubscription obstacle = new ChangeSubscription(this.harness.watcher, () -> {
			held.countDown();
			awaitLatch(proceed);
		});
		obstacle.add(this.root, "obstacle");
		write("obstacle", "");
		assertThat(held.await(5, TimeUnit.SECONDS)).isTrue();
		write("file", "second");
		for (int i = 0; i < 1000; i++) {
			Files.createFile(this.root.resolve("n" + i));
		}
		proceed.countDown();
		seen("file", "second");
		obstacle.close();
	}

	@Test
	void directoriesNobodyDependsOnAreWatchedForNobody() throws IOException {
		Files.createDirectories(this.root.resolve("a/b/c"));
		write("a/b/c/file", "file");
		settle("a/b/c/file", "file");
		int watched = this.harness.watcher.watchedDirectories();
		assertThat(this.harness.cache.stats().watchedDirectories()).isEqualTo(watched);
		assertThat(this.harness.cache.invalidateAll()).isOne();
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.harness.watcher.watchedDirectories()).isEqualTo(watched - 4));
		this.harness.cache.close();
		Awaitility.await().untilAsserted(() -> assertThat(this.harness.watcher.watchedDirectories()).isZero());
	}

	@Test
	void afterTheWatcherIsClosedTimeDecides() throws IOException {
		write("file", "first");
		Files.setLastModifiedTime(this.root.resolve("file"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
		settle("file", "first");
		this.harness.watcher.close();
		assertThat(this.harness.cache.getIfFresh("file")).isNull();
		assertThat(this.harness.content("file")).isEqualTo("first");
		write("file", "second");
		this.harness.putClockForward(Duration.ofSeconds(2));
		assertThat(this.harness.content("file")).isEqualTo("second");
	}

	@Test
	void permissionChangeIsNoticed() throws IOException {
		write("file", "file");
		settle("file", "file");
		CacheEntry before = this.harness.get("file");
		Files.setAttribute(this.root.resolve("file"), "unix:mode", 0600, LinkOption.NOFOLLOW_LINKS);
		Files.setAttribute(this.root.resolve("file"), "unix:mode", 0640);
		Awaitility.await()
			.atMost(Duration.ofSeconds(1))
			.untilAsserted(() -> assertThat(this.harness.get("file")).isNotSameAs(before));
	}

	private void write(String path, String content) throws IOException {
		Files.writeString(this.root.resolve(path), content);
	}

	private void settle(String path, String content) {
		settle(this.harness, path, content);
	}

	private void seen(String path, String content) {
		seen(this.harness, path, content);
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			latch.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Wait until earlier changes were reported and the entry is used without a look.
	 */
	private static void settle(CacheHarness harness, String path, String content) {
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> {
			CacheEntry entry = harness.get(path);
			return harness.cache.getIfFresh(path) == entry;
		});
		assertThat(harness.content(path)).isEqualTo(content);
	}

	/**
	 * A generous bound for a machine that is busy with other things; events take about a
	 * millisecond.
	 */
	private static void seen(CacheHarness harness, String path, String content) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(5))
			.atMost(Duration.ofSeconds(1))
			.untilAsserted(() -> assertThat(harness.content(path)).isEqualTo(content));
	}

}
