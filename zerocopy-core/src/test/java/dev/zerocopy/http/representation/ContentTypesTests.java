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

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ContentTypes}.
 */
class ContentTypesTests {

	private static final Map<String, String> KNOWN = Map.ofEntries(Map.entry("html", "text/html"),
			Map.entry("js", "text/javascript"), Map.entry("mjs", "application/javascript"),
			Map.entry("json", "application/json"), Map.entry("webmanifest", "application/manifest+json"),
			Map.entry("xml", "application/xml"), Map.entry("svg", "image/svg+xml"),
			Map.entry("xhtml", "application/xhtml+xml"), Map.entry("png", "image/png"),
			Map.entry("gz", "application/gzip"), Map.entry("wasm", "application/wasm"),
			Map.entry("odd", "Text/Plain; Charset=ISO-8859-1"), Map.entry("flowed", "text/plain; format=flowed"),
			Map.entry("named", "text/plain;name=charset"));

	private final ContentTypes types = new ContentTypes(KNOWN::get, Map.of(), StandardCharsets.UTF_8);

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "index.html | text/html;charset=utf-8", "INDEX.HTML | text/html;charset=utf-8",
					"a.min.js | text/javascript;charset=utf-8", "a.mjs | application/javascript;charset=utf-8",
					"a.xml | application/xml;charset=utf-8", "a.svg | image/svg+xml;charset=utf-8",
					"a.xhtml | application/xhtml+xml;charset=utf-8", "a.json | application/json",
					"a.webmanifest | application/manifest+json", "a.png | image/png", "a.wasm | application/wasm",
					"a.tar.gz | application/gzip", "a.odd | Text/Plain; Charset=ISO-8859-1",
					"a.flowed | text/plain; format=flowed;charset=utf-8",
					"a.named | text/plain;name=charset;charset=utf-8", "a.unknown | application/octet-stream",
					"README | application/octet-stream", "a. | application/octet-stream",
					".html | application/octet-stream", "dir.html/README | application/octet-stream",
					"dir/.html | application/octet-stream", ".a.html | text/html;charset=utf-8" })
	void typeIsThatOfTheLastExtension(String fileName, String expected) {
		assertThat(this.types.of(fileName)).isEqualTo(expected);
	}

	@Test
	void emptyNameIsUnknown() {
		assertThat(this.types.of("")).isEqualTo(ContentTypes.UNKNOWN);
	}

	@Test
	void overridesComeFirst() {
		ContentTypes overridden = new ContentTypes(KNOWN::get,
				Map.of("html", "application/x-page", ".LOG", "text/plain"), StandardCharsets.UTF_8);
		assertThat(overridden.of("a.html")).isEqualTo("application/x-page");
		assertThat(overridden.of("a.log")).isEqualTo("text/plain;charset=utf-8");
		assertThat(overridden.of("a.xml")).isEqualTo("application/xml;charset=utf-8");
	}

	@Test
	void withoutCharsetNoneIsAdded() {
		assertThat(new ContentTypes(KNOWN::get, Map.of(), null).of("a.html")).isEqualTo("text/html");
	}

	@ParameterizedTest
	@CsvSource({ "html", "/html", "text/", "''", "'text/html\r\nX: 1'", "text/h\u00e4" })
	void overrideThatIsNoMediaTypeIsRefused(String type) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ContentTypes(KNOWN::get, Map.of("foo", type), StandardCharsets.UTF_8))
			.withMessageContaining("'" + type + "'")
			.withMessageContaining("'foo'");
	}

}
