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

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Site}.
 */
class SiteTests {

	@TempDir
	Path root;

	@Test
	void treeHasAThousandFilesInADirectory() {
		assertThat(new Site(this.root).tree("tree", 1001, 10)).containsExactly(this.root.resolve("tree/0"),
				this.root.resolve("tree/1"));
		assertThat(this.root.resolve("tree/1/1000.bin")).hasSize(10);
	}

	@Test
	void fileThatAnInterruptedRunLeftUnfinishedIsMadeAgain() throws Exception {
		Site site = new Site(this.root);
		Files.createDirectories(this.root.resolve("tree/0"));
		Files.write(this.root.resolve("tree/0/0.bin"), new byte[3]);
		Files.write(this.root.resolve("single.bin"), new byte[3]);
		site.tree("tree", 1, 10);
		assertThat(site.file("single.bin", 10)).isEqualTo("/single.bin");
		assertThat(this.root.resolve("tree/0/0.bin")).hasSize(10);
		assertThat(this.root.resolve("single.bin")).hasSize(10);
	}

}
