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

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CpuPlan}.
 */
class CpuPlanTests {

	@ParameterizedTest
	@CsvSource({ "2, 1, 1", "3, 1, 2", "8, 4, 4", "64, 4, 60" })
	void serverAndLoadShareNoProcessor(int available, int server, int load) {
		CpuPlan plan = CpuPlan.halve(IntStream.range(0, available).boxed().toList());
		assertThat(plan.server()).hasSize(server).doesNotContainAnyElementsOf(plan.load());
		assertThat(plan.load()).hasSize(load);
		assertThat(plan.loops()).isEqualTo(server);
	}

	@Test
	void singleProcessorIsForBoth() {
		assertThat(CpuPlan.halve(List.of(3))).isEqualTo(new CpuPlan(List.of(3), List.of(3)));
	}

	@Test
	void sharedProcessorsAreForBoth() {
		assertThat(CpuPlan.halve(List.of(2, 5)).shared()).isEqualTo(new CpuPlan(List.of(2, 5), List.of(2, 5)));
	}

	@Test
	void listOfTheKernelHasRangesAndSingleProcessors() {
		assertThat(CpuPlan.parse("0-2,8,10-11")).containsExactly(0, 1, 2, 8, 10, 11);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void processMayBePinnedToWhatIsPlanned() {
		CpuPlan plan = CpuPlan.ofThisProcess();
		assertThat(Commands.run(List.of("taskset", "-c", CpuPlan.list(plan.load()), "echo", "pinned"), Map.of()))
			.isEqualTo("pinned\n");
	}

}
