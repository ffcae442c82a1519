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

package dev.zerocopy.listing;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ListingFormatTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			*/*                                                  | HTML
			text/*                                               | HTML
			text/html                                            | HTML
			TEXT/HTML                                            | HTML
			application/json                                     | JSON
			Application/JSON;charset=utf-8                       | JSON
			application/json, text/html                          | HTML
			application/json, text/html;q=0.9                    | JSON
			application/json;q=0.9, */*                          | HTML
			application/json, */*                                | HTML
			*/*;q=0.5, text/html;q=0                             | JSON
			text/*;q=0, application/json                         | JSON
			text/html,application/xhtml+xml,*/*;q=0.8            | HTML
			application/json;q=0                                 | none
			text/html;q=0                                        | none
			image/png                                            | none
			application/json;q=1.1                               | none
			application/json;q=abc                               | none
			application/json;q=                                  | none
			''                                                   | none
			,;,/,*,;q=1                                          | none
			application/json; Q=0.001                            | JSON
			""")
	void theHighestWeightWins(String accept, ListingFormat expected) {
		assertThat(ListingFormat.select(List.of(accept))).isEqualTo(expected);
	}

	@Test
	void requestWithoutTheFieldGetsHtml() {
		assertThat(ListingFormat.select(List.of())).isEqualTo(ListingFormat.HTML);
	}

	@Test
	void fieldLinesAreOneList() {
		assertThat(ListingFormat.select(List.of("text/html;q=0.1", "application/json;q=0.2")))
			.isEqualTo(ListingFormat.JSON);
	}

}
