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

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.zerocopy.fuzz.FuzzSource;
import dev.zerocopy.fuzz.FuzzTarget;
import dev.zerocopy.fuzz.Fuzzer;
import dev.zerocopy.fuzz.Require;

/**
 * Properties of {@link PathDecoder} that hold for every path.
 */
@Tag("slow")
class PathDecoderFuzzTests {

	private static final Path ROOT = Path.of("/srv/files/root");

	private static final String[] PIECES = { "/", "/", "//", "/.", "/..", "/../", "..", ".", "%2e", "%2E%2e", "%2f",
			"%5c", "\\", "%00", "%0a", "%25", "%252e", "%c0%ae", "%c0%af", "%e0%80%ae", "%ed%a0%80", "%f4%90%80%80",
			"%c3%a9", "\u00e9", "%e2%82%ac", "\ud83d\ude00", "\ud83d", "%f0%9f%98%80", "%", "%4", "%zz", "%u002e", ";",
			";a=b", "..;", "%2e%2e;", "a", "index.html", ".git", "~", "C:", "nul.txt", "::$DATA", "\u2025",
			"\uff0e\uff0e", "\uff0f", "\u2215", "%ef%bc%8f", " ", "+", "?", "#", "\u0000", "\u0085", "%c2%85", "%7f",
			"\u202e" };

	@Test
	void pathNeverEscapesAndIsDecodedAsAnIndependentDecoderDoes() {
		Fuzzer.run("path", 100_000, new Target());
	}

	private static final class Target implements FuzzTarget<String> {

		@Override
		public String generate(FuzzSource source) {
			StringBuilder path = new StringBuilder(source.oneIn(16) ? "" : "/");
			int pieces = source.oneIn(500) ? source.below(6000) : source.below(12);
			for (int i = 0; i < pieces; i++) {
				switch (source.below(8)) {
					case 0 -> path.append("%%%02x".formatted(source.below(256)));
					case 1 -> path.append(source.character());
					case 2 -> path.append('/').append(source.text("abcXYZ019-_.", 1, source.oneIn(64) ? 300 : 6));
					default -> path.append(source.pick(PIECES));
				}
			}
			return source.oneIn(4) ? source.damage(path.toString()) : path.toString();
		}

		@Override
		public void check(String raw) {
			PathDecision decision = Require.allocating(8192 + 32L * raw.length(), () -> PathDecoder.decode(raw));
			List<String> expected = decodeIndependently(raw);
			if (decision instanceof RejectedPath rejected) {
				Require.that(rejected.reason().status() >= 400, "a rejection has an error status");
				Require.that(expected == null, "only unsafe paths are rejected");
				return;
			}
			SafePath path = (SafePath) decision;
			Require.equal(path.segments(), expected, "segments");
			Require.equal(path.trailingSlash(), raw.endsWith("/"), "trailing slash");
			staysBelowTheRoot(path);
			String encoded = PathDecoder.encode(path);
			Require.that(encoded.startsWith("/") && !encoded.startsWith("//"), "a location is of this host");
			Require.that(encoded.chars().allMatch((c) -> c > 0x20 && c < 0x7f), "a location is plain ASCII");
			Require.equal(PathDecoder.decode(encoded), path, "decoding what was encoded");
		}

		private static void staysBelowTheRoot(SafePath path) {
			try {
				Path resolved = ROOT.resolve(path.relative());
				Require.that(resolved.startsWith(ROOT), "the path is below the root");
				Require.equal(resolved.normalize(), resolved, "normalized path");
				Require.equal(resolved.getNameCount() - ROOT.getNameCount(),
						path.relative().isEmpty() ? 0 : path.segments().size(), "names below the root");
			}
			catch (InvalidPathException ex) {
				// The locale of this process has no such character; the file layer
				// answers 404
			}
		}

		/**
		 * Everything as octets first, then one strict look at all of them.
		 */
		private static List<String> decodeIndependently(String raw) {
			if (!raw.startsWith("/") || raw.length() > 3 * PathDecoder.MAX_PATH_BYTES) {
				return null;
			}
			String decoded;
			try {
				ByteArrayOutputStream octets = new ByteArrayOutputStream();
				String[] parts = raw.split("%", -1);
				octets.writeBytes(utf8(parts[0]));
				for (String part : Arrays.asList(parts).subList(1, parts.length)) {
					if (part.length() < 2 || !part.substring(0, 2).matches("[0-9A-Fa-f]{2}")) {
						return null;
					}
					int octet = Integer.parseInt(part.substring(0, 2), 16);
					if (octet == '/') {
						return null;
					}
					octets.write(octet);
					octets.writeBytes(utf8(part.substring(2)));
				}
				decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.toByteArray())).toString();
			}
			catch (CharacterCodingException ex) {
				return null;
			}
			if (decoded.length() == 1) {
				return List.of();
			}
			String inner = decoded.substring(1, decoded.length() - (decoded.endsWith("/") ? 1 : 0));
			List<String> segments = Arrays.asList(inner.split("/", -1));
			boolean safe = inner.chars().noneMatch((c) -> c < 0x20 || (c >= 0x7f && c < 0xa0) || c == '\\')
					&& segments.size() <= PathDecoder.MAX_SEGMENTS
					&& decoded.getBytes(StandardCharsets.UTF_8).length <= PathDecoder.MAX_PATH_BYTES
					&& segments.stream().allMatch(Target::plainName);
			return safe ? segments : null;
		}

		private static boolean plainName(String name) {
			return !name.isEmpty() && !name.equals(".") && !name.equals("..")
					&& name.getBytes(StandardCharsets.UTF_8).length <= PathDecoder.MAX_SEGMENT_BYTES;
		}

		private static byte[] utf8(String text) throws CharacterCodingException {
			ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
			byte[] bytes = new byte[encoded.remaining()];
			encoded.get(bytes);
			return bytes;
		}

		@Override
		public String describe(String raw) {
			return Require.literal(raw);
		}

	}

}
