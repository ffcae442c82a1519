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

package dev.zerocopy.mount;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.zerocopy.http.path.PathDecoder;
import dev.zerocopy.http.path.SafePath;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Navigation}.
 */
class NavigationTests {

	@ParameterizedTest(name = "{0} {1} mode={2} accept={3}: {4}")
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			GET  | /a/b       | navigate | -                        | true
			GET  | /a/b/      | navigate | -                        | true
			GET  | /          | navigate | -                        | true
			HEAD | /a/b       | navigate | -                        | true
			POST | /a/b       | navigate | text/html                | false
			GET  | /a/b       | cors     | text/html                | false
			GET  | /a/b       | no-cors  | */*                      | false
			GET  | /a/b.png   | navigate | text/html                | false
			GET  | /v1.2/b    | navigate | text/html                | true
			GET  | /a/b       | -        | text/html,*/*;q=0.8      | true
			GET  | /a/b       | -        | application/json         | false
			GET  | /a/b       | -        | */*                      | false
			GET  | /a/b       | -        | -                        | false
			""")
	void navigationIsToldFromOtherRequests(String method, String path, String mode, String accept, boolean expected) {
		Map<String, List<String>> fields = Map.of("Sec-Fetch-Mode", (mode != null) ? List.of(mode) : List.of(),
				"Accept", (accept != null) ? List.of(accept) : List.of());
		assertThat(Navigation.isNavigation(method, (SafePath) PathDecoder.decode(path), fields::get))
			.isEqualTo(expected);
	}

}
