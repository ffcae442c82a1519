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

package dev.zerocopy.benchmarks.load;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Loads}.
 */
class LoadsTests {

	@ParameterizedTest
	@CsvSource({ "1, 64, 1", "12, 64, 8", "12, 1000, 10", "12, 1, 1", "4, 10, 2", "3, 7, 1" })
	void threadsDivideTheConnections(int processors, int connections, int threads) {
		assertThat(Loads.threads(processors, connections)).isEqualTo(threads);
	}

}
