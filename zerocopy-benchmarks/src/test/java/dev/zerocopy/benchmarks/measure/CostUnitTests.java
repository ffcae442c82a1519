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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CostUnit}.
 */
class CostUnitTests {

	private static final Measurement MEASUREMENT = new Measurement("s", "p", 1,
			new Load(1000, 2_000_000_000L, 4_000_000, 0, 0, 0, 0), 0.5, 2048 * 1000);

	@Test
	void costOfARequestIsInMicroseconds() {
		assertThat(CostUnit.REQUEST.cost(MEASUREMENT)).isEqualTo(500);
		assertThat(CostUnit.REQUEST.throughput(MEASUREMENT)).isEqualTo(250);
	}

	@Test
	void costOfAGigabyteIsInSeconds() {
		assertThat(CostUnit.GIGABYTE.cost(MEASUREMENT)).isEqualTo(0.25);
		assertThat(CostUnit.GIGABYTE.throughput(MEASUREMENT)).isEqualTo(0.5);
	}

	@Test
	void costOfAnIdleConnectionIsMemory() {
		assertThat(CostUnit.IDLE_CONNECTION.cost(MEASUREMENT)).isEqualTo(2);
	}

	@Test
	void costOfAStartIsItsTime() {
		assertThat(CostUnit.START.cost(MEASUREMENT)).isEqualTo(4000);
	}

	@Test
	void onlyWhatLastsHasAThroughput() {
		assertThat(CostUnit.values()).filteredOn(CostUnit::isLoad).containsExactly(CostUnit.REQUEST, CostUnit.GIGABYTE);
	}

}
