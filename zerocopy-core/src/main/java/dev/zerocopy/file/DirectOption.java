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

package dev.zerocopy.file;

import java.nio.file.OpenOption;

import org.jspecify.annotations.Nullable;

/**
 * {@code O_DIRECT} as an option of the JDK: {@code com.sun.nio.file.ExtendedOpenOption}
 * of the module {@code jdk.unsupported}, found by name because compilers warn of it.
 */
final class DirectOption {

	/** The option, or {@code null} if this Java has none. */
	static final @Nullable OpenOption VALUE = find();

	private DirectOption() {
	}

	private static @Nullable OpenOption find() {
		try {
			Object[] options = Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants();
			for (Object option : options) {
				if (option instanceof OpenOption found && option.toString().equals("DIRECT")) {
					return found;
				}
			}
			return null;
		}
		catch (ClassNotFoundException ex) {
			return null;
		}
	}

}
