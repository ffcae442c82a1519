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

package dev.zerocopy.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FieldValues}.
 */
class FieldValuesTests {

	@Test
	void spacesAndTabsAreRemovedAtBothEnds() {
		assertThat(FieldValues.trim(" \t a b\t \t")).isEqualTo("a b");
		assertThat(FieldValues.trim("a")).isEqualTo("a");
		assertThat(FieldValues.trim(" \t ")).isEmpty();
		assertThat(FieldValues.trim("")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u000b", "\f", "\r", "\n", "\u001c", "\u2003" })
	void whatOnlyJavaCallsWhiteSpaceStays(String other) {
		assertThat(FieldValues.trim(other + "a" + other)).isEqualTo(other + "a" + other);
	}

}
