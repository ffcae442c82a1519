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

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a server is started.
 *
 * @param command the program and its arguments
 * @param environment variables added to the environment
 * @param files path to content of files it reads
 */
public record ServerCommand(List<String> command, Map<String, String> environment, Map<Path, String> files) {

	/**
	 * A command that needs nothing else.
	 * @param command the program and its arguments
	 * @return the command
	 */
	public static ServerCommand of(List<String> command) {
		return new ServerCommand(command, Map.of(), Map.of());
	}

	/**
	 * A command with a configuration file.
	 * @param command the program and its arguments
	 * @param path the file
	 * @param content its content
	 * @return the command
	 */
	public static ServerCommand withFile(List<String> command, Path path, String content) {
		return new ServerCommand(command, Map.of(), Map.of(path, content));
	}

	/**
	 * Add a variable to the environment.
	 * @param name its name
	 * @param value its value
	 * @return the command with the variable
	 */
	public ServerCommand with(String name, String value) {
		Map<String, String> environment = new TreeMap<>(this.environment);
		environment.put(name, value);
		return new ServerCommand(this.command, environment, this.files);
	}

}
