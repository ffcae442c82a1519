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

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for {@link EntityTagList}.
 */
class EntityTagListTests {

	private static final EntityTag CURRENT = new EntityTag("x", false);

	@ParameterizedTest
	@MethodSource
	void listedTagMatches(List<String> lines) {
		EntityTagList list = EntityTagList.parse(lines);
		assertThat(list.strongMatches(CURRENT)).isTrue();
		assertThat(list.weakMatches(CURRENT)).isTrue();
	}

	static Stream<List<String>> listedTagMatches() {
		return Stream.of(List.of("\"x\""), List.of("\"a\", \"x\""), List.of("\"a\",\"x\""), List.of("\"a\" ,\t\"x\" "),
				List.of("\"a\"", "\"x\""), List.of("\"x\"", "garbage"), List.of("\"a", "\"x\""), List.of(",,\"x\",,"),
				List.of("\"a,b\", \"x\""), List.of("abc, \"x\""), List.of("W/, \"x\""), List.of("\"a\"b, \"x\""),
				List.of("*, \"x\""), List.of("*"), List.of(" * "), List.of(",*,"), List.of("", "*"));
	}

	@Test
	void weakTagInTheListMatchesWeaklyOnly() {
		EntityTagList list = EntityTagList.parse(List.of("W/\"x\""));
		assertThat(list.strongMatches(CURRENT)).isFalse();
		assertThat(list.weakMatches(CURRENT)).isTrue();
	}

	@Test
	void weakCurrentTagMatchesWeaklyOnly() {
		EntityTagList list = EntityTagList.parse(List.of("\"x\""));
		assertThat(list.strongMatches(new EntityTag("x", true))).isFalse();
		assertThat(list.weakMatches(new EntityTag("x", true))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ",", "\"y\"", "x", "'x'", "\"x", "x\"", "W/x", "w/\"x\"", "W/\"y\"", "\"x\"y",
			"\"x\" y", "y\"x\"", "\"a \"x\"", "foo\"bar, \"x\"", "\"a b\", \"x\"", "\"\", \"y\"", "*, *", "*, \"y\"",
			"*x", "\"*\"", "**", "*, garbage", "\"a,\"x\"", "\"a\" \"x\"" })
	void nothingElseMatches(String line) {
		EntityTagList list = EntityTagList.parse(List.of(line));
		assertThat(list.strongMatches(CURRENT)).isFalse();
		assertThat(list.weakMatches(CURRENT)).isFalse();
	}

	@Test
	void starOnSeveralLinesIsNoStar() {
		assertThat(EntityTagList.parse(List.of("*", "*")).any()).isFalse();
		assertThat(EntityTagList.parse(List.of("*", "\"a\"")).any()).isFalse();
	}

	@Test
	void tagsBeyondTheLimitDoNotMatch() {
		String others = "\"a\",".repeat(EntityTagList.MAX_TAGS - 1);
		assertThat(EntityTagList.parse(List.of(others + "\"x\"")).weakMatches(CURRENT)).isTrue();
		assertThat(EntityTagList.parse(List.of(others + "\"a\",\"x\"")).weakMatches(CURRENT)).isFalse();
		assertThat(EntityTagList.parse(List.of(others + "\"a\"", "\"x\"")).weakMatches(CURRENT)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "\"a\",", "\"", "\"a", "W/", "W/\"", ",", " ", "a", "a,", "*", "*,", "\"a\"\"", "W/\"a ," })
	void hostileFieldsTakeLinearTime(String repeated) {
		String line = repeated.repeat(4_000_000 / repeated.length());
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatNoException()
			.isThrownBy(() -> EntityTagList.parse(List.of(line)).weakMatches(CURRENT)));
	}

}
