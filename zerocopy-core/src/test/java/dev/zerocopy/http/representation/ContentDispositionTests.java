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

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link ContentDisposition}.
 */
class ContentDispositionTests {

	@ParameterizedTest
	@MethodSource
	void namesSurvive(String fileName, String parameters) {
		assertThat(ContentDisposition.attachment(fileName)).isEqualTo("attachment; " + parameters);
	}

	static Stream<Arguments> namesSurvive() {
		return Stream.of(arguments("a.txt", "filename=\"a.txt\""), arguments("a b;c,d.txt", "filename=\"a b;c,d.txt\""),
				arguments("it's", "filename=\"it's\""), arguments("", "filename=\"\""),
				arguments("dir/a.txt", "filename=\"a.txt\""), arguments("dir\\a.txt", "filename=\"a.txt\""),
				arguments("na\u00efve.txt", "filename=\"na_ve.txt\"; filename*=UTF-8''na%C3%AFve.txt"),
				arguments("\u20ac rates", "filename=\"_ rates\"; filename*=UTF-8''%E2%82%AC%20rates"),
				arguments("\ud83d\ude00'(*)", "filename=\"_'(*)\"; filename*=UTF-8''%F0%9F%98%80%27%28%2A%29"),
				arguments("a\"b.txt", "filename=\"a_b.txt\"; filename*=UTF-8''a%22b.txt"),
				arguments("100%41.txt", "filename=\"100_41.txt\"; filename*=UTF-8''100%2541.txt"),
				arguments("a\r\nX: 1", "filename=\"a__X: 1\""), arguments("a\0\u007f\u0085", "filename=\"a___\""),
				arguments("\u00e4\nb", "filename=\"__b\"; filename*=UTF-8''%C3%A4_b"),
				arguments("\ud800", "filename=\"_\"; filename*=UTF-8''%3F"),
				arguments("\u00e4!#$&+-.^_`|~z", "filename=\"_!#$&+-.^_`|~z\"; filename*=UTF-8''%C3%A4!#$&+-.^_`|~z"));
	}

	@Test
	void valueIsPrintableAsciiWithTwoQuotesWhateverTheName() {
		for (int c = 0; c < 0x3000; c++) {
			String value = ContentDisposition.attachment("a" + (char) c + "b");
			assertThat(value).matches("[ -~]+");
			assertThat(value.chars().filter((character) -> character == '"').count()).isEqualTo(2);
			assertThat(value).doesNotContain("\\");
		}
	}

}
