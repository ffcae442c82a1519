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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Tests that every way of the micro-benchmarks moves bytes.
 */
class WayTests {

	@ParameterizedTest
	@EnumSource
	void copyEqualsTheFile(FileCopy way, @TempDir Path directory) throws Exception {
		byte[] content = new byte[200_000];
		new Random(1).nextBytes(content);
		Path from = Files.write(directory.resolve("from"), content);
		Path to = directory.resolve("to");
		way.copy(from, to);
		assertThat(to).hasBinaryContent(content);
	}

	@ParameterizedTest
	@EnumSource
	void fileIsSentAgainAndAgain(FileSend way) throws Exception {
		try (Way prepared = way.prepare(300_000)) {
			assertThatCode(prepared::move).doesNotThrowAnyException();
			assertThatCode(prepared::move).doesNotThrowAnyException();
		}
	}

	@ParameterizedTest
	@EnumSource
	@EnabledOnOs(OS.LINUX)
	void messageIsPassedOnAgainAndAgain(Relay way) throws Exception {
		try (Way prepared = way.prepare(300_000, 65_536)) {
			assertThatCode(prepared::move).doesNotThrowAnyException();
			assertThatCode(prepared::move).doesNotThrowAnyException();
		}
	}

}
