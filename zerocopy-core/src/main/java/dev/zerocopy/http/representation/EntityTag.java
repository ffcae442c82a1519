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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

import dev.zerocopy.http.FieldValues;
import dev.zerocopy.http.negotiation.ContentCoding;
import org.jspecify.annotations.Nullable;

/**
 * An entity tag, RFC 9110 section 8.8.3.
 *
 * @param opaque the characters between the quotes
 * @param weak whether the tag may stay the same while bytes change
 */
public record EntityTag(String opaque, boolean weak) {

	private static final int HASH_BYTES = 16;

	private static final String WEAK_PREFIX = "W/";

	private static final String UNSETTLED_SUFFIX = ".u";

	public EntityTag {
		for (int i = 0; i < opaque.length(); i++) {
			if (!isOpaqueCharacter(opaque.charAt(i))) {
				throw new IllegalArgumentException("opaque must not contain a quote, white space, control character or "
						+ "character beyond Latin-1, but the one at index " + i + " of '" + opaque
						+ "' is; encode it first");
			}
		}
	}

	/**
	 * Return the tag of a file in one content coding. It is made of a hash of inode,
	 * modification time and size, because an inode number tells an attacker about the
	 * file system. While the facts are not {@linkplain FileFacts#settled() settled}, the
	 * tag is weak and its opaque part is another one than later: {@code If-None-Match}
	 * compares weakly, so a tag handed out for content that changed within the same tick
	 * of the clock must not match for ever.
	 * @param facts facts of the file that is sent: of the sibling, if it is precompressed
	 * @param coding the coding of the file
	 * @return the tag, different for every coding
	 */
	public static EntityTag of(FileFacts facts, ContentCoding coding) {
		StringBuilder opaque = new StringBuilder(hash(facts));
		if (!facts.settled()) {
			opaque.append(UNSETTLED_SUFFIX);
		}
		if (coding != ContentCoding.IDENTITY) {
			opaque.append('-').append(coding.token());
		}
		return new EntityTag(opaque.toString(), !facts.settled());
	}

	/**
	 * Parse a single entity tag.
	 * @param value the field value, surrounded by nothing but optional white space
	 * @return the tag, or {@code null} if the value is anything else
	 */
	public static @Nullable EntityTag parse(String value) {
		String tag = FieldValues.trim(value);
		boolean weak = tag.startsWith(WEAK_PREFIX);
		int open = weak ? WEAK_PREFIX.length() : 0;
		int close = endOfOpaque(tag, open);
		return (close >= 0 && close == tag.length() - 1) ? new EntityTag(tag.substring(open + 1, close), weak) : null;
	}

	/**
	 * Return where the quoted part of a tag ends.
	 * @param text the text
	 * @param open where the opening quote is expected
	 * @return index of the closing quote, or -1 if there is no well-formed quoted part
	 */
	static int endOfOpaque(String text, int open) {
		if (open >= text.length() || text.charAt(open) != '"') {
			return -1;
		}
		int at = open + 1;
		while (at < text.length() && isOpaqueCharacter(text.charAt(at))) {
			at++;
		}
		return (at < text.length() && text.charAt(at) == '"') ? at : -1;
	}

	/**
	 * Compare strongly, RFC 9110 section 8.8.3.2.
	 * @param other the other tag
	 * @return {@code true} if both are strong and the same
	 */
	public boolean strongMatches(EntityTag other) {
		return !this.weak && !other.weak && this.opaque.equals(other.opaque);
	}

	/**
	 * Compare weakly, RFC 9110 section 8.8.3.2.
	 * @param other the other tag
	 * @return {@code true} if the opaque parts are the same
	 */
	public boolean weakMatches(EntityTag other) {
		return this.opaque.equals(other.opaque);
	}

	/**
	 * Return the tag as it appears in a header field.
	 * @return for example {@code "xyz"} or {@code W/"xyz"}, quotes included
	 */
	@Override
	public String toString() {
		return (this.weak ? WEAK_PREFIX : "") + '"' + this.opaque + '"';
	}

	private static boolean isOpaqueCharacter(char c) {
		return c == 0x21 || (c >= 0x23 && c <= 0x7E) || (c >= 0x80 && c <= 0xFF);
	}

	private static String hash(FileFacts facts) {
		ByteBuffer times = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + Long.BYTES)
			.putLong(facts.lastModified().getEpochSecond())
			.putInt(facts.lastModified().getNano())
			.putLong(facts.size());
		MessageDigest digest = sha256();
		digest.update(times.array());
		byte[] hash = digest.digest(facts.inode().getBytes(StandardCharsets.UTF_8));
		return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, HASH_BYTES));
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256, this one does not", ex);
		}
	}

}
