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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.netty.buffer.ByteBuf;
import io.netty.util.internal.PlatformDependent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What the cache holds stays bounded, and all of it is given back.
 */
class CacheLimitTests {

	@TempDir
	private Path root;

	@BeforeEach
	void resolveRoot() throws IOException {
		this.root = this.root.toRealPath();
	}

	@Test
	@Tag("slow")
	void entriesForWhatDoesNotExistAreBounded() {
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.DEFAULTS)) {
			List<CompletableFuture<CacheEntry>> lookups = new ArrayList<>();
			for (int i = 0; i < 100_000; i++) {
				lookups.add(harness.cache.get("absent" + i));
				if (lookups.size() == 1000) {
					CompletableFuture.allOf(lookups.toArray(CompletableFuture[]::new)).join();
					lookups.clear();
				}
			}
			Awaitility.await()
				.untilAsserted(() -> assertThat(harness.cache.stats().entries()).isLessThanOrEqualTo(4096));
			assertThat(harness.cache.stats().evictions()).isGreaterThan(90_000);
			assertThat(harness.cache.stats().openFiles()).isZero();
		}
	}

	@Test
	@Tag("slow")
	void filesEvictedUnderTheirReadersStayRight() throws IOException {
		createFiles(200);
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.openFiles(8))) {
			List<CompletableFuture<Void>> readers = IntStream.range(0, 4)
				.mapToObj((reader) -> CompletableFuture.runAsync(() -> readRandomly(harness, new Random(reader))))
				.toList();
			readers.forEach(CompletableFuture::join);
			Awaitility.await()
				.untilAsserted(() -> assertThat(harness.cache.stats().openFiles()).isLessThanOrEqualTo(8));
			assertThat(harness.cache.stats().evictions()).isPositive();
		}
		Awaitility.await().untilAsserted(() -> assertThat(CacheHarness.openFileDescriptors(this.root)).isZero());
	}

	@Test
	@Tag("slow")
	void tenThousandOpenedAndEvictedFilesLeaveNoDescriptor() throws IOException {
		createFiles(100);
		CacheHarness harness = new CacheHarness(this.root, CacheHarness.openFiles(4));
		for (int i = 0; i < 10_000; i++) {
			assertThat(harness.content("f" + (i % 100))).isEqualTo("content " + (i % 100));
		}
		assertThat(harness.cache.stats().misses()).isGreaterThan(5000);
		assertThat(CacheHarness.openFileDescriptors(this.root)).isLessThan(300);
		Awaitility.await()
			.untilAsserted(() -> assertThat(CacheHarness.openFileDescriptors(this.root)).isLessThanOrEqualTo(4));
		harness.close();
		Awaitility.await().untilAsserted(() -> assertThat(CacheHarness.openFileDescriptors(this.root)).isZero());
		assertThat(harness.cache.stats().openFiles()).isZero();
	}

	@Test
	@Tag("slow")
	void memoryIsBoundedAndReturns() throws IOException {
		createFiles(100);
		long before = PlatformDependent.usedDirectMemory();
		CacheHarness harness = new CacheHarness(this.root, CacheHarness.memory(64, 10_000, true));
		for (int i = 0; i < 100; i++) {
			assertThat(harness.content("f" + i)).isEqualTo("content " + i);
		}
		assertThat(CacheHarness.openFileDescriptors(this.root)).isZero();
		Awaitility.await().untilAsserted(() -> assertThat(harness.cache.stats().memoryFiles()).isBetween(1, 20));
		harness.close();
		Awaitility.await().untilAsserted(() -> {
			assertThat(harness.cache.stats().memoryFiles()).isZero();
			assertThat(harness.cache.stats().memoryBytes()).isZero();
		});
		assertThat(PlatformDependent.usedDirectMemory()).isLessThanOrEqualTo(before);
	}

	@Test
	void contentIsReadOnlyDirectAndOutlivesTheEntry() throws IOException {
		createFiles(1);
		Files.createFile(this.root.resolve("empty"));
		CacheHarness harness = new CacheHarness(this.root, CacheHarness.memory(64, 10_000, true));
		CachedFile file = harness.file("f0");
		ByteBuf content = file.content();
		assertThat(content.isReadOnly()).isTrue();
		assertThat(content.isDirect()).isTrue();
		assertThat(content.hasMemoryAddress()).isTrue();
		ByteBuf duplicate = content.retainedDuplicate();
		harness.close();
		Awaitility.await().untilAsserted(() -> assertThat(file.retain()).isFalse());
		assertThat(duplicate.toString(StandardCharsets.UTF_8)).isEqualTo("content 0");
		assertThat(duplicate.release()).isTrue();
	}

	@Test
	void emptyFileIsKeptInMemory() throws IOException {
		Files.createFile(this.root.resolve("empty"));
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.memory(64, 10_000, true))) {
			assertThat(harness.file("empty").content().readableBytes()).isZero();
			assertThat(harness.content("empty")).isEmpty();
		}
	}

	@Test
	void concurrentLookUpsShareOneLook() throws Exception {
		createFiles(1);
		CountDownLatch release = new CountDownLatch(1);
		AtomicInteger opens = new AtomicInteger();
		InterceptingOpener opener = new InterceptingOpener() {

			@Override
			void beforeOpen(Path path) throws IOException {
				if (path.endsWith("f0")) {
					opens.incrementAndGet();
					await(release);
				}
			}

		};
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.unwatched(), opener)) {
			List<CompletableFuture<CacheEntry>> lookUps = IntStream.range(0, 50)
				.mapToObj((i) -> harness.cache.get("f0"))
				.toList();
			release.countDown();
			Set<CacheEntry> entries = new HashSet<>();
			for (CompletableFuture<CacheEntry> lookUp : lookUps) {
				entries.add(lookUp.get(10, TimeUnit.SECONDS));
			}
			assertThat(entries).hasSize(1);
			assertThat(opens).hasValue(1);
		}
	}

	@Test
	void nothingIsClosedOnTheThreadThatLooksUpOrReleases() throws IOException {
		createFiles(200);
		Set<String> threads = ConcurrentHashMap.newKeySet();
		InterceptingOpener opener = new InterceptingOpener() {

			@Override
			public FileChannel afterOpen(Path path, FileChannel channel) {
				return new ClosingThreadChannel(channel, threads);
			}

		};
		CacheHarness harness = new CacheHarness(this.root, CacheHarness.openFiles(2), opener);
		for (int i = 0; i < 1000; i++) {
			String path = "f" + (i % 200);
			if (harness.cache.getIfFresh(path) == null && harness.get(path) instanceof CachedFile file
					&& file.retain()) {
				harness.cache.invalidate(path);
				file.release();
			}
		}
		harness.cache.invalidateAll();
		harness.executor.shutdown();
		harness.close();
		Awaitility.await().untilAsserted(() -> assertThat(harness.cache.stats().openFiles()).isZero());
		assertThat(threads).isNotEmpty().doesNotContain(Thread.currentThread().getName());
	}

	@Test
	void releasingTooOftenIsRefused() throws IOException {
		createFiles(1);
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.DEFAULTS)) {
			CachedFile file = harness.file("f0");
			harness.cache.close();
			Awaitility.await().untilAsserted(() -> assertThat(harness.cache.stats().openFiles()).isZero());
			assertThat(file.retain()).isFalse();
			assertThatIllegalStateException().isThrownBy(file::release);
			assertThat(file.channel().isOpen()).isFalse();
		}
	}

	private void readRandomly(CacheHarness harness, Random random) {
		for (int i = 0; i < 2000; i++) {
			int number = random.nextInt(200);
			assertThat(harness.content("f" + number)).isEqualTo("content " + number);
		}
	}

	private void createFiles(int count) throws IOException {
		for (int i = 0; i < count; i++) {
			Files.writeString(this.root.resolve("f" + i), "content " + i);
		}
	}

	private static void await(CountDownLatch latch) throws IOException {
		try {
			latch.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

}
