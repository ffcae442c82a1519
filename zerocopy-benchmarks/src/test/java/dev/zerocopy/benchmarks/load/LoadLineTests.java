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

import org.junit.jupiter.api.Test;

import dev.zerocopy.benchmarks.measure.Load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link LoadLine}.
 */
class LoadLineTests {

	@Test
	void lineIsFoundAmongWhatWrkPrints() {
		Load load = LoadLine.parse("""
				Running 1s test @ http://127.0.0.1:18080/1k.bin
				  1 threads and 64 connections
				  Thread Stats   Avg      Stdev     Max   +/- Stdev
				    Latency     1.02ms    2.00ms  20.00ms   90.00%
				  41684 requests in 1.00s, 50.00MB read
				requests=41684 bytes=52428800 micros=1000123 p50=921 p99=14200 max=20000 errors=3
				""");
		assertThat(load).isEqualTo(new Load(41684, 52428800, 1000123, 921, 14200, 20000, 3));
		assertThat(load.requestsPerSecond()).isBetween(41678.0, 41679.0);
	}

	@Test
	void outputWithoutTheLineIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> LoadLine.parse("unable to connect"))
			.withMessageContaining("unable to connect");
	}

	@Test
	void lineWithoutAValueIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> LoadLine.parse("requests=1 bytes=2"))
			.withMessageContaining("micros");
	}

}
