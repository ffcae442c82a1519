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

package dev.zerocopy.benchmarks.micro;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Trace}.
 */
class TraceTests {

	@Test
	void callsOfTheMarkedThreadBetweenTheMarksCount() {
		Stream<String> trace = Stream.of("10 read(3)", "10 access(\"/mark\")", "10 sendfile(4, 3)", "11 futex()",
				"10 write(4 <unfinished ...>", "10 <... write resumed>", "10 --- SIGSEGV ---", "10 access(\"/mark\")",
				"10 close(3)");
		assertThat(Trace.callsBetween(trace, "/mark")).isEqualTo(2);
	}

	@Test
	void singleMarkIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Trace.callsBetween(Stream.of("10 access(\"/mark\")"), "/mark"));
	}

	@Test
	void sizesAreWrittenInTheLargestUnit() {
		assertThat(Stream.of(0L, 128L, 16384L, 1048576L).map(Sizes::format)).containsExactly("0 B", "128 B", "16 KiB",
				"1 MiB");
	}

}
