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

package dev.zerocopy.http.representation;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FileFacts}.
 */
class FileFactsTests {

	private static final Instant MODIFIED = Instant.parse("2026-01-02T03:04:05Z");

	@ParameterizedTest
	@CsvSource({ "-1, false", "0, false", "1999, false", "2000, true", "60000, true" })
	void settlesTwoSecondsAfterTheLastModification(long age, boolean settled) {
		assertThat(new FileFacts(1, MODIFIED, "1", MODIFIED.plusMillis(age)).settled()).isEqualTo(settled);
	}

	@Test
	void extremeModificationTimesAreNoError() {
		assertThat(new FileFacts(1, Instant.MAX, "1", MODIFIED).settled()).isFalse();
		assertThat(new FileFacts(1, Instant.MIN, "1", MODIFIED).settled()).isTrue();
	}

	@Test
	void sameContentDoesNotDependOnTheObservation() {
		FileFacts facts = new FileFacts(1, MODIFIED, "1", MODIFIED);
		assertThat(facts.sameContent(new FileFacts(1, MODIFIED, "1", MODIFIED.plusSeconds(9)))).isTrue();
		assertThat(facts.sameContent(new FileFacts(2, MODIFIED, "1", MODIFIED))).isFalse();
		assertThat(facts.sameContent(new FileFacts(1, MODIFIED.plusNanos(1), "1", MODIFIED))).isFalse();
		assertThat(facts.sameContent(new FileFacts(1, MODIFIED, "2", MODIFIED))).isFalse();
	}

}
