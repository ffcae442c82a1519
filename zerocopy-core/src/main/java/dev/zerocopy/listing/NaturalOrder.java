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

import java.io.Serializable;
import java.util.Comparator;

/**
 * Compares names as people read them: without regard to case, and runs of digits by their
 * value, so that {@code page 9} comes before {@code page 10}. Names that differ only in
 * case or in leading zeros are told apart by their characters.
 */
final class NaturalOrder implements Comparator<String>, Serializable {

	private static final long serialVersionUID = 1L;

	@Override
	public int compare(String first, String second) {
		int i = 0;
		int j = 0;
		while (i < first.length() && j < second.length()) {
			int difference;
			if (isDigit(first.charAt(i)) && isDigit(second.charAt(j))) {
				int firstEnd = endOfDigits(first, i);
				int secondEnd = endOfDigits(second, j);
				difference = compareNumbers(first, i, firstEnd, second, j, secondEnd);
				i = firstEnd;
				j = secondEnd;
			}
			else {
				difference = fold(first.charAt(i++)) - fold(second.charAt(j++));
			}
			if (difference != 0) {
				return difference;
			}
		}
		int rest = (first.length() - i) - (second.length() - j);
		return (rest != 0) ? rest : first.compareTo(second);
	}

	private static int compareNumbers(String first, int from, int to, String second, int otherFrom, int otherTo) {
		int i = skipZeros(first, from, to);
		int j = skipZeros(second, otherFrom, otherTo);
		int difference = (to - i) - (otherTo - j);
		while (difference == 0 && i < to) {
			difference = first.charAt(i++) - second.charAt(j++);
		}
		return difference;
	}

	private static int skipZeros(String name, int from, int to) {
		int at = from;
		while (at < to && name.charAt(at) == '0') {
			at++;
		}
		return at;
	}

	private static int endOfDigits(String name, int from) {
		int at = from;
		while (at < name.length() && isDigit(name.charAt(at))) {
			at++;
		}
		return at;
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private static char fold(char c) {
		return Character.toLowerCase(Character.toUpperCase(c));
	}

}
