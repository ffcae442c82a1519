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

package dev.zerocopy.web.netty;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestTarget}.
 */
class RequestTargetTests {

	@ParameterizedTest
	@CsvSource({ "/,/", "/a.txt,/a.txt", "/a/b/,/a/b/", "/a?b=/c?d,/a", "/a?,/a", "/%C3%A9;v=1,/%C3%A9;v=1",
			"/a//b,/a//b", "/%zz,/%zz", "/..,/.." })
	void pathEndsAtTheQuery(String target, String path) {
		assertThat(RequestTarget.path(target, "")).isEqualTo(path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*", "a", "?", "?a", "//host/a", "//", "http://host/a", "/a#b", "/a|b", "/a b",
			"/a\\b", "/\u00e9", "/\u0000", "/a?b|c", "/a?b%20c", "/a\"", "/<", "/{a}", "/[a]", "/^", "/`" })
	void oddTargetsAreLeftToOthers(String target) {
		assertThat(RequestTarget.path(target, "")).isNull();
	}

	@Test
	void basePathIsRemovedAtASlashOnly() {
		assertThat(RequestTarget.path("/ctx/a?b", "/ctx")).isEqualTo("/a");
		assertThat(RequestTarget.path("/ctx/", "/ctx")).isEqualTo("/");
		assertThat(RequestTarget.path("/ctx", "/ctx")).isNull();
		assertThat(RequestTarget.path("/ctx?/a", "/ctx")).isNull();
		assertThat(RequestTarget.path("/ctxa/b", "/ctx")).isNull();
		assertThat(RequestTarget.path("/a", "/ctx")).isNull();
		assertThat(RequestTarget.path("/ct%78/a", "/ctx")).isNull();
	}

}
