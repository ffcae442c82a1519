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

package dev.zerocopy.mount;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.zerocopy.file.DirectoryEntry;
import dev.zerocopy.listing.ListingOrder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Directories resolved to listings and read.
 */
class ListingReadTests {

	@TempDir
	private Path root;

	@Test
	void directoryWithoutIndexResolvesToAListing() throws Exception {
		Files.createDirectories(this.root.resolve("plain"));
		Files.createDirectories(this.root.resolve("indexed"));
		Files.createDirectories(this.root.resolve(".hidden"));
		Files.writeString(this.root.resolve("indexed/index.html"), "index");
		Files.writeString(this.root.resolve("file.txt"), "file");
		try (MountFixture fixture = new MountFixture(Map.of("/", this.root), ListingMode.HTML)) {
			Mount mount = fixture.files().mounts().get(0);
			assertThat(resolve(mount, "/plain/")).isEqualTo(new Resolution.Listing(MountFixture.path("/plain/")));
			assertThat(resolve(mount, "/")).isEqualTo(new Resolution.Listing(MountFixture.path("/")));
			assertThat(resolve(mount, "/plain")).isInstanceOf(Resolution.MissingSlash.class);
			assertThat(resolve(mount, "/indexed/")).isInstanceOf(Resolution.Found.class);
			for (String path : List.of("/file.txt/", "/nowhere/", "/.hidden/", "/.hidden", "/nowhere")) {
				assertThat(resolve(mount, path)).as(path).isInstanceOf(Resolution.NotFound.class);
			}
		}
		try (MountFixture fixture = new MountFixture(Map.of("/", this.root))) {
			Mount mount = fixture.files().mounts().get(0);
			assertThat(resolve(mount, "/plain/")).isInstanceOf(Resolution.NotFound.class);
			assertThat(resolve(mount, "/plain")).isInstanceOf(Resolution.NotFound.class);
		}
	}

	@Test
	void moreEntriesThanAllowedAreLeftOut() throws Exception {
		create(150);
		try (MountFixture fixture = new MountFixture(Map.of("/", this.root), ListingMode.HTML);
				ListingRead read = fixture.files().mounts().get(0).list(MountFixture.path("/"), ListingOrder.DEFAULT)) {
			ListingOutcome outcome = read.outcome().get(20, TimeUnit.SECONDS);
			assertThat(outcome).isInstanceOfSatisfying(ListingOutcome.Listed.class, (listed) -> {
				assertThat(listed.listing().entries()).hasSize(100);
				assertThat(listed.listing().truncated()).isTrue();
			});
		}
	}

	@Test
	void namesThatNoRequestCanAskForAreLeftOut() throws Exception {
		for (String name : List.of("good", "new\nline", "back\\slash", "tab\t", ".hidden", "\u0085")) {
			Files.createFile(this.root.resolve(name));
		}
		try (MountFixture fixture = new MountFixture(Map.of("/", this.root), ListingMode.HTML);
				ListingRead read = fixture.files().mounts().get(0).list(MountFixture.path("/"), ListingOrder.DEFAULT)) {
			assertThat(names(read.outcome().get(20, TimeUnit.SECONDS))).containsExactly("good");
		}
	}

	@Test
	void budgetIsGivenBackHoweverTheReadingEnds() throws Exception {
		create(90);
		try (MountFixture fixture = new MountFixture(Map.of("/", this.root), ListingMode.HTML)) {
			Mount mount = fixture.files().mounts().get(0);
			ListingBudget budget = new ListingBudget(128);
			ListingRead first = read(mount, budget);
			assertThat(first.outcome().get(20, TimeUnit.SECONDS)).isInstanceOf(ListingOutcome.Listed.class);
			assertThat(budget.left()).isZero();
			ListingRead second = read(mount, budget);
			assertThat(second.outcome().get(20, TimeUnit.SECONDS)).isInstanceOf(ListingOutcome.Unavailable.class);
			second.close();
			first.close();
			first.close();
			assertThat(budget.left()).isEqualTo(128);
			ListingRead cancelled = read(mount, budget);
			cancelled.close();
			await().until(() -> budget.left() == 128);
		}
	}

	@Test
	@Tag("slow")
	void hundredThousandEntriesTakeLittleMemory() throws Exception {
		create(100_000);
		try (MountFixture fixture = new MountFixture(Map.of("/", this.root), ListingMode.HTML, 100_000)) {
			long before = usedMemory();
			ListingRead read = fixture.files().mounts().get(0).list(MountFixture.path("/"), ListingOrder.DEFAULT);
			ListingOutcome outcome = read.outcome().get(60, TimeUnit.SECONDS);
			assertThat(names(outcome)).hasSize(100_000)
				.startsWith("file 0.txt", "file 1.txt", "file 2.txt", "file 3.txt");
			assertThat(usedMemory() - before).isLessThan(16L << 20);
			read.close();
		}
	}

	private static long usedMemory() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	private void create(int files) throws IOException {
		for (int i = 0; i < files; i++) {
			Files.createFile(this.root.resolve("file " + i + ".txt"));
		}
	}

	private static ListingRead read(Mount mount, ListingBudget budget) {
		ListingRead read = new ListingRead(MountFixture.path("/"), ListingOrder.DEFAULT, mount.options(), budget);
		read.start(mount.files());
		return read;
	}

	private static List<String> names(ListingOutcome outcome) {
		return ((ListingOutcome.Listed) outcome).listing().entries().stream().map(DirectoryEntry::name).toList();
	}

	private static Resolution resolve(Mount mount, String path) throws Exception {
		return mount.resolve(MountFixture.path(path), List.of()).get(20, TimeUnit.SECONDS);
	}

}
