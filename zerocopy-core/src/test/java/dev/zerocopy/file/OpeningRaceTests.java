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
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tree changes while it is walked: at the worst moment, and at many moments.
 */
class OpeningRaceTests {

	@TempDir
	private Path directory;

	private Path root;

	@BeforeEach
	void createTree() throws IOException {
		this.directory = this.directory.toRealPath();
		this.root = Files.createDirectories(this.directory.resolve("root"));
		Files.createDirectories(this.root.resolve("a"));
		Files.writeString(this.root.resolve("a/file"), "public");
		Files.createDirectories(this.directory.resolve("outside"));
		Files.writeString(this.directory.resolve("outside/file"), "secret");
	}

	@Test
	void directorySwappedForALinkBetweenLookAndOpenLeadsNowhere() {
		InterceptingOpener opener = new InterceptingOpener() {

			@Override
			void beforeOpen(Path path) throws IOException {
				if (path.endsWith("root/a") && !Files.isSymbolicLink(path)) {
					Files.move(path, OpeningRaceTests.this.root.resolve("moved"));
					Files.createSymbolicLink(path, OpeningRaceTests.this.directory.resolve("outside"));
				}
			}

		};
		assertThat(look(opener, "a/file")).isEqualTo("Missing[reason=SYMLINK_REFUSED]");
		assertThat(opener.opened).noneMatch((path) -> path.startsWith(this.directory.resolve("outside")));
	}

	@Test
	void fileSwappedForALinkBetweenLookAndOpenLeadsNowhere() {
		InterceptingOpener opener = new InterceptingOpener() {

			@Override
			void beforeOpen(Path path) throws IOException {
				if (path.endsWith("a/file")) {
					Files.delete(path);
					Files.createSymbolicLink(path, OpeningRaceTests.this.directory.resolve("outside/file"));
				}
			}

		};
		assertThat(look(opener, "a/file")).isEqualTo("Missing[reason=SYMLINK_REFUSED]");
		assertThat(opener.opened).doesNotContain(this.root.resolve("a/file"));
	}

	@Test
	void directoryAboveSwappedForALinkDoesNotMatterOnceItIsHeld() {
		InterceptingOpener opener = new InterceptingOpener() {

			@Override
			void beforeOpen(Path path) throws IOException {
				if (path.endsWith("a/file")) {
					Path parent = path.getParent();
					Files.move(parent, OpeningRaceTests.this.root.resolve("moved"));
					Files.createSymbolicLink(parent, OpeningRaceTests.this.directory.resolve("outside"));
				}
			}

		};
		assertThat(look(opener, "a/file")).isEqualTo("public");
	}

	@Test
	void linkSwappedWhileItIsReadLeadsNoFurtherThanTheRoot() throws IOException {
		Path link = Files.createSymbolicLink(this.root.resolve("link"), Path.of("a"));
		InterceptingOpener opener = new InterceptingOpener() {

			private int looks;

			@Override
			void beforeLook(Path path) throws IOException {
				if (path.equals(link) && this.looks++ == 1) {
					Files.delete(link);
					Files.createSymbolicLink(link, OpeningRaceTests.this.directory.resolve("outside"));
				}
			}

		};
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.DEFAULTS, opener)) {
			assertThat(harness.content("link/file")).isEqualTo("public");
			harness.cache.invalidateAll();
			assertThat(harness.content("link/file")).isEqualTo("Missing[reason=SYMLINK_REFUSED]");
		}
	}

	@Test
	void fileWhoseDirectoryLinkIsSwitchedOnTheWayIsFoundInItsNewPlace() throws IOException {
		Files.createDirectory(this.root.resolve("v2"));
		Files.writeString(this.root.resolve("v2/file"), "version 2");
		Path current = Files.createSymbolicLink(this.root.resolve("current"), Path.of("a"));
		Path next = Files.createSymbolicLink(this.root.resolve("next"), Path.of("v2"));
		InterceptingOpener opener = new InterceptingOpener() {

			@Override
			void beforeLook(Path path) throws IOException {
				if (path.endsWith("a/file")) {
					Files.move(next, current, StandardCopyOption.ATOMIC_MOVE);
					Files.delete(path);
				}
			}

		};
		assertThat(look(opener, "current/file")).isEqualTo("version 2");
	}

	@Test
	void replacedBetweenLookAndOpenIsOpenedAgain() {
		AtomicInteger replacements = new AtomicInteger();
		InterceptingOpener opener = new InterceptingOpener() {

			@Override
			void beforeOpen(Path path) throws IOException {
				if (path.endsWith("a/file") && replacements.getAndIncrement() < 3) {
					Path next = OpeningRaceTests.this.root.resolve("next");
					Files.writeString(next, "version " + replacements.get());
					Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
				}
			}

		};
		assertThat(look(opener, "a/file")).isEqualTo("version 3");
		assertThat(replacements).hasValue(4);
	}

	@Test
	void replacedForeverIsUnavailableAndLeaksNothing() {
		AtomicInteger replacements = new AtomicInteger();
		InterceptingOpener opener = new InterceptingOpener() {

			@Override
			void beforeOpen(Path path) throws IOException {
				if (path.endsWith("a/file")) {
					Path next = OpeningRaceTests.this.root.resolve("next");
					Files.writeString(next, "version " + replacements.incrementAndGet());
					Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
				}
			}

		};
		assertThat(look(opener, "a/file")).contains("faster than it can be read");
		assertThat(CacheHarness.openFileDescriptors(this.directory)).isZero();
	}

	@Test
	void fileGrowingForeverIsServedWithFactsThatHold() throws IOException {
		InterceptingOpener opener = new InterceptingOpener() {

			@Override
			FileChannel afterOpen(Path path, FileChannel channel) throws IOException {
				Files.writeString(path, Files.readString(path) + "+");
				return channel;
			}

		};
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.memory(4096, 1 << 20, true), opener)) {
			CachedFile file = harness.file("a/file");
			assertThat(file.channel()).isNotNull();
			assertThat(file.facts().settled()).isFalse();
			assertThat(file.channel().size()).isGreaterThanOrEqualTo(file.facts().size());
		}
	}

	@Test
	void secretIsNeverReadWhileADirectoryIsSwappedForALink() throws Exception {
		Path link = Files.createSymbolicLink(this.root.resolve("link"), Path.of("../outside"));
		AtomicBoolean done = new AtomicBoolean();
		CompletableFuture<Void> attacker = CompletableFuture.runAsync(() -> {
			Path parent = this.root.resolve("a");
			Path aside = this.root.resolve("aside");
			try {
				while (!done.get()) {
					Files.move(parent, aside);
					Files.move(link, parent);
					Files.move(parent, link);
					Files.move(aside, parent);
				}
			}
			catch (IOException ex) {
				throw new AssertionError(ex);
			}
		});
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.DEFAULTS)) {
			int found = 0;
			for (int i = 0; i < 2000; i++) {
				String content = harness.content("a/file");
				assertThat(content).doesNotContain("secret");
				found += content.equals("public") ? 1 : 0;
				harness.cache.invalidateAll();
			}
			assertThat(found).isPositive();
		}
		finally {
			done.set(true);
			attacker.get(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void readersNeverSeeFactsOfOneVersionWithBytesOfAnother() throws Exception {
		Path file = this.root.resolve("a/file");
		AtomicBoolean done = new AtomicBoolean();
		CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
			try {
				for (int i = 1; !done.get(); i = i % 40 + 1) {
					Path next = this.root.resolve("next");
					Files.writeString(next, "x".repeat(i));
					Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
				}
			}
			catch (IOException ex) {
				throw new AssertionError(ex);
			}
		});
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.memory(20, 1 << 20, true))) {
			for (int i = 0; i < 2000; i++) {
				CacheEntry entry = harness.get("a/file");
				if (entry instanceof CachedFile cached && cached.retain()) {
					long size = (cached.channel() != null) ? cached.channel().size() : cached.content().readableBytes();
					assertThat(cached.facts().size()).isEqualTo(size);
					cached.release();
				}
			}
		}
		finally {
			done.set(true);
			writer.get(10, TimeUnit.SECONDS);
		}
	}

	private String look(InterceptingOpener opener, String path) {
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.DEFAULTS, opener)) {
			return harness.content(path);
		}
	}

}
