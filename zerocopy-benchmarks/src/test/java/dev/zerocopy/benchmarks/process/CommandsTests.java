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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Commands}.
 */
class CommandsTests {

	@Test
	void outputAndErrorsAreReturned() {
		assertThat(Commands.run(List.of("sh", "-c", "echo $WORD; echo b >&2"), Map.of("WORD", "a")))
			.isEqualTo("a\nb\n");
	}

	@Test
	void failureSaysWhatWasPrinted() {
		assertThatExceptionOfType(CommandFailedException.class)
			.isThrownBy(() -> Commands.run(List.of("sh", "-c", "echo no; exit 3"), Map.of()))
			.withMessageContaining("status 3")
			.withMessageContaining("no");
	}

	@Test
	void programThatIsNotInstalledIsNotFound() {
		assertThat(Commands.find("no-such-program")).isEmpty();
		assertThat(Commands.firstLine("no-such-program")).isEmpty();
		assertThat(Commands.find("sh")).isPresent();
	}

}
