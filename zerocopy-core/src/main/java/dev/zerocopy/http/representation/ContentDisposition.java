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

/**
 * The {@code Content-Disposition} field, RFC 6266.
 */
public final class ContentDisposition {

	private static final String EXTENDED_PUNCTUATION = "!#$&+-.^_`|~";

	private static final char[] HEX = "0123456789ABCDEF".toCharArray();

	private ContentDisposition() {
	}

	/**
	 * Return the field value that makes a browser save a file under a name.
	 * @param fileName the name; directories in front of it are dropped, control
	 * characters become underscores
	 * @return {@code attachment} with {@code filename}, and with {@code filename*} (RFC
	 * 8187) if the former cannot say it all; printable ASCII only
	 */
	public static String attachment(String fileName) {
		String name = withoutDirectories(fileName);
		StringBuilder quoted = new StringBuilder(name.length());
		StringBuilder extended = new StringBuilder();
		name.codePoints().forEach((codePoint) -> {
			boolean control = Character.isISOControl(codePoint);
			quoted.append((control || !isPortable(codePoint)) ? '_' : (char) codePoint);
			appendExtended(extended, control ? '_' : codePoint);
		});
		String value = "attachment; filename=\"" + quoted + '"';
		return name.codePoints().allMatch((codePoint) -> isPortable(codePoint) || Character.isISOControl(codePoint))
				? value : value + "; filename*=UTF-8''" + extended;
	}

	private static String withoutDirectories(String fileName) {
		return fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
	}

	/**
	 * Inside quotes, user agents disagree about escapes and about percent signs: RFC 6266
	 * appendix D.
	 */
	private static boolean isPortable(int codePoint) {
		return codePoint >= ' ' && codePoint < 0x7F && codePoint != '"' && codePoint != '\\' && codePoint != '%';
	}

	private static void appendExtended(StringBuilder extended, int codePoint) {
		if (isExtendedCharacter(codePoint)) {
			extended.append((char) codePoint);
			return;
		}
		for (byte octet : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
			extended.append('%').append(HEX[(octet >> 4) & 0xF]).append(HEX[octet & 0xF]);
		}
	}

	/** {@code attr-char} of RFC 8187. */
	private static boolean isExtendedCharacter(int c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
				|| EXTENDED_PUNCTUATION.indexOf(c) >= 0;
	}

}
