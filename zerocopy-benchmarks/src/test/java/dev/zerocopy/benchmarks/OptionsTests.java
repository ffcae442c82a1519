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

package dev.zerocopy.benchmarks;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.zerocopy.benchmarks.suite.Settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Options}.
 */
class OptionsTests {

	private static final Path MODULE = Path.of("/project/zerocopy-benchmarks");

	@Test
	void fullRunWritesWhereTheReadmeLooks() {
		Options options = parse();
		assertThat(options.settings()).isEqualTo(Settings.FULL);
		assertThat(options.reportDirectory()).isEqualTo(Path.of("/project/docs/benchmarks"));
		assertThat(options.only()).isEmpty();
		assertThat(options.redraw()).isFalse();
	}

	@Test
	void quickRunLeavesTheReportAlone() {
		Options options = parse("--quick");
		assertThat(options.settings()).isEqualTo(Settings.QUICK);
		assertThat(options.reportDirectory()).isEqualTo(MODULE.resolve("target/report"));
	}

	@Test
	void everythingCanBeChosen() {
		Options options = parse("--only", "forward,micro", "--rounds", "7", "--seconds", "2.5", "--out", "/out",
				"--work", "/work", "--redraw");
		assertThat(options.only()).containsExactly("forward", "micro");
		assertThat(options.settings().rounds()).isEqualTo(7);
		assertThat(options.settings().duration()).isEqualTo(Duration.ofMillis(2500));
		assertThat(options.reportDirectory()).isEqualTo(Path.of("/out"));
		assertThat(options.workDirectory()).isEqualTo(Path.of("/work"));
		assertThat(options.redraw()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "--fast", "--only", "--rounds 0", "--rounds many", "--seconds 0.5" })
	void mistakeIsNamed(String arguments) {
		assertThatIllegalArgumentException().isThrownBy(() -> parse(arguments.split(" ")))
			.withMessageContaining(arguments.split(" ")[0]);
	}

	private static Options parse(String... arguments) {
		return Options.parse(arguments, MODULE);
	}

}
