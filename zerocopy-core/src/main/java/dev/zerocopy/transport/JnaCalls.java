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

package dev.zerocopy.transport;

import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Loads what calls the C library through JNA, whose classes stay out of reach until they
 * are known to be present.
 */
final class JnaCalls {

	private JnaCalls() {
	}

	/**
	 * Load calls, or what stands in for them.
	 * @param calls loads them, by code that nothing else refers to
	 * @param linuxOnly says what there is on Linux only
	 * @param refused says what does not work if loading fails
	 * @param substitute makes what stands in for them, from the cause
	 * @param <T> the type of the calls
	 * @return the calls or their substitute
	 */
	static <T> T load(Callable<? extends T> calls, String linuxOnly, String refused, Function<String, T> substitute) {
		if (!System.getProperty("os.name", "").startsWith("Linux")) {
			return substitute.apply(linuxOnly);
		}
		try {
			Class.forName("com.sun.jna.Native", false, JnaCalls.class.getClassLoader());
		}
		catch (ClassNotFoundException ex) {
			return substitute.apply("net.java.dev.jna:jna is not on the class path");
		}
		try {
			return calls.call();
		}
		catch (Exception | LinkageError ex) {
			return substitute.apply(refused + ": " + ex);
		}
	}

}
