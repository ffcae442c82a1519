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

package dev.zerocopy.benchmarks.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.zerocopy.benchmarks.measure.Absence;
import dev.zerocopy.benchmarks.process.CpuPlan;
import dev.zerocopy.benchmarks.process.RunLog;
import dev.zerocopy.benchmarks.process.Workbench;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Lab}.
 */
class LabTests {

	private final List<String> progress = new ArrayList<>();

	@Test
	void suiteThatFailsLeavesWhatItFoundAndSaysWhy(@TempDir Path directory) {
		Lab lab = new Lab(new Workbench(directory, new CpuPlan(List.of(0), List.of(0)), new RunLog()), Settings.QUICK,
				this.progress::add);
		Suite suite = new FailingSuite();
		lab.run(suite);
		assertThat(lab.result(suite, Map.of()).absences()).containsExactly(new Absence("first", "it was not there"),
				new Absence("The rest of this suite", "java.io.IOException: No space left on device"));
		assertThat(this.progress).hasSize(2);
	}

	private static final class FailingSuite implements Suite {

		@Override
		public String name() {
			return "failing";
		}

		@Override
		public String title() {
			return "Failing";
		}

		@Override
		public void run(Lab lab) {
			lab.absent("first", "it was not there");
			throw new UncheckedIOException(new IOException("No space left on device"));
		}

	}

}
