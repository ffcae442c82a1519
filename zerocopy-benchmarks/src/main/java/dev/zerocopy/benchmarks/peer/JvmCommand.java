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

package dev.zerocopy.benchmarks.peer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.zerocopy.benchmarks.process.ServerCommand;

/**
 * Starts a class of this module in a JVM of its own, all with the same options.
 */
public final class JvmCommand {

	private JvmCommand() {
	}

	/**
	 * Return the options of every JVM that is measured.
	 * @return the options
	 */
	public static List<String> options() {
		List<String> options = new ArrayList<>(
				List.of("-Xms512m", "-Xmx512m", "-XX:MaxDirectMemorySize=512m", "-XX:+UseG1GC"));
		if (Runtime.version().feature() >= 22) {
			options.add("--enable-native-access=ALL-UNNAMED");
		}
		return options;
	}

	/**
	 * Start a class.
	 * @param main the class
	 * @param properties system properties, as {@code name=value}
	 * @param arguments its arguments
	 * @return the command
	 */
	public static ServerCommand of(Class<?> main, List<String> properties, List<String> arguments) {
		return of(System.getProperty("java.class.path"), main, properties, arguments);
	}

	static ServerCommand of(String classPath, Class<?> main, List<String> properties, List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options());
		properties.forEach((property) -> command.add("-D" + property));
		command.addAll(List.of("-cp", classPath, main.getName()));
		command.addAll(arguments);
		return ServerCommand.of(command);
	}

}
