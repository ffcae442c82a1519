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

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PathGlobs}.
 */
class PathGlobsTests {

	@ParameterizedTest
	@CsvSource(delimiter = ' ', value = { "*.html a.html true", "*.html a/b/c.html true", "*.html a.htm false",
			"*.html .html true", "*.{js,css} a/b.css true", "*.{js,css} b.map false", "a?c abc true", "a?c x/abc true",
			"a?c abbc false", "[a-c].txt b.txt true", "[!a-c].txt b.txt false", "**.html a/b.html true",
			"index.html a/index.html true", "/index.html a/index.html false", "/index.html index.html true",
			"assets/* assets/a.js true", "assets/* assets/b/a.js false", "/assets/* assets/a.js true",
			"assets/* x/assets/a.js false", "assets/** assets/a.js true", "assets/** assets/b/a.js true",
			"assets/** assets false", "assets/** x/assets/a.js false", "**/x x true", "**/x a/x true",
			"**/x a/b/x true", "**/x a/xx false", "/**/x x true", "**/*.js a.js true", "**/*.js a/b/c.js true",
			"a/**/b a/b true", "a/**/b a/x/b true", "a/**/b a/x/y/b true", "a/**/b ab false", "a/**/b/**/c a/b/c true",
			"**/a/**/b a/b true", "{a/b,c}.txt a/b.txt true", "{a/b,c}.txt c.txt true", "{a/b,c}.txt x/c.txt false",
			"a\\*b a*b true", "a\\*b axb false", "x**/y xa/b/y true", "x**/y y false", "*.HTML a.html false" })
	void patternsMatchAsDocumented(String pattern, String path, boolean matches) {
		assertThat(new PathGlobs<>(Map.of(pattern, "value")).match(path)).isEqualTo(matches ? "value" : null);
	}

	@Test
	void firstMatchWinsAndTheDefaultIsAskedLast() {
		Map<String, Integer> rules = new LinkedHashMap<>();
		rules.put("**", 0);
		rules.put("assets/**", 1);
		rules.put("*.js", 2);
		PathGlobs<Integer> globs = new PathGlobs<>(rules);
		assertThat(globs.match("assets/a.js")).isEqualTo(1);
		assertThat(globs.match("a.js")).isEqualTo(2);
		assertThat(globs.match("a.css")).isZero();
		assertThat(globs.match("")).isZero();
	}

	@Test
	void doubleStarAfterASlashIsTheDefaultToo() {
		Map<String, Integer> rules = new LinkedHashMap<>();
		rules.put("/**", 0);
		rules.put("*.js", 1);
		assertThat(new PathGlobs<>(rules).match("a.js")).isEqualTo(1);
		assertThat(new PathGlobs<>(rules).match("a/b")).isZero();
	}

	@Test
	void withoutRulesNothingMatches() {
		assertThat(new PathGlobs<String>(Map.of()).match("a")).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "a\u2028b", "a\u2029b", "a\u0085b", "'a\nb'", "'a\rb'" })
	void lineSeparatorsInNamesDoNotEscapeARule(String name) {
		PathGlobs<String> globs = new PathGlobs<>(Map.of("uploads/**", "attachment", "**.exe", "program"));
		assertThat(globs.match("uploads/" + name + ".html")).isEqualTo("attachment");
		assertThat(globs.match(name + ".exe")).isEqualTo("program");
	}

	@Test
	void nameThatIsNoPathGetsTheDefault() {
		assertThat(new PathGlobs<>(Map.of("*", "any", "**", "default")).match("a\0b")).isEqualTo("default");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '~',
			value = { "[a", "{a", "{a,{b}}", "a\\", "[a/b]", "~~", "/", "assets/", "**/a/**/b/**/c/**/d/**/e" })
	void invalidPatternIsRefused(String pattern) {
		assertThatIllegalArgumentException().isThrownBy(() -> new PathGlobs<>(Map.of(pattern, "value")))
			.withMessageContaining("'" + pattern + "'")
			.withMessageMatching("(?s).*(use|quote|enough).*");
	}

}
