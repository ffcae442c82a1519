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

package dev.zerocopy.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for {@link Workbench}.
 */
class WorkbenchTests {

	private static final CpuPlan CPUS = CpuPlan.ofThisProcess();

	@TempDir
	private Path directory;

	@Test
	void commandThatBuildsAProgramIsShownThoughAnEarlierRunHasBuiltIt() throws IOException {
		Path built = Files.createFile(Files.createDirectory(this.directory.resolve("bin")).resolve("netload"));
		RunLog log = new RunLog();
		assertThat(new Workbench(this.directory, CPUS, log).program("netload")).isEqualTo(built).isEmptyFile();
		assertThat(log.commands()).singleElement().asString().startsWith("gcc ");
	}

	@Test
	void serverHasAllProcessorsOnlyWhileSomethingIsDone() {
		assumeTrue(CPUS.all().size() > 1, "there is one processor");
		Workbench workbench = new Workbench(this.directory, CPUS, new RunLog());
		List<Integer> meanwhile = new ArrayList<>();
		try (RunningServer server = sleep(workbench)) {
			assertThat(processors(server)).isEqualTo(CPUS.server());
			workbench.onAllProcessors(server, () -> meanwhile.addAll(processors(server)));
			assertThat(meanwhile).isEqualTo(CPUS.all());
			assertThat(processors(server)).isEqualTo(CPUS.server());
		}
	}

	@Test
	void serverIsPinnedAgainWhenWhatIsDoneFails() {
		Workbench workbench = new Workbench(this.directory, CPUS, new RunLog());
		try (RunningServer server = sleep(workbench)) {
			assertThatIllegalStateException().isThrownBy(() -> workbench.onAllProcessors(server, () -> {
				throw new IllegalStateException("load failed");
			})).withMessage("load failed");
			assertThat(processors(server)).isEqualTo(CPUS.server());
		}
	}

	private static RunningServer sleep(Workbench workbench) {
		RunningServer server = workbench.startServer("sleep", ServerCommand.of(List.of("sleep", "60")), 0);
		// until then it is taskset, which may not have pinned itself yet
		await().until(() -> read(server, "comm").strip().equals("sleep"));
		return server;
	}

	private static List<Integer> processors(RunningServer server) {
		return read(server, "status").lines()
			.filter((line) -> line.startsWith("Cpus_allowed_list:"))
			.flatMap((line) -> CpuPlan.parse(line.substring(line.indexOf(':') + 1).strip()))
			.toList();
	}

	private static String read(RunningServer server, String file) {
		try {
			return Files.readString(Path.of("/proc", Long.toString(server.process().pid()), file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
