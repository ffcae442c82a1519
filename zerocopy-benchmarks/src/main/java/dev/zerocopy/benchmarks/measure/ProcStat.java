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

package dev.zerocopy.benchmarks.measure;

/**
 * The line of {@code /proc/<pid>/stat} as far as processor time is concerned: see
 * proc_pid_stat(5).
 *
 * @param ticks the time of the process itself, in user and kernel mode, in clock ticks
 * @param childTicks the time of its children that have ended and were waited for
 */
public record ProcStat(long ticks, long childTicks) {

	/**
	 * Parse the line. The name of the program, in parentheses, may itself contain spaces
	 * and parentheses.
	 * @param line the line
	 * @return what it says
	 * @throws IllegalArgumentException if it is not such a line
	 */
	public static ProcStat parse(String line) {
		int end = line.lastIndexOf(')');
		String[] fields = (end < 0) ? new String[0] : line.substring(end + 1).strip().split(" ");
		if (fields.length < 15) {
			throw new IllegalArgumentException("'" + line + "' is not a line of /proc/<pid>/stat");
		}
		return new ProcStat(Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
				Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
	}

}
