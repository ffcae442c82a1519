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

package dev.zerocopy.http.negotiation;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AcceptEncoding}.
 */
class AcceptEncodingTests {

	private static final List<ContentCoding> ALL = List.of(ContentCoding.BR, ContentCoding.ZSTD, ContentCoding.GZIP);

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "406",
			value = { "'' | IDENTITY", "' ' | IDENTITY", "gzip | GZIP", "GZip | GZIP", "x-gzip | GZIP", "X-GZIP | GZIP",
					"br | BR", "zstd | ZSTD", "gzip, deflate, br, zstd | BR", "gzip, zstd | ZSTD",
					"gzip;q=1.0, br;q=0.9 | GZIP", "gzip;q=0.5 | GZIP", "gzip;q=0.001 | GZIP", "gzip;q=0 | IDENTITY",
					"gzip;q=0.000 | IDENTITY", "br;q=0, gzip | GZIP", "br;q=0, gzip;q=0.1 | GZIP",
					"br;q=0.5, zstd;q=0.5, gzip;q=0.5 | BR", "br;q=0.499, zstd;q=0.5, gzip;q=0.5 | ZSTD",
					"deflate | IDENTITY", "compress, sdch | IDENTITY",

					"identity | IDENTITY", "identity, gzip;q=0.5 | IDENTITY", "identity;q=0.5, gzip | GZIP",
					"identity, gzip | GZIP", "identity;q=0.5, gzip;q=0.5 | GZIP",
					"identity;q=0.5, gzip;q=0.4 | IDENTITY", "identity;q=0.001, deflate | IDENTITY",

					"* | BR", "*;q=0.1 | BR", "*, br;q=0 | ZSTD", "*;q=0.5, gzip | GZIP", "*, gzip;q=0.5 | BR",
					"*;q=0.5, br;q=0.1, zstd;q=0.1, gzip;q=0.1 | IDENTITY",
					"*;q=0.5, br;q=0, zstd;q=0, gzip;q=0 | IDENTITY", "*, identity;q=0.5 | BR",

					"identity;q=0 | 406", "*;q=0 | 406", "identity;q=0, gzip | GZIP", "*;q=0, gzip | GZIP",
					"*;q=0, gzip;q=0.1 | GZIP", "*;q=0, identity | IDENTITY", "*;q=0, identity;q=0.1 | IDENTITY",
					"identity;q=0, * | BR", "identity;q=0, *;q=0 | 406", "identity;q=0, deflate | 406",
					"identity;q=0, gzip;q=0, br;q=0, zstd;q=0 | 406", "gzip;q=0, *;q=0 | 406",

					"' gzip ; q=0.5 ' | GZIP", "gzip;Q=0 | IDENTITY", "gzip\t;\tq=0 | IDENTITY", ",,gzip,, | GZIP",
					"gzip;q=1.000 | GZIP", "gzip;q=1. | GZIP", "gzip;q=0. | IDENTITY",

					"gzip;q=1.001 | IDENTITY", "gzip;q=2 | IDENTITY", "gzip;q=-1 | IDENTITY", "gzip;q= | IDENTITY",
					"gzip;q | IDENTITY", "gzip; | IDENTITY", "gzip;q=0.5555 | IDENTITY", "gzip;q=.5 | IDENTITY",
					"gzip;q=0,5 | IDENTITY", "gzip;q=a | IDENTITY", "gzip;q=0.a | IDENTITY", "gzip;q=10 | IDENTITY",
					"gzip;q=0x5 | IDENTITY", "gzip;x=1 | IDENTITY", "gzip;q = 1 | IDENTITY", "gzip br | IDENTITY",
					"gzip;q=0.5;x=1 | IDENTITY", "identity;q=zero | IDENTITY", "*;q=zero | IDENTITY", ";q=1 | IDENTITY",
					"; | IDENTITY", "gzip;q=1.5, br | BR", "'\u000b gzip' | IDENTITY", "GZ\u0130P | IDENTITY",
					"x-gz\u0131p | IDENTITY", "'gzip\u2003' | IDENTITY", "'gzip;\fq=0.5' | IDENTITY",

					"gzip, gzip;q=0 | IDENTITY", "gzip;q=0, x-gzip | IDENTITY", "*, *;q=0 | 406" })
	void codingIsSelected(String acceptEncoding, ContentCoding expected) {
		assertThat(AcceptEncoding.select(List.of(acceptEncoding), ALL)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "406", value = { "br, gzip | GZIP", "br | IDENTITY", "* | GZIP",
			"identity;q=0, br | 406", "br, gzip;q=0.1 | GZIP", "br;q=0.1, identity;q=0.2 | IDENTITY" })
	void onlyAvailableCodingsAreSelected(String acceptEncoding, ContentCoding expected) {
		assertThat(AcceptEncoding.select(List.of(acceptEncoding), List.of(ContentCoding.GZIP))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "406", value = { "gzip, br | IDENTITY", "* | IDENTITY",
			"*;q=0.1 | IDENTITY", "identity;q=0 | 406", "gzip;q=1, identity;q=0 | 406", "*;q=0 | 406" })
	void withoutSiblingsIdentityIsAllThereIs(String acceptEncoding, ContentCoding expected) {
		assertThat(AcceptEncoding.select(List.of(acceptEncoding), List.of())).isEqualTo(expected);
	}

	@Test
	void withoutFieldIdentityIsSelected() {
		assertThat(AcceptEncoding.select(List.of(), ALL)).isEqualTo(ContentCoding.IDENTITY);
	}

	@Test
	void serverPreferenceDecidesTies() {
		List<ContentCoding> gzipFirst = List.of(ContentCoding.GZIP, ContentCoding.ZSTD, ContentCoding.BR);
		assertThat(AcceptEncoding.select(List.of("br, zstd, gzip"), gzipFirst)).isEqualTo(ContentCoding.GZIP);
	}

	@Test
	void identityAmongTheAvailableCodingsChangesNothing() {
		List<ContentCoding> available = List.of(ContentCoding.IDENTITY, ContentCoding.GZIP);
		assertThat(AcceptEncoding.select(List.of("gzip"), available)).isEqualTo(ContentCoding.GZIP);
		assertThat(AcceptEncoding.select(List.of("identity;q=0"), available)).isNull();
	}

	@Test
	void fieldLinesAreOneList() {
		assertThat(AcceptEncoding.select(List.of("br;q=0.1", "gzip;q=0.9, zstd;q=0.2"), ALL))
			.isEqualTo(ContentCoding.GZIP);
		assertThat(AcceptEncoding.select(List.of("", "identity;q=0"), ALL)).isNull();
	}

}
