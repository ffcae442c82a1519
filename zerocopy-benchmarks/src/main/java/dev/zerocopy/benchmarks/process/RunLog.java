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

package dev.zerocopy.benchmarks.process;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Notes which commands were run and which files were written for them, so that a reader
 * can repeat a measurement by hand. Directories are replaced by what they stand for. Safe
 * for use by several threads, as of loads at the same time.
 */
public final class RunLog {

	private final Map<String, String> replacements = new LinkedHashMap<>();

	private final Set<String> commands = new LinkedHashSet<>();

	private final Map<String, String> files = new LinkedHashMap<>();

	/**
	 * Show one text instead of another from now on.
	 * @param text the text, such as the directory of this run
	 * @param shown what is shown instead
	 */
	public synchronized void replace(String text, String shown) {
		this.replacements.put(text, shown);
	}

	/**
	 * Note a command.
	 * @param command the program and its arguments
	 */
	public void command(List<String> command) {
		command(Map.of(), command);
	}

	synchronized void command(Map<String, String> environment, List<String> command) {
		Stream<String> variables = new TreeMap<>(environment).entrySet()
			.stream()
			.map((variable) -> variable.getKey() + "=" + quote(variable.getValue()));
		this.commands
			.add(shown(Stream.concat(variables, command.stream().map(RunLog::quote)).collect(Collectors.joining(" "))));
	}

	synchronized void file(String name, String content) {
		this.files.put(name, shown(content));
	}

	/**
	 * Return the commands, once each, in the order they were run first.
	 * @return the commands
	 */
	public synchronized List<String> commands() {
		return List.copyOf(this.commands);
	}

	/**
	 * Return the files.
	 * @return name to content
	 */
	public synchronized Map<String, String> files() {
		return new LinkedHashMap<>(this.files);
	}

	/** Forget what was noted, as before another suite. */
	public synchronized void clear() {
		this.commands.clear();
		this.files.clear();
	}

	private String shown(String text) {
		String shown = text;
		for (Map.Entry<String, String> entry : this.replacements.entrySet()) {
			shown = shown.replace(entry.getKey(), entry.getValue());
		}
		return shown;
	}

	private static String quote(String argument) {
		return argument.matches("[A-Za-z0-9_@%+=:,./<>-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
	}

}
