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
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reading directories beneath a root.
 */
class DirectoryReaderTests {

	@TempDir
	private Path temporary;

	private Path root;

	@BeforeEach
	void createTree() throws IOException {
		this.root = Files.createDirectory(this.temporary.toRealPath().resolve("root"));
		Files.writeString(this.root.resolve("a.txt"), "12345");
		Files.createDirectories(this.root.resolve("sub/deeper"));
		Files.writeString(this.root.resolve("sub/b.txt"), "1");
		Files.createDirectory(this.temporary.resolve("outside"));
		Files.writeString(this.temporary.resolve("outside/secret.txt"), "secret");
	}

	@Test
	void filesAndDirectoriesAreVisited() throws Exception {
		Files.setLastModifiedTime(this.root.resolve("a.txt"), FileTime.fromMillis(123_456));
		Recorder recorder = new Recorder();
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.DEFAULTS)) {
			assertThat(list(harness, "", recorder)).isInstanceOf(CachedDirectory.class);
			assertThat(recorder.entries.keySet()).containsExactly("a.txt", "sub");
			assertThat(recorder.entries.get("a.txt")).isEqualTo(new DirectoryEntry("a.txt", 5, 123_456));
			assertThat(recorder.entries.get("sub").isDirectory()).isTrue();
			assertThat(list(harness, "sub", recorder)).isInstanceOf(CachedDirectory.class);
			assertThat(recorder.entries.keySet()).containsExactly("b.txt", "deeper");
			assertThat(list(harness, "a.txt", recorder)).isInstanceOf(Missing.class);
			assertThat(list(harness, "nowhere", recorder)).isInstanceOf(Missing.class);
			assertThat(list(harness, "../outside", recorder)).isInstanceOf(Missing.class);
		}
		assertThat(CacheHarness.openFileDescriptors(this.temporary)).isZero();
	}

	@ParameterizedTest
	@EnumSource(SymlinkPolicy.class)
	void linksAreVisitedWhereTheyWouldBeFollowed(SymlinkPolicy policy) throws Exception {
		link("inside", "a.txt");
		link("inside-directory", "sub");
		link("self", ".");
		link("outside", "../outside");
		link("secret", "../outside/secret.txt");
		link("dangling", "nowhere");
		link("loop", "loop");
		link("impossible", "x".repeat(300));
		link("device", "/dev/zero");
		Recorder recorder = new Recorder();
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.symlinks(policy))) {
			assertThat(list(harness, "", recorder)).isInstanceOf(CachedDirectory.class);
			for (String name : recorder.entries.keySet()) {
				assertThat(harness.get(name)).as(name).isInstanceOfAny(CachedFile.class, CachedDirectory.class);
			}
		}
		switch (policy) {
			case DENY -> assertThat(recorder.entries.keySet()).containsExactly("a.txt", "sub");
			case WITHIN_ROOT -> assertThat(recorder.entries.keySet()).containsExactly("a.txt", "inside",
					"inside-directory", "self", "sub");
			case FOLLOW -> assertThat(recorder.entries.keySet()).containsExactly("a.txt", "inside", "inside-directory",
					"outside", "secret", "self", "sub");
		}
	}

	@Test
	void nothingOutsideIsOpenedWhenTheDirectoryIsReplacedByALink() throws Exception {
		AtomicInteger swaps = new AtomicInteger();
		InterceptingOpener opener = new InterceptingOpener() {

			@Override
			void beforeOpen(Path path) throws IOException {
				if (path.endsWith("sub") && swaps.getAndIncrement() == 0) {
					Files.move(path, path.resolveSibling("moved"));
					Files.createSymbolicLink(path, Path.of("../outside"));
				}
			}

		};
		Recorder recorder = new Recorder();
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.DEFAULTS, opener)) {
			assertThat(list(harness, "sub", recorder)).isEqualTo(new Missing(Missing.Reason.SYMLINK_REFUSED));
		}
		assertThat(swaps).hasValue(1);
		assertThat(recorder.entries).isEmpty();
		assertThat(opener.opened).allMatch((path) -> path.startsWith(this.root));
	}

	@Test
	void entryThatCannotBeLookedAtHidesOnlyItself() throws Exception {
		InterceptingOpener opener = new InterceptingOpener() {

			@Override
			void beforeLook(Path path) throws IOException {
				if (path.endsWith("a.txt")) {
					throw new AccessDeniedException(path.toString());
				}
			}

		};
		Recorder recorder = new Recorder();
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.DEFAULTS, opener)) {
			assertThat(list(harness, "", recorder)).isInstanceOf(CachedDirectory.class);
		}
		assertThat(recorder.entries.keySet()).containsExactly("sub");
	}

	@Test
	void directoryIsReadAgainWhenDescriptorsRanOut() throws Exception {
		AtomicInteger looks = new AtomicInteger();
		InterceptingOpener opener = new InterceptingOpener() {

			@Override
			void beforeLook(Path path) throws IOException {
				if (looks.incrementAndGet() == 2) {
					throw new FileSystemException(path.toString(), null, "Too many open files");
				}
			}

		};
		Recorder recorder = new Recorder();
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.DEFAULTS, opener)) {
			assertThat(list(harness, "", recorder)).isInstanceOf(CachedDirectory.class);
		}
		assertThat(recorder.begun).isEqualTo(2);
		assertThat(recorder.entries.keySet()).containsExactly("a.txt", "sub");
	}

	@Test
	void visitorEndsTheReading() throws Exception {
		Recorder recorder = new Recorder();
		recorder.most = 1;
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.DEFAULTS)) {
			assertThat(list(harness, "", recorder)).isInstanceOf(CachedDirectory.class);
		}
		assertThat(recorder.entries).hasSize(1);
	}

	@Test
	void platformWithoutHeldDirectoriesReadsTheSame() throws Exception {
		Recorder recorder = new Recorder();
		try (CacheHarness harness = new CacheHarness(this.root, CacheHarness.DEFAULTS, PathDirectoryHandle::new)) {
			assertThat(list(harness, "sub", recorder)).isInstanceOf(CachedDirectory.class);
			assertThat(recorder.entries.keySet()).containsExactly("b.txt", "deeper");
		}
		assertThat(CacheHarness.openFileDescriptors(this.temporary)).isZero();
	}

	@Test
	void closedCacheReadsNothing() throws Exception {
		CacheHarness harness = new CacheHarness(this.root, CacheHarness.DEFAULTS);
		harness.close();
		assertThat(list(harness, "", new Recorder())).isInstanceOf(Unavailable.class);
	}

	private void link(String name, String target) throws IOException {
		Files.createSymbolicLink(this.root.resolve(name), Path.of(target));
	}

	private static CacheEntry list(CacheHarness harness, String path, DirectoryVisitor visitor) throws Exception {
		return harness.cache.list(path, visitor).get(20, TimeUnit.SECONDS);
	}

	private static final class Recorder implements DirectoryVisitor {

		private final Map<String, DirectoryEntry> entries = new TreeMap<>();

		private int begun;

		private int most = Integer.MAX_VALUE;

		@Override
		public void begin() {
			this.begun++;
			this.entries.clear();
		}

		@Override
		public boolean wants(String name) {
			return true;
		}

		@Override
		public boolean visit(DirectoryEntry entry) {
			this.entries.put(entry.name(), entry);
			return this.entries.size() < this.most;
		}

	}

}
