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

package dev.zerocopy.benchmarks.measure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ProcStat}.
 */
class ProcStatTests {

	@Test
	void addsUserAndKernelTime() {
		ProcStat stat = ProcStat.parse(
				"4711 (nginx) S 12 4711 4711 0 -1 4194560 100 200 0 0 31 11 7 5 20 0 1 0 100 1000 10 18446744073709551615");
		assertThat(stat).isEqualTo(new ProcStat(42, 12));
	}

	@Test
	void nameMayContainSpacesAndParentheses() {
		ProcStat stat = ProcStat.parse("1 (a) S (b 9) R 2 1 1 0 -1 0 0 0 0 0 3 4 5 6 20 0 1 0");
		assertThat(stat).isEqualTo(new ProcStat(7, 11));
	}

	@Test
	void anythingElseIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> ProcStat.parse("VmRSS: 12 kB"))
			.withMessageContaining("VmRSS");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void treeCountsThisProcess() {
		ProcessTree tree = new ProcessTree(ProcessHandle.current());
		assertThat(tree.cpuSeconds()).isPositive();
		assertThat(tree.residentBytes()).isGreaterThan(1024 * 1024);
	}

}
