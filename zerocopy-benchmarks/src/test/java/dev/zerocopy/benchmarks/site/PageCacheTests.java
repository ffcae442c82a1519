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

package dev.zerocopy.benchmarks.site;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.zerocopy.benchmarks.process.Commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link PageCache}.
 */
class PageCacheTests {

	@Test
	void residentPagesAreReadFromWhatVmtouchPrints() {
		assertThat(PageCache.parseResident("""
				           Files: 1
				     Directories: 0
				  Resident Pages: 25/100  100K/400K  25%
				         Elapsed: 0.000086 seconds
				""")).isEqualTo(25);
		assertThat(PageCache.parseResident("  Resident Pages: 0/0  0/0")).isZero();
	}

	@Test
	void outputWithoutPagesIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> PageCache.parseResident("vmtouch: FATAL"))
			.withMessageContaining("vmtouch: FATAL");
	}

	@Test
	void everyFileOfManyDirectoriesIsRead(@TempDir Path directory) {
		assumeThat(PageCache.isControllable()).as("vmtouch is installed").isTrue();
		Site site = new Site(directory);
		List<Path> directories = site.tree("tree", 21_001, 1);
		assertThat(directories).hasSize(22);
		// pages that are not on the disk yet are not evicted
		Commands.run(List.of("sync"), Map.of());
		PageCache.evict(directory);
		assumeThat(PageCache.residentPercent(directory)).as("the file system has a disk").isLessThan(100);
		PageCache.load(directories);
		assertThat(PageCache.residentPercent(directory)).isEqualTo(100);
	}

}
