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
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@EnabledOnOs(OS.LINUX)
class WatchRegistryTests {

	@TempDir
	private Path directory;

	private final WatchRegistry registry = new WatchRegistry(100_000);

	private final List<ChangeSubscription> changed = new ArrayList<>();

	private WatchService service;

	@BeforeEach
	void startService() throws IOException {
		this.service = FileSystems.getDefault().newWatchService();
	}

	@AfterEach
	void closeService() throws IOException {
		this.service.close();
	}

	@Test
	void onlyWhatLiesBeneathADirectoryGoesWithIt() throws Exception {
		create("a/b/c", "a-b", "a0");
		ChangeSubscription itself = depend("a");
		ChangeSubscription beneath = depend("a/b/c");
		ChangeSubscription longer = depend("a-b");
		ChangeSubscription digit = depend("a0");
		ChangeSubscription parent = depend("");
		Files.move(this.directory.resolve("a"), this.directory.resolve("z"));
		processNext();
		assertThat(this.changed).containsExactlyInAnyOrder(itself, beneath).doesNotContain(parent, longer, digit);
		assertThat(this.registry.size()).isEqualTo(3);
	}

	@Test
	@Tag("slow")
	void workWhenAllIsDeletedGrowsWithTheNumberOfDirectoriesOnly() throws Exception {
		int count = 12_000;
		String[] names = IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new);
		create(names);
		for (String name : names) {
			depend(name);
		}
		depend("");
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long nanos = 0;
		for (String name : names) {
			Files.delete(this.directory.resolve(name));
			for (WatchKey key = this.service.poll(); key != null; key = this.service.poll()) {
				long started = threads.getCurrentThreadCpuTime();
				this.registry.process(key, this.changed);
				nanos += threads.getCurrentThreadCpuTime() - started;
			}
		}
		while (this.registry.size() > 1) {
			processNext();
		}
		assertThat(this.changed).hasSize(count);
		assertThat(TimeUnit.NANOSECONDS.toMillis(nanos)).isLessThan(2000);
	}

	@Test
	void directoryThatCannotBeWatchedCostsNoOther() throws Exception {
		create("a");
		this.registry.release(depend("a"));
		Path file = Files.createFile(this.directory.resolve("file"));
		assertThatExceptionOfType(NotDirectoryException.class)
			.isThrownBy(() -> register("file", DirectoryIdentity.of(file), true));
		create("a/child");
		assertThat(this.service.poll(5, TimeUnit.SECONDS)).isNotNull();
	}

	@Test
	void directoryThatCannotBeTakenUpAgainIsDependedOnByNobody() throws Exception {
		create("a");
		DirectoryIdentity identity = DirectoryIdentity.of(this.directory.resolve("a"));
		register("a", identity, false);
		ChangeSubscription subscription = subscription();
		this.registry.add(subscription, this.directory.resolve("a"), "name", false);
		this.registry.release(subscription);
		Files.move(this.directory.resolve("a"), this.directory.resolve("b"));
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> register("a", identity, true));
		assertThat(this.registry.size()).isZero();
	}

	@Test
	void directoryReplacedJustBeforeItIsWatchedIsNotTakenForTheOneBefore() throws Exception {
		create("a", "b");
		DirectoryIdentity before = DirectoryIdentity.of(this.directory.resolve("a"));
		exchange("a", "b");
		register("a", before, true);
		ChangeSubscription first = subscription();
		this.registry.add(first, this.directory.resolve("a"), "name", true);
		this.registry.release(first);
		exchange("a", "b");
		ChangeSubscription second = depend("a");
		create("a/name");
		processNext();
		assertThat(this.changed).containsExactly(second);
	}

	@Test
	void directoriesNobodyDependsOnTakeLittleMemoryWhateverTheyWere() throws Exception {
		String[] names = IntStream.range(0, 100_000).mapToObj(Integer::toString).toArray(String[]::new);
		long before = memoryUsed();
		for (int i = 0; i < 20; i++) {
			create("child" + i);
			ChangeSubscription subscription = depend("child" + i);
			Path path = this.directory.resolve("child" + i);
			for (String name : names) {
				this.registry.add(subscription, path, name, true);
			}
			this.registry.release(subscription);
		}
		assertThat(memoryUsed() - before).isLessThan(8_000_000);
	}

	private static long memoryUsed() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	private void exchange(String first, String second) throws IOException {
		Path between = this.directory.resolve("between");
		Files.move(this.directory.resolve(first), between);
		Files.move(this.directory.resolve(second), this.directory.resolve(first));
		Files.move(between, this.directory.resolve(second));
	}

	private void create(String... paths) throws IOException {
		for (String path : paths) {
			Files.createDirectories(this.directory.resolve(path));
		}
	}

	private ChangeSubscription depend(String directory) throws IOException {
		Path path = this.directory.resolve(directory);
		register(directory, DirectoryIdentity.of(path), true);
		ChangeSubscription subscription = subscription();
		assertThat(this.registry.add(subscription, path, "name", true)).isTrue();
		return subscription;
	}

	private void register(String directory, DirectoryIdentity identity, boolean content) throws IOException {
		this.registry.register(this.service, this.directory.resolve(directory), identity, content, this.changed);
	}

	private static ChangeSubscription subscription() {
		return new ChangeSubscription(null, () -> {
		});
	}

	private void processNext() throws InterruptedException {
		WatchKey key = this.service.poll(5, TimeUnit.SECONDS);
		assertThat(key).isNotNull();
		this.registry.process(key, this.changed);
	}

}
