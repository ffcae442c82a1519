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
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What time alone makes stale.
 */
class RevalidationTests {

	private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00.123456789Z");

	@TempDir
	private Path root;

	private Path file;

	@BeforeEach
	void createFile() throws IOException {
		this.file = this.root.resolve("file");
		Files.writeString(this.file, "first");
		Files.setLastModifiedTime(this.file, FileTime.from(LONG_AGO));
	}

	@Test
	void unwatchedEntryIsFreshForTheTimeConfigured() {
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.unwatched())) {
			assertThat(harness.cache.getIfFresh("file")).isNull();
			CachedFile first = harness.file("file");
			assertThat(harness.cache.getIfFresh("file")).isSameAs(first);
			harness.putClockForward(Duration.ofMillis(1001));
			assertThat(harness.cache.getIfFresh("file")).isNull();
		}
	}

	@Test
	void unwatchedEntryIsFreshForEverIfTheTimeConfiguredIsBeyondTheClock() {
		Duration ever = Duration.ofSeconds(Long.MAX_VALUE);
		FileCacheOptions options = new FileCacheOptions(SymlinkPolicy.WITHIN_ROOT, List.of(), 0, 1 << 20, 64, ever,
				ever, false);
		try (CacheHarness harness = new CacheHarness(this.root, options)) {
			CachedFile file = harness.file("file");
			harness.putClockForward(Duration.ofDays(1));
			assertThat(harness.cache.getIfFresh("file")).isSameAs(file);
		}
	}

	@Test
	void unchangedFileKeepsItsHandleAndGetsALaterObservation() {
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.unwatched())) {
			CachedFile first = harness.file("file");
			Instant observedAt = first.facts().observedAt();
			harness.putClockForward(Duration.ofSeconds(2));
			CachedFile second = harness.file("file");
			assertThat(second.channel()).isSameAs(first.channel());
			assertThat(second.facts().observedAt()).isAfter(observedAt);
			assertThat(first.facts().observedAt()).isEqualTo(observedAt);
			assertThat(second.facts().sameContent(first.facts())).isTrue();
			assertThat(second.facts().lastModified()).isEqualTo(LONG_AGO);
			assertThat(harness.cache.stats().openFiles()).isOne();
			assertThat(second.retain()).isTrue();
			second.release();
		}
	}

	@Test
	void changedFileIsReopened() throws IOException {
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.unwatched())) {
			CachedFile first = harness.file("file");
			Files.writeString(this.file, "second");
			assertThat(harness.cache.getIfFresh("file")).isSameAs(first);
			harness.putClockForward(Duration.ofSeconds(2));
			assertThat(harness.content("file")).isEqualTo("second");
			assertThat(harness.cache.stats().entries()).isOne();
		}
	}

	@Test
	void entryChangesItsKind() throws IOException {
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.memory(5, 1 << 20, false))) {
			assertThat(harness.file("file").content()).isNotNull();
			Files.writeString(this.file, "too long for memory");
			harness.putClockForward(Duration.ofSeconds(2));
			assertThat(harness.file("file").channel()).isNotNull();
			Files.delete(this.file);
			harness.putClockForward(Duration.ofSeconds(2));
			assertThat(harness.get("file")).isEqualTo(new Missing(Missing.Reason.ABSENT));
			Files.createDirectory(this.file);
			harness.putClockForward(Duration.ofSeconds(2));
			assertThat(harness.get("file")).isEqualTo(new CachedDirectory());
			assertThat(harness.cache.stats().entries()).isOne();
			assertThat(harness.cache.stats().misses()).isEqualTo(4);
		}
	}

	@Test
	void unwatchedRootSwitchedIsSeenByTheNextLook() throws IOException {
		Path other = Files.createDirectory(this.root.resolve("other"));
		Files.writeString(other.resolve("file"), "other");
		Path link = Files.createSymbolicLink(this.root.resolve("current"), this.root);
		try (CacheHarness harness = new CacheHarness(link, CacheHarness.unwatched())) {
			assertThat(harness.content("file")).isEqualTo("first");
			Files.delete(link);
			Files.createSymbolicLink(link, other);
			assertThat(harness.content("absent")).isEqualTo("Missing[reason=ABSENT]");
			assertThat(harness.content("file")).isEqualTo("other");
		}
	}

	@Test
	void missingRootIsMissingUntilItAppears() throws IOException {
		Path late = this.root.resolve("late");
		try (CacheHarness harness = new CacheHarness(late, CacheHarness.unwatched())) {
			assertThat(harness.get("file")).isEqualTo(new Missing(Missing.Reason.ABSENT));
			Files.createDirectory(late);
			Files.writeString(late.resolve("file"), "late");
			harness.putClockForward(Duration.ofSeconds(2));
			assertThat(harness.content("file")).isEqualTo("late");
		}
	}

	@Test
	void youngFileIsLookedAtAgainOnceItSettled() throws IOException {
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.now()));
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.DEFAULTS)) {
			CachedFile young = cached(harness);
			assertThat(young.facts().settled()).isFalse();
			harness.putClockForward(Duration.ofSeconds(3));
			assertThat(harness.cache.getIfFresh("file")).isNull();
			CachedFile settled = harness.file("file");
			assertThat(settled.facts().settled()).isTrue();
			assertThat(settled.channel()).isSameAs(young.channel());
			harness.putClockForward(Duration.ofSeconds(20));
			assertThat(harness.cache.getIfFresh("file")).isSameAs(settled);
		}
	}

	@Test
	void youngContentInMemoryIsReadAgainOnceItSettled() throws IOException {
		FileTime now = FileTime.from(Instant.now());
		Files.setLastModifiedTime(this.file, now);
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.memory(64, 1 << 20, false))) {
			assertThat(harness.content("file")).isEqualTo("first");
			try (var channel = Files.newByteChannel(this.file, StandardOpenOption.WRITE)) {
				channel.write(ByteBuffer.wrap("FIRST".getBytes()));
			}
			Files.setLastModifiedTime(this.file, now);
			harness.putClockForward(Duration.ofSeconds(3));
			assertThat(harness.content("file")).isEqualTo("FIRST");
			CachedFile settled = harness.file("file");
			harness.putClockForward(Duration.ofSeconds(3));
			assertThat(harness.file("file").content()).isSameAs(settled.content());
		}
	}

	@Test
	void contentInMemoryIsNotKeptIfItsChangeIsReportedBeforeTheNextLookDependsOnIt() throws IOException {
		AtomicReference<CacheHarness> second = new AtomicReference<>();
		InterceptingOpener opener = new InterceptingOpener() {

			@Override
			void beforeOpen(Path path) throws IOException {
				CacheHarness harness = second.getAndSet(null);
				if (harness != null) {
					Files.writeString(RevalidationTests.this.file, "again");
					Files.setLastModifiedTime(RevalidationTests.this.file, FileTime.from(LONG_AGO));
					Awaitility.await().until(() -> harness.cache.stats().entries() == 0);
				}
			}

		};
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.memory(16, 1 << 20, true), opener)) {
			assertThat(harness.content("file")).isEqualTo("first");
			harness.putClockForward(Freshness.WATCHED);
			second.set(harness);
			harness.get("file");
			assertThat(harness.content("file")).isEqualTo("again");
		}
	}

	@Test
	void watchedEntryIsLookedAtAgainAfterHalfAMinute() {
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.DEFAULTS)) {
			CachedFile first = cached(harness);
			harness.putClockForward(Duration.ofSeconds(25));
			assertThat(harness.cache.getIfFresh("file")).isSameAs(first);
			harness.putClockForward(Duration.ofSeconds(6));
			assertThat(harness.cache.getIfFresh("file")).isNull();
			assertThat(harness.file("file").channel()).isSameAs(first.channel());
		}
	}

	@Test
	void entryNobodyAsksForIsClosed() {
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.unwatched())) {
			harness.file("file");
			harness.putClockForward(Duration.ofMinutes(2));
			harness.get("absent");
			assertThat(harness.cache.getIfFresh("file")).isNull();
			Awaitility.await().untilAsserted(() -> {
				harness.cache.getIfFresh("file");
				assertThat(harness.cache.stats().openFiles()).isZero();
			});
			assertThat(harness.cache.stats().evictions()).isOne();
		}
	}

	@Test
	void modificationTimesBeyondTheCalendarAreClamped() throws IOException {
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.parse("2400-01-01T00:00:00Z")));
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.unwatched())) {
			CachedFile future = harness.file("file");
			assertThat(future.facts().settled()).isFalse();
			assertThat(Freshness.of(future, true, Duration.ofSeconds(1))).isEqualTo(Freshness.WATCHED);
			assertThat(Freshness.of(future, false, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
		}
	}

	private static CachedFile cached(CacheHarness harness) {
		Awaitility.await().until(() -> {
			CacheEntry entry = harness.get("file");
			return harness.cache.getIfFresh("file") == entry;
		});
		return harness.file("file");
	}

}
