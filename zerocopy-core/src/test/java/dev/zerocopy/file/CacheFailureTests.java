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
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The file system, the process or the executor cannot do what is asked.
 */
class CacheFailureTests {

	@TempDir
	private Path root;

	@BeforeEach
	void createFiles() throws IOException {
		this.root = this.root.toRealPath();
		Files.createDirectory(this.root.resolve("a"));
		Files.writeString(this.root.resolve("a/file"), "file");
		Files.writeString(this.root.resolve("other"), "other");
		Files.writeString(this.root.resolve("used"), "used");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Too many open files", "Too many open files in system" })
	void lackOfDescriptorsClosesIdleFilesAndTriesAgain(String words) {
		AtomicInteger opens = new AtomicInteger();
		Limited opener = new Limited("file", words, () -> opens.getAndIncrement() < 1);
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.unwatched(), opener)) {
			harness.file("other");
			CachedFile used = harness.file("used");
			assertThat(used.retain()).isTrue();
			assertThat(harness.content("a/file")).isEqualTo("file");
			assertThat(harness.cache.getIfFresh("other")).isNull();
			assertThat(harness.cache.getIfFresh("used")).isSameAs(used);
			assertThat(harness.cache.stats().openFiles()).isEqualTo(2);
			used.release();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "file", "a" })
	void lastingLackOfDescriptorsIsUnavailableAndNotCached(String where) {
		AtomicInteger opens = new AtomicInteger();
		Limited opener = new Limited(where, "Too many open files", () -> opens.getAndIncrement() < 2);
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.unwatched(), opener)) {
			assertThat(harness.get("a/file")).isInstanceOfSatisfying(Unavailable.class,
					(unavailable) -> assertThat(unavailable.reason()).contains("Too many open files"));
			assertThat(harness.cache.getIfFresh("a/file")).isNull();
			assertThat(harness.content("a/file")).isEqualTo("file");
		}
	}

	@Test
	void fileWhoseChannelWasClosedUnderTheCacheIsOpenedAnew() throws IOException {
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.unwatched(), new InterceptingOpener())) {
			CachedFile broken = harness.file("a/file");
			broken.channel().close();
			assertThat(broken.retain()).isFalse();
			assertThat(harness.cache.getIfFresh("a/file")).isNull();
			assertThat(harness.content("a/file")).isEqualTo("file");
		}
	}

	@Test
	void otherErrorsAreUnavailableAndKeepWhatIsCached() {
		Limited opener = new Limited("file", "Input/output error", () -> true);
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.unwatched(), opener)) {
			CachedFile other = harness.file("other");
			assertThat(harness.get("a/file")).isInstanceOf(Unavailable.class);
			assertThat(harness.cache.getIfFresh("other")).isSameAs(other);
		}
		Awaitility.await().untilAsserted(() -> assertThat(CacheHarness.openFileDescriptors(this.root)).isZero());
	}

	@ParameterizedTest
	@ValueSource(strings = { "file", "a" })
	void whatMayNotBeReadIsMissing(String where) {
		InterceptingOpener opener = new InterceptingOpener() {

			@Override
			void beforeOpen(Path path) throws IOException {
				if (path.endsWith(where)) {
					throw new AccessDeniedException(path.toString());
				}
			}

		};
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.unwatched(), opener)) {
			Missing missing = new Missing(Missing.Reason.NOT_PERMITTED);
			assertThat(harness.get("a/file")).isEqualTo(missing);
			assertThat(harness.cache.getIfFresh("a/file")).isEqualTo(missing);
		}
	}

	@Test
	void unexpectedErrorIsUnavailable() {
		InterceptingOpener opener = new InterceptingOpener() {

			@Override
			void beforeLook(Path path) {
				throw new IllegalStateException("unexpected");
			}

		};
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.unwatched(), opener)) {
			assertThat(harness.get("a/file")).isInstanceOf(Unavailable.class);
			assertThat(CacheHarness.openFileDescriptors(this.root)).isZero();
		}
	}

	@Test
	void refusingExecutorIsUnavailable() {
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.DEFAULTS)) {
			harness.executor.shutdown();
			assertThat(harness.get("a/file")).isInstanceOf(Unavailable.class);
			assertThat(harness.get("a/file")).isInstanceOf(Unavailable.class);
		}
	}

	@Test
	void closedCacheAnswersNothingAndGivesBackEverything() {
		CacheHarness harness = new CacheHarness(this.root, CacheHarness.DEFAULTS);
		CachedFile file = harness.file("a/file");
		assertThat(file.retain()).isTrue();
		harness.file("other");
		harness.close();
		assertThat(harness.cache.getIfFresh("a/file")).isNull();
		assertThat(harness.get("a/file")).isInstanceOf(Unavailable.class);
		Awaitility.await().untilAsserted(() -> assertThat(harness.cache.stats().openFiles()).isOne());
		assertThat(CacheHarness.read(file)).isEqualTo("file");
		file.release();
		Awaitility.await().untilAsserted(() -> assertThat(CacheHarness.openFileDescriptors(this.root)).isZero());
		assertThat(harness.watcher.watchedDirectories()).isZero();
	}

	@Test
	void lookUnderWayWhileTheCacheIsClosedLeaksNothing() throws Exception {
		CountDownLatch opening = new CountDownLatch(1);
		CountDownLatch proceed = new CountDownLatch(1);
		InterceptingOpener opener = new InterceptingOpener() {

			@Override
			void beforeOpen(Path path) throws IOException {
				if (path.endsWith("file")) {
					opening.countDown();
					try {
						proceed.await(10, TimeUnit.SECONDS);
					}
					catch (InterruptedException ex) {
						throw new IOException(ex);
					}
				}
			}

		};
		CacheHarness harness = new CacheHarness(this.root, CacheHarness.DEFAULTS, opener);
		CompletableFuture<CacheEntry> lookUp = harness.cache.get("a/file");
		assertThat(opening.await(10, TimeUnit.SECONDS)).isTrue();
		harness.cache.close();
		proceed.countDown();
		assertThat(lookUp.get(10, TimeUnit.SECONDS)).isInstanceOf(Unavailable.class);
		Awaitility.await().untilAsserted(() -> {
			assertThat(CacheHarness.openFileDescriptors(this.root)).isZero();
			assertThat(harness.cache.stats().openFiles()).isZero();
			assertThat(harness.watcher.watchedDirectories()).isZero();
		});
		harness.close();
	}

	@Test
	void changeReportedDuringALookIsNotLost() throws Exception {
		CountDownLatch reached = new CountDownLatch(1);
		CountDownLatch proceed = new CountDownLatch(1);
		InterceptingOpener opener = new InterceptingOpener() {

			@Override
			public FileChannel afterOpen(Path path, FileChannel channel) throws IOException {
				reached.countDown();
				try {
					proceed.await(10, TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					throw new IOException(ex);
				}
				return channel;
			}

		};
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.DEFAULTS, opener)) {
			CompletableFuture<CacheEntry> first = harness.cache.get("a/file");
			assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
			harness.cache.invalidate("a/file");
			CompletableFuture<CacheEntry> second = harness.cache.get("a/file");
			proceed.countDown();
			CacheEntry answered = first.get(10, TimeUnit.SECONDS);
			assertThat(answered).isInstanceOf(CachedFile.class).isNotSameAs(second.get(10, TimeUnit.SECONDS));
			assertThat(((CachedFile) answered).retain()).isTrue();
			((CachedFile) answered).release();
		}
	}

	/**
	 * Fails to open one name as the JDK reports errors it has no class for.
	 */
	private static final class Limited extends InterceptingOpener {

		private final String name;

		private final String words;

		private final BooleanSupplier fails;

		Limited(String name, String words, BooleanSupplier fails) {
			this.name = name;
			this.words = words;
			this.fails = fails;
		}

		@Override
		void beforeOpen(Path path) throws IOException {
			if (path.endsWith(this.name) && this.fails.getAsBoolean()) {
				throw new FileSystemException(path.toString(), null, this.words);
			}
		}

	}

}
