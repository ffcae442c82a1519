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

package dev.zerocopy.http.path;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link PathDecoder}.
 */
class PathDecoderTests {

	@ParameterizedTest
	@MethodSource
	void safePathsAreDecodedOnce(String rawPath, List<String> segments, boolean trailingSlash) {
		assertThat(PathDecoder.decode(rawPath)).isEqualTo(new SafePath(segments, trailingSlash));
	}

	static Stream<Arguments> safePathsAreDecodedOnce() {
		return Stream.of(arguments("/", List.of(), true), arguments("/a", List.of("a"), false),
				arguments("/a/", List.of("a"), true), arguments("/a/b.txt", List.of("a", "b.txt"), false),
				arguments("/%61%2Fb".replace("%2F", "/"), List.of("a", "b"), false),
				arguments("/a%20b", List.of("a b"), false), arguments("/a+b", List.of("a+b"), false),
				arguments("/a b", List.of("a b"), false), arguments("/%e4%BD%a0", List.of("\u4f60"), false),
				arguments("/\u4f60", List.of("\u4f60"), false), arguments("/\u00e4", List.of("\u00e4"), false),
				arguments("/\u00e4%C3%A4", List.of("\u00e4\u00e4"), false),
				arguments("/%F0%9F%98%80", List.of("\ud83d\ude00"), false),
				arguments("/\ud83d\ude00", List.of("\ud83d\ude00"), false),
				arguments("/%EF%BF%BF", List.of("\uffff"), false), arguments("/%C2%A0", List.of("\u00a0"), false),
				arguments("/%2561", List.of("%61"), false), arguments("/%252e%252e", List.of("%2e%2e"), false),
				arguments("/%252e%252e%252fx", List.of("%2e%2e%2fx"), false),
				arguments("/a;b=c", List.of("a;b=c"), false), arguments("/..;/x", List.of("..;", "x"), false),
				arguments("/a/..;/x", List.of("a", "..;", "x"), false),
				arguments("/....//x".replace("//", "/"), List.of("....", "x"), false),
				arguments("/...", List.of("..."), false), arguments("/.a", List.of(".a"), false),
				arguments("/..a", List.of("..a"), false), arguments("/a..", List.of("a.."), false),
				arguments("/%2egit/config", List.of(".git", "config"), false),
				arguments("/f.txt.", List.of("f.txt."), false), arguments("/f.txt%20", List.of("f.txt "), false),
				arguments("/f.txt::$DATA", List.of("f.txt::$DATA"), false),
				arguments("/C:/win.ini", List.of("C:", "win.ini"), false),
				arguments("/url:file:/etc/passwd", List.of("url:file:", "etc", "passwd"), false),
				arguments("/~root/", List.of("~root"), true), arguments("/PROGRA~1", List.of("PROGRA~1"), false),
				arguments("/a?b#c", List.of("a?b#c"), false), arguments("/%3f%23", List.of("?#"), false),
				arguments("/%uff0e%uff0e".replace("%u", "%25u"), List.of("%uff0e%uff0e"), false));
	}

	@ParameterizedTest
	@CsvSource(emptyValue = "", delimiter = ' ', value = { "'' MALFORMED", "a MALFORMED", "* MALFORMED",
			"%2f MALFORMED", "http://h/x MALFORMED", "\\a MALFORMED", "/% MALFORMED", "/%4 MALFORMED",
			"/a%zz MALFORMED", "/%4g MALFORMED", "/%g4 MALFORMED", "/%u002e MALFORMED", "/%-1 MALFORMED",
			"/%+1 MALFORMED", "/%\uff11\uff11 MALFORMED", "/%%41 MALFORMED", "/%41% MALFORMED",

			"/%80 INVALID_UTF8", "/%e4 INVALID_UTF8", "/%e4%bd INVALID_UTF8", "/%e4%bd/a INVALID_UTF8",
			"/%e4a INVALID_UTF8", "/%c0%ae INVALID_UTF8", "/%c0%ae%c0%ae/x INVALID_UTF8", "/%c0%af INVALID_UTF8",
			"/%c1%9c INVALID_UTF8", "/%e0%80%ae INVALID_UTF8", "/%e0%80%af INVALID_UTF8", "/%f0%80%80%ae INVALID_UTF8",
			"/%f8%80%80%80%ae INVALID_UTF8", "/%ed%a0%80 INVALID_UTF8", "/%ed%a0%bd%ed%b8%80 INVALID_UTF8",
			"/%f4%90%80%80 INVALID_UTF8", "/%ff INVALID_UTF8", "/%fe%ff INVALID_UTF8", "/%c3\u00a4 INVALID_UTF8",

			"/f%00 CONTROL_CHARACTER", "/f%00.html CONTROL_CHARACTER", "/f%0d%0aX:1 CONTROL_CHARACTER",
			"/f%0a CONTROL_CHARACTER", "/%09 CONTROL_CHARACTER", "/%1f CONTROL_CHARACTER", "/%7f CONTROL_CHARACTER",
			"/%c2%80 CONTROL_CHARACTER", "/%c2%85 CONTROL_CHARACTER", "/%c2%9f CONTROL_CHARACTER",
			"/a\u0085b CONTROL_CHARACTER", "/a\u0001b CONTROL_CHARACTER",

			"/a\\b BACKSLASH", "/..\\x BACKSLASH", "/..%5cx BACKSLASH", "/%5c..%5cx BACKSLASH", "/%5C BACKSLASH",
			"/%5c%5chost%5cshare%5cf BACKSLASH", "/C:%5cwindows%5cwin.ini BACKSLASH",

			"/a%2fb ENCODED_SLASH", "/..%2fx ENCODED_SLASH", "/%2e%2e%2Fx ENCODED_SLASH",
			"/%2f%2fetc/passwd ENCODED_SLASH", "/%2fevil.com/dir ENCODED_SLASH",

			"/. DOT_SEGMENT", "/.. DOT_SEGMENT", "/../x DOT_SEGMENT", "/a/../x DOT_SEGMENT", "/a/.. DOT_SEGMENT",
			"/a/./x DOT_SEGMENT", "/a/. DOT_SEGMENT", "/a/../ DOT_SEGMENT", "/%2e%2e/x DOT_SEGMENT",
			"/.%2e/x DOT_SEGMENT", "/%2E./x DOT_SEGMENT", "/a/%2e DOT_SEGMENT",

			"// EMPTY_SEGMENT", "//etc/passwd EMPTY_SEGMENT", "/a//b EMPTY_SEGMENT", "/a// EMPTY_SEGMENT",
			"//evil.com/.. EMPTY_SEGMENT", "/....//x EMPTY_SEGMENT" })
	void unsafePathsAreRejected(String rawPath, PathRejection reason) {
		assertThat(PathDecoder.decode(rawPath)).isEqualTo(new RejectedPath(reason));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/\ud800", "/\udc00", "/a\ud83d/\ude00", "/\ude00\ud83d", "/\ud83d%F0%9F%98%80" })
	void unpairedSurrogatesAreRejected(String rawPath) {
		assertThat(PathDecoder.decode(rawPath)).isEqualTo(new RejectedPath(PathRejection.INVALID_UTF8));
	}

	@Test
	void everyControlCharacterIsRejectedRawAndEncoded() {
		IntStream.concat(IntStream.range(0, 0x20), IntStream.range(0x7F, 0xA0)).forEach((c) -> {
			String character = Character.toString(c);
			assertThat(PathDecoder.decode("/a" + character))
				.isEqualTo(new RejectedPath(PathRejection.CONTROL_CHARACTER));
			assertThat(PathDecoder.decode("/a" + percentEncode(character)))
				.isEqualTo(new RejectedPath(PathRejection.CONTROL_CHARACTER));
		});
	}

	@Test
	void segmentsUpToTheLimitAreAccepted() {
		assertThat(PathDecoder.decode("/" + "a".repeat(255))).isInstanceOf(SafePath.class);
		assertThat(PathDecoder.decode("/" + "%61".repeat(255))).isInstanceOf(SafePath.class);
		assertThat(PathDecoder.decode("/" + "\u4f60".repeat(85))).isInstanceOf(SafePath.class);
		assertThat(PathDecoder.decode("/" + "\ud83d\ude00".repeat(63) + "abc")).isInstanceOf(SafePath.class);
	}

	@ParameterizedTest
	@MethodSource
	void longPathsAreRejected(String rawPath) {
		assertThat(PathDecoder.decode(rawPath)).isEqualTo(new RejectedPath(PathRejection.TOO_LONG));
	}

	static Stream<String> longPathsAreRejected() {
		return Stream.of("/" + "a".repeat(256), "/a/" + "%61".repeat(256) + "/", "/" + "\u4f60".repeat(86),
				"/" + "%e4%bd%a0".repeat(86), "/" + "\u00e4".repeat(128), "/" + "\ud83d\ude00".repeat(64),
				"/a".repeat(257), "/a".repeat(10_000), "/" + "a".repeat(100_000), "/" + "%".repeat(100_000),
				("/" + "a".repeat(255)).repeat(16) + "/", ("/" + "a".repeat(255)).repeat(16) + "/a");
	}

	@Test
	void pathsUpToTheLimitsAreAccepted() {
		assertThat(PathDecoder.decode(("/" + "a".repeat(255)).repeat(16))).isInstanceOf(SafePath.class);
		assertThat(PathDecoder.decode(("/" + "%61".repeat(255)).repeat(16))).isInstanceOf(SafePath.class);
		assertThat(PathDecoder.decode("/a".repeat(256))).isInstanceOf(SafePath.class);
		assertThat(PathDecoder.decode("/a".repeat(256) + "/")).isInstanceOf(SafePath.class);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ',
			value = { "a /a", "a/b/ /a/b/", "/a /a", "//evil.com /evil.com", "///evil.com/ /evil.com/",
					"\\evil.com /%5Cevil.com", "a%b /a%25b", "'a b' /a%20b", "a?b /a%3Fb", "a#b /a%23b",
					"'a\r\nb' /a%0D%0Ab", "\u00e4 /%C3%A4", "\u4f60 /%E4%BD%A0", "\ud83d\ude00 /%F0%9F%98%80",
					"a-._~b /a-._~b", "a!$&()*+,;=b /a!$&()*+,;=b", "http://h /http%3A//h", "@a /%40a",
					"\"a\" /%22a%22", "<a> /%3Ca%3E", "a|b /a%7Cb", "09azAZ /09azAZ", "\u007f /%7F" })
	void relativePathsAreEncoded(String relative, String encoded) {
		assertThat(PathDecoder.encode(relative)).isEqualTo(encoded);
	}

	@Test
	void rootIsEncodedAsASingleSlash() {
		assertThat(PathDecoder.encode("")).isEqualTo("/");
		assertThat(PathDecoder.encode("//")).isEqualTo("/");
		assertThat(PathDecoder.encode(new SafePath(List.of(), true))).isEqualTo("/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/a", "/a/", "/a/b c/%E4%BD%A0", "/%25/%F0%9F%98%80/", "/a'b/%40/x:y" })
	void encodingIsTheInverseOfDecoding(String rawPath) {
		SafePath path = (SafePath) PathDecoder.decode(rawPath);
		assertThat(PathDecoder.decode(PathDecoder.encode(path))).isEqualTo(path);
	}

	private static String percentEncode(String text) {
		StringBuilder encoded = new StringBuilder();
		for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
			encoded.append(String.format("%%%02x", octet));
		}
		return encoded.toString();
	}

}
