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

package dev.zerocopy.benchmarks.micro;

import java.util.List;
import java.util.stream.Stream;

/**
 * Reads what {@code strace -f} wrote: lines that start with the id of a thread.
 */
final class Trace {

	private Trace() {
	}

	/**
	 * Count the system calls of a thread between its first two marks.
	 * @param lines the trace
	 * @param mark the text that marks a line
	 * @return how many calls were made
	 * @throws IllegalArgumentException if there are not two marks
	 */
	static long callsBetween(Stream<String> lines, String mark) {
		List<String> all = lines.toList();
		int first = next(all, mark, 0);
		int second = next(all, mark, first + 1);
		String thread = thread(all.get(first));
		return all.subList(first + 1, second)
			.stream()
			.filter((line) -> thread(line).equals(thread))
			// a call that was interrupted in the trace by another thread has two lines
			.filter((line) -> !line.contains("<... "))
			.filter((line) -> !line.contains(" --- "))
			.count();
	}

	private static int next(List<String> lines, String mark, int from) {
		for (int i = from; i < lines.size(); i++) {
			if (lines.get(i).contains(mark)) {
				return i;
			}
		}
		throw new IllegalArgumentException("The trace does not have '" + mark + "' twice");
	}

	private static String thread(String line) {
		return line.substring(0, Math.max(0, line.indexOf(' ')));
	}

}
