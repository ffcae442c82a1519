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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

@EnabledOnOs(OS.LINUX)
class DirectoryWatcherTests {

	/** A line of {@code /proc/self/fdinfo}, see proc_pid_fdinfo(5). */
	private static final Pattern WATCH = Pattern.compile("^inotify wd:\\S+ ino:(\\S+)");

	@TempDir
	private Path directory;

	private final DirectoryWatcher watcher = new DirectoryWatcher();

	private final AtomicInteger changes = new AtomicInteger();

	@AfterEach
	void closeWatcher() {
		this.watcher.close();
	}

	@Test
	void linuxCanWatch() {
		assertThat(this.watcher.unavailabilityCause()).isNull();
		this.watcher.close();
		assertThat(this.watcher.unavailabilityCause()).contains("closed");
	}

	@Test
	void onlyTheNameDependedOnIsReported() throws IOException {
		ChangeSubscription subscription = subscribe("name");
		Files.createFile(this.directory.resolve("other"));
		Files.createFile(this.directory.resolve("name"));
		awaitChanges(1);
		assertThat(subscription.complete()).isTrue();
	}

	@Test
	void releasedDirectoryIsWatchedForNobody() {
		ChangeSubscription first = subscribe("first");
		ChangeSubscription second = subscribe("second");
		assertThat(this.watcher.watchedDirectories()).isOne();
		first.close();
		assertThat(this.watcher.watchedDirectories()).isOne();
		second.close();
		assertThat(this.watcher.watchedDirectories()).isZero();
	}

	@Test
	void releasedDirectoryIsWatchedUntilSomethingHappensInIt() throws IOException {
		subscribe("name").close();
		assertThat(inodesWatched()).contains(inode(this.directory));
		ChangeSubscription again = subscribe("name");
		Files.createFile(this.directory.resolve("name"));
		awaitChanges(1);
		again.close();
		assertThat(inodesWatched()).contains(inode(this.directory));
		Files.createFile(this.directory.resolve("unrelated"));
		Awaitility.await().untilAsserted(() -> assertThat(inodesWatched()).doesNotContain(inode(this.directory)));
		assertThat(this.changes).hasValue(1);
		subscribe("name");
		Files.delete(this.directory.resolve("name"));
		awaitChanges(2);
	}

	@Test
	void directoryThatTookThePlaceOfAReleasedOneIsWatched() throws IOException {
		Path child = Files.createDirectory(this.directory.resolve("child"));
		subscribe(this.watcher, child).close();
		Files.move(child, this.directory.resolve("moved"));
		Files.createDirectory(child);
		ChangeSubscription after = subscribe(this.watcher, child);
		Files.createFile(child.resolve("name"));
		awaitChanges(1);
		assertThat(after.complete()).isTrue();
	}

	@Test
	void releasedDirectoryThatWasDeletedIsForgotten() throws IOException {
		Path child = Files.createDirectory(this.directory.resolve("child"));
		String inode = inode(child);
		subscribe(this.watcher, child).close();
		assertThat(inodesWatched()).contains(inode);
		Files.delete(child);
		assertThat(inodesWatched()).doesNotContain(inode);
		assertThat(subscribe(this.watcher, child).complete()).isFalse();
	}

	@Test
	void ofManyReleasedDirectoriesTheLatestAreWatched() throws IOException {
		List<String> inodes = new ArrayList<>();
		try (DirectoryWatcher forgetful = new DirectoryWatcher(2)) {
			for (int i = 0; i < 5; i++) {
				Path child = Files.createDirectory(this.directory.resolve("child" + i));
				inodes.add(inode(child));
				subscribe(forgetful, child).close();
			}
			assertThat(forgetful.watchedDirectories()).isZero();
			assertThat(inodesWatched()).doesNotContainAnyElementsOf(inodes.subList(0, 3))
				.containsAll(inodes.subList(3, 5));
		}
		Awaitility.await().untilAsserted(() -> assertThat(inodesWatched()).doesNotContainAnyElementsOf(inodes));
	}

	@Test
	void writesAreReportedOnlyToThoseWhoDependOnContent() throws IOException {
		Path file = Files.createFile(this.directory.resolve("file"));
		ChangeSubscription name = new ChangeSubscription(this.watcher, this.changes::incrementAndGet);
		name.addName(this.directory, "file");
		AtomicInteger markers = new AtomicInteger();
		ChangeSubscription marker = new ChangeSubscription(this.watcher, markers::incrementAndGet);
		marker.addName(this.directory, "marker");
		Files.writeString(file, "written");
		Files.createFile(this.directory.resolve("marker"));
		Awaitility.await().untilAsserted(() -> assertThat(markers).hasValue(1));
		assertThat(this.changes).hasValue(0);
		ChangeSubscription content = subscribe("file");
		Files.writeString(file, "written again");
		Awaitility.await().untilAsserted(() -> assertThat(this.changes).hasPositiveValue());
		assertThat(this.watcher.watchedDirectories()).isOne();
		content.close();
	}

	@Test
	void directoryReachedByTwoPathsIsWatchedByBoth() throws IOException {
		Path real = Files.createDirectory(this.directory.resolve("real"));
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), real);
		ChangeSubscription first = new ChangeSubscription(this.watcher, this.changes::incrementAndGet);
		first.add(real, "file");
		ChangeSubscription second = new ChangeSubscription(this.watcher, this.changes::incrementAndGet);
		second.addName(link, "file");
		int before = this.changes.get();
		Files.createFile(real.resolve("file"));
		awaitChanges(before + 2);
		second.close();
		Files.writeString(real.resolve("file"), "still watched");
		Awaitility.await().untilAsserted(() -> assertThat(this.changes).hasValueGreaterThan(before + 2));
	}

	@Test
	void directoryInPlaceOfAnotherIsWatchedWhileTheOldOneIsStillDependedOn() throws IOException {
		Path child = Files.createDirectory(this.directory.resolve("child"));
		ChangeSubscription before = subscribe("child");
		before.add(child, "file");
		Files.move(child, this.directory.resolve("moved"));
		Files.createDirectory(child);
		awaitChanges(1);
		Awaitility.await().untilAsserted(() -> {
			AtomicInteger seen = new AtomicInteger();
			ChangeSubscription after = new ChangeSubscription(this.watcher, seen::incrementAndGet);
			after.add(child, "file");
			Files.deleteIfExists(child.resolve("file"));
			Files.createFile(child.resolve("file"));
			Awaitility.await().atMost(Duration.ofMillis(500)).untilAsserted(() -> assertThat(seen).hasPositiveValue());
			after.close();
		});
		before.close();
		assertThat(this.watcher.watchedDirectories()).isZero();
	}

	/**
	 * As when something is mounted there. A link that nobody depends on needs no rights.
	 */
	@Test
	void directoryThatTookThePlaceOfAnotherUnseenIsWatched() throws IOException {
		Path second = Files.createDirectory(this.directory.resolve("second"));
		Path link = this.directory.resolve("link");
		Files.createSymbolicLink(link, Files.createDirectory(this.directory.resolve("first")));
		subscribe(this.watcher, link);
		Files.delete(link);
		Files.createSymbolicLink(link, second);
		Awaitility.await().untilAsserted(() -> {
			subscribe(this.watcher, link).close();
			assertThat(this.changes).hasValue(1);
		});
		ChangeSubscription after = subscribe(this.watcher, link);
		Files.createFile(second.resolve("name"));
		awaitChanges(2);
		assertThat(after.complete()).isTrue();
	}

	@Test
	void whatCannotBeWatchedIsNotComplete() {
		ChangeSubscription subscription = subscribe("name");
		assertThat(subscription.complete()).isTrue();
		subscription.add(this.directory.resolve("absent"), "name");
		assertThat(subscription.complete()).isFalse();
		assertThat(this.watcher.watchedDirectories()).isZero();
	}

	@Test
	void fileSystemWithoutReportsIsNotWatched() {
		ChangeSubscription subscription = new ChangeSubscription(this.watcher, this.changes::incrementAndGet);
		subscription.add(Path.of("/proc/sys/kernel"), "ostype");
		assertThat(subscription.complete()).isFalse();
		try (CacheHarness harness = new CacheHarness(Path.of("/proc/sys/kernel"), CacheHarness.DEFAULTS)) {
			harness.file("ostype");
			assertThat(harness.cache.getIfFresh("ostype")).isNotNull();
			harness.putClockForward(Duration.ofSeconds(2));
			assertThat(harness.cache.getIfFresh("ostype")).isNull();
		}
	}

	@Test
	void closingTellsEverybody() {
		subscribe("name");
		this.watcher.close();
		assertThat(this.changes).hasValue(1);
		assertThat(subscribe("name").complete()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "ext4,true", "xfs,true", "btrfs,true", "tmpfs,true", "overlay,true", "zfs,true", "fuseblk,true",
			"nfs,false", "nfs4,false", "cifs,false", "smb3,false", "9p,false", "ceph,false", "fuse,false",
			"fuse.sshfs,false", "fuse.glusterfs,false", "FUSE.s3fs,false", "virtiofs,false", "lustre,false",
			"afs,false", "proc,false" })
	void onlyLocalFileSystemsReportTheirChanges(String type, boolean reports) {
		assertThat(ChangeReporting.coversType(type)).isEqualTo(reports);
	}

	/**
	 * Return the numbers of the inodes that the kernel watches for this process.
	 */
	private static List<String> inodesWatched() throws IOException {
		List<String> inodes = new ArrayList<>();
		try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fdinfo"))) {
			for (Path descriptor : descriptors) {
				try {
					Files.readAllLines(descriptor)
						.stream()
						.map(WATCH::matcher)
						.filter(Matcher::find)
						.forEach((watch) -> inodes.add(watch.group(1)));
				}
				catch (NoSuchFileException ex) {
					// closed meanwhile
				}
			}
		}
		return inodes;
	}

	private static String inode(Path directory) throws IOException {
		assumeFalse(Files.getFileStore(directory).type().equals("overlay"), "has two numbers for a directory");
		return Long.toHexString((Long) Files.getAttribute(directory, "unix:ino"));
	}

	private ChangeSubscription subscribe(String name) {
		return subscribe(this.watcher, this.directory, name);
	}

	private ChangeSubscription subscribe(DirectoryWatcher watcher, Path directory) {
		return subscribe(watcher, directory, "name");
	}

	private ChangeSubscription subscribe(DirectoryWatcher watcher, Path directory, String name) {
		ChangeSubscription subscription = new ChangeSubscription(watcher, this.changes::incrementAndGet);
		subscription.add(directory, name);
		return subscription;
	}

	private void awaitChanges(int count) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(2))
			.untilAsserted(() -> assertThat(this.changes).hasValueGreaterThanOrEqualTo(count));
	}

}
