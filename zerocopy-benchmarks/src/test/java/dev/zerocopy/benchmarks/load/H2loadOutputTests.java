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

import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.zerocopy.benchmarks.measure.Load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link H2loadOutput}.
 */
class H2loadOutputTests {

	private static final String OUTPUT = """
			finished in %s, 2488.00 req/s, 2.49MB/s
			requests: 2488 total, 2496 started, 2488 done, 2480 succeeded, 8 failed, 6 errored, 1 timeout
			status codes: 2488 2xx, 0 3xx, 0 4xx, 0 5xx
			traffic: 2.49MB (2612764) total, 19.73KB (20208) headers (space savings 96.20%%), 2.43MB (2547712) data
			""";

	@Test
	void latenciesComeFromTheLog() {
		Stream<String> log = IntStream.rangeClosed(1, 101).mapToObj((i) -> "1795263998421251\t200\t" + i * 10);
		assertThat(H2loadOutput.parse(OUTPUT.formatted("1.05s"), log))
			.isEqualTo(new Load(2480, 2612764, 1_050_000, 510, 1000, 1010, 9));
	}

	@Test
	void requestsThatFailedHaveNoLatency() {
		Load load = H2loadOutput.parse(OUTPUT.formatted("1.05s"), Stream.of("1\t-1\t99", "2\t200\t5"));
		assertThat(load.max()).isEqualTo(5);
	}

	@ParameterizedTest
	@CsvSource({ "980.50ms, 980500", "12us, 12", "1.50m, 90000000" })
	void durationsHaveUnits(String printed, long micros) {
		assertThat(H2loadOutput.parse(OUTPUT.formatted(printed), Stream.empty()).micros()).isEqualTo(micros);
	}

	@Test
	void outputThatEndsEarlyIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> H2loadOutput.parse("starting benchmark...", Stream.empty()))
			.withMessageContaining("did not finish");
	}

}
