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

import org.jspecify.annotations.Nullable;

import dev.zerocopy.benchmarks.process.Commands;

/**
 * Peers that are programs of the system.
 */
final class Programs {

	private Programs() {
	}

	/**
	 * Return why a program cannot be started.
	 * @param program its name
	 * @param debianPackage the package that has it
	 * @return the cause and the remedy, or {@code null} if it can
	 */
	static @Nullable String missing(String program, String debianPackage) {
		return Commands.find(program).isPresent() ? null
				: program + " is not installed; on Debian: apt-get install " + debianPackage;
	}

	/**
	 * Return the path of a program.
	 * @param program its name
	 * @return the path, or the name if it is not installed
	 */
	static String path(String program) {
		return Commands.find(program).map(Object::toString).orElse(program);
	}

}
