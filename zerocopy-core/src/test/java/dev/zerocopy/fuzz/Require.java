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

import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.function.Supplier;

import com.sun.management.ThreadMXBean;

/**
 * Assertions cheap enough for millions of inputs.
 */
public final class Require {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private Require() {
	}

	/**
	 * Require a condition.
	 * @param condition what must hold
	 * @param property what it means, in words
	 */
	public static void that(boolean condition, String property) {
		if (!condition) {
			throw new AssertionError(property);
		}
	}

	public static void equal(Object actual, Object expected, String property) {
		if (!Objects.equals(actual, expected)) {
			throw new AssertionError(property + ": expected " + expected + " but was " + actual);
		}
	}

	/**
	 * Require that little memory is allocated. Work that takes more is repeated once,
	 * since the first time loads classes.
	 * @param <T> the type of result
	 * @param most the most heap memory in bytes
	 * @param work what allocates
	 * @return its result
	 */
	public static <T> T allocating(long most, Supplier<T> work) {
		long before = THREADS.getCurrentThreadAllocatedBytes();
		T result = work.get();
		if (THREADS.getCurrentThreadAllocatedBytes() - before > most) {
			before = THREADS.getCurrentThreadAllocatedBytes();
			result = work.get();
			long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
			that(allocated <= most, "allocated " + allocated + " bytes, more than " + most);
		}
		return result;
	}

	/**
	 * Write a text as a Java literal.
	 * @param text the text
	 * @return the literal
	 */
	public static String literal(String text) {
		StringBuilder literal = new StringBuilder("\"");
		for (char c : text.toCharArray()) {
			if (c == '"' || c == '\\') {
				literal.append('\\').append(c);
			}
			else if (c >= 0x20 && c < 0x7f) {
				literal.append(c);
			}
			else {
				literal.append("\\u%04x".formatted((int) c));
			}
		}
		return literal.append('"').toString();
	}

}
