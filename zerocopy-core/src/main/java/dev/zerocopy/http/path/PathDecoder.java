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

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the path of a request target (RFC 3986 section 3.3) into names that are safe to
 * open beneath a root, and back. Everything is decoded exactly once; what a second reader
 * could take for something else is rejected, not repaired.
 */
public final class PathDecoder {

	/** Longest decoded path in bytes of UTF-8, as {@code PATH_MAX} of Linux. */
	public static final int MAX_PATH_BYTES = 4096;

	/** Longest decoded segment in bytes of UTF-8, as {@code NAME_MAX} of Linux. */
	public static final int MAX_SEGMENT_BYTES = 255;

	/** Most segments of a path. */
	public static final int MAX_SEGMENTS = 256;

	private static final int CHARS_PER_ENCODED_BYTE = 3;

	private static final String UNESCAPED_PUNCTUATION = "-._~!$&()*+,;=";

	private static final char[] HEX = "0123456789ABCDEF".toCharArray();

	private PathDecoder() {
	}

	/**
	 * Decode and check a path. Characters beyond ASCII that are not percent-encoded stand
	 * for themselves; a semicolon has no special meaning.
	 * @param rawPath the path as received, without query
	 * @return a {@link SafePath}, or a {@link RejectedPath} with the first defect found
	 */
	public static PathDecision decode(String rawPath) {
		if (rawPath.isEmpty() || rawPath.charAt(0) != '/') {
			return new RejectedPath(PathRejection.MALFORMED);
		}
		if (rawPath.length() > MAX_PATH_BYTES * CHARS_PER_ENCODED_BYTE) {
			return new RejectedPath(PathRejection.TOO_LONG);
		}
		try {
			return split((rawPath.indexOf('%') < 0) ? rawPath : percentDecode(rawPath));
		}
		catch (RejectedException ex) {
			return new RejectedPath(ex.reason);
		}
	}

	/**
	 * Encode a path for a {@code Location} field.
	 * @param path the path
	 * @return the percent-encoded path; starts with exactly one slash, so that it can
	 * never name another host, and ends with one if the path does
	 */
	public static String encode(SafePath path) {
		String relative = path.relative();
		return encode((path.trailingSlash() && !relative.isEmpty()) ? relative + "/" : relative);
	}

	/**
	 * Encode a relative path for a {@code Location} field.
	 * @param relative decoded names joined by slashes
	 * @return the percent-encoded path; starts with exactly one slash, so that it can
	 * never name another host
	 */
	public static String encode(String relative) {
		StringBuilder encoded = new StringBuilder(relative.length() + 16).append('/');
		for (byte octet : relative.getBytes(StandardCharsets.UTF_8)) {
			if (octet == '/') {
				if (encoded.length() > 1) {
					encoded.append('/');
				}
			}
			else if (isUnescaped(octet)) {
				encoded.append((char) octet);
			}
			else {
				encoded.append('%').append(HEX[(octet >> 4) & 0xF]).append(HEX[octet & 0xF]);
			}
		}
		return encoded.toString();
	}

	/**
	 * Encode one name for a reference.
	 * @param name a decoded name
	 * @return the percent-encoded name
	 */
	public static String encodeName(String name) {
		return encode(name).substring(1);
	}

	/**
	 * Whether a name can be part of a request path that {@link #decode} accepts.
	 * @param name a decoded name
	 * @return {@code false} if every request for it is rejected
	 */
	public static boolean isServable(String name) {
		try {
			return name.indexOf('/') < 0 && checkSegment(name, 0, name.length()) <= MAX_SEGMENT_BYTES;
		}
		catch (RejectedException ex) {
			return false;
		}
	}

	private static boolean isUnescaped(byte octet) {
		return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') || (octet >= '0' && octet <= '9')
				|| (octet > 0 && UNESCAPED_PUNCTUATION.indexOf(octet) >= 0);
	}

	private static String percentDecode(String rawPath) {
		StringBuilder decoded = new StringBuilder(rawPath.length());
		byte[] octets = new byte[rawPath.length() / CHARS_PER_ENCODED_BYTE];
		int at = 0;
		while (at < rawPath.length()) {
			int run = 0;
			while (at < rawPath.length() && rawPath.charAt(at) == '%') {
				octets[run++] = octet(rawPath, at);
				at += CHARS_PER_ENCODED_BYTE;
			}
			if (run > 0) {
				decoded.append(utf8(octets, run));
			}
			else {
				decoded.append(rawPath.charAt(at++));
			}
		}
		return decoded.toString();
	}

	private static byte octet(String rawPath, int percent) {
		if (percent + 2 >= rawPath.length()) {
			throw new RejectedException(PathRejection.MALFORMED);
		}
		int high = hexDigit(rawPath.charAt(percent + 1));
		int low = hexDigit(rawPath.charAt(percent + 2));
		if (high < 0 || low < 0) {
			throw new RejectedException(PathRejection.MALFORMED);
		}
		int octet = (high << 4) | low;
		if (octet == '/') {
			throw new RejectedException(PathRejection.ENCODED_SLASH);
		}
		return (byte) octet;
	}

	/** Unlike {@link Character#digit}, knows no digits beyond ASCII. */
	private static int hexDigit(char c) {
		if (c >= '0' && c <= '9') {
			return c - '0';
		}
		int letter = c | 0x20;
		return (letter >= 'a' && letter <= 'f') ? letter - 'a' + 10 : -1;
	}

	/** The decoder of the JDK rejects overlong forms, surrogates and truncation. */
	private static CharSequence utf8(byte[] octets, int length) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets, 0, length));
		}
		catch (CharacterCodingException ex) {
			throw new RejectedException(PathRejection.INVALID_UTF8);
		}
	}

	private static SafePath split(String path) {
		List<String> segments = new ArrayList<>(8);
		int totalBytes = 1;
		int start = 1;
		while (start < path.length()) {
			int end = path.indexOf('/', start);
			end = (end < 0) ? path.length() : end;
			int bytes = checkSegment(path, start, end);
			totalBytes += bytes + ((end < path.length()) ? 1 : 0);
			if (bytes > MAX_SEGMENT_BYTES || totalBytes > MAX_PATH_BYTES || segments.size() == MAX_SEGMENTS) {
				throw new RejectedException(PathRejection.TOO_LONG);
			}
			segments.add(path.substring(start, end));
			start = end + 1;
		}
		return new SafePath(segments, path.charAt(path.length() - 1) == '/');
	}

	/** Returns the length of the segment in bytes of UTF-8. */
	private static int checkSegment(String path, int start, int end) {
		int length = end - start;
		if (length == 0) {
			throw new RejectedException(PathRejection.EMPTY_SEGMENT);
		}
		if (path.charAt(start) == '.' && (length == 1 || (length == 2 && path.charAt(start + 1) == '.'))) {
			throw new RejectedException(PathRejection.DOT_SEGMENT);
		}
		int bytes = 0;
		for (int i = start; i < end; i++) {
			char c = path.charAt(i);
			if (c == '\\') {
				throw new RejectedException(PathRejection.BACKSLASH);
			}
			if (Character.isISOControl(c)) {
				throw new RejectedException(PathRejection.CONTROL_CHARACTER);
			}
			if (c < 0x80) {
				bytes++;
			}
			else if (c < 0x800) {
				bytes += 2;
			}
			else if (!Character.isSurrogate(c)) {
				bytes += 3;
			}
			else if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(path.charAt(i + 1))) {
				bytes += 4;
				i++;
			}
			else {
				throw new RejectedException(PathRejection.INVALID_UTF8);
			}
		}
		return bytes;
	}

	/** Leaves the loops above; never leaves this class, so it needs no stack trace. */
	private static final class RejectedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final PathRejection reason;

		private RejectedException(PathRejection reason) {
			super(reason.name(), null, false, false);
			this.reason = reason;
		}

	}

}
