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

package dev.zerocopy.fuzz;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Chance, and what grammars are made of. Every input has a source of its own that follows
 * from its seed.
 */
public final class FuzzSource {

	private static final String ODD = " \t,;=\"*/\\%.-+_~:\u0000\u0001\n\r\u000b\f\u001c\u007f\u0085\u00a0\u00ff\u0130\u0131\u017f\u212a"
			+ "\u0660\u0967\u2003\u2028\ud800\udfff\ufeff\uff11";

	private final SplittableRandom random;

	FuzzSource(long seed) {
		this.random = new SplittableRandom(seed);
	}

	/**
	 * Return a number.
	 * @param bound the number of choices
	 * @return 0 to {@code bound - 1}
	 */
	public int below(int bound) {
		return this.random.nextInt(bound);
	}

	public int between(int first, int last) {
		return first + this.random.nextInt(last - first + 1);
	}

	/**
	 * Say yes once in a while.
	 * @param in how often
	 * @return {@code true} once in {@code in} times
	 */
	public boolean oneIn(int in) {
		return this.random.nextInt(in) == 0;
	}

	public long number() {
		return this.random.nextLong();
	}

	/**
	 * Return a number whose length in bits is even more a matter of chance than its
	 * value.
	 * @return 0 to {@link Long#MAX_VALUE}
	 */
	public long magnitude() {
		return this.random.nextLong() >>> (1 + this.random.nextInt(63));
	}

	@SafeVarargs
	public final <T> T pick(T... choices) {
		return choices[this.random.nextInt(choices.length)];
	}

	public char pick(String choices) {
		return choices.charAt(this.random.nextInt(choices.length()));
	}

	/**
	 * Return a character that parsers trip over, or any other.
	 * @return a character, possibly half of a surrogate pair
	 */
	public char character() {
		return switch (below(4)) {
			case 0 -> pick(ODD);
			case 1 -> (char) below(0x10000);
			default -> (char) between(0x20, 0x7e);
		};
	}

	public String text(String alphabet, int shortest, int longest) {
		int length = between(shortest, longest);
		StringBuilder text = new StringBuilder(length);
		for (int i = 0; i < length; i++) {
			text.append(pick(alphabet));
		}
		return text.toString();
	}

	/**
	 * Damage a text a little: insert, remove, replace or repeat.
	 * @param text the text
	 * @return the damaged text
	 */
	public String damage(String text) {
		StringBuilder damaged = new StringBuilder(text);
		for (int times = between(1, 3); times > 0; times--) {
			int at = below(damaged.length() + 1);
			int end = Math.min(damaged.length(), at + between(1, 4));
			switch (below(4)) {
				case 0 -> damaged.insert(at, character());
				case 1 -> damaged.delete(at, end);
				case 2 -> damaged.insert(at, damaged.substring(at, end));
				default -> {
					if (at < damaged.length()) {
						damaged.setCharAt(at, character());
					}
				}
			}
		}
		return damaged.toString();
	}

	/**
	 * Damage bytes a little: change some, cut the end off, or add to it.
	 * @param bytes the bytes
	 * @return damaged bytes
	 */
	public byte[] damage(byte[] bytes) {
		int length = oneIn(3) ? between(0, bytes.length + 8) : bytes.length;
		byte[] damaged = Arrays.copyOf(bytes, length);
		for (int times = below(4); times > 0 && length > 0; times--) {
			int at = below(length);
			damaged[at] = switch (below(4)) {
				case 0 -> (byte) (damaged[at] + 1);
				case 1 -> (byte) (damaged[at] - 1);
				case 2 -> (byte) (damaged[at] ^ (1 << below(8)));
				default -> (byte) below(256);
			};
		}
		return damaged;
	}

	public byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		for (int i = 0; i < length; i++) {
			bytes[i] = (byte) below(256);
		}
		return bytes;
	}

}
