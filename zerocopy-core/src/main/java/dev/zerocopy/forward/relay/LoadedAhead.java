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

package dev.zerocopy.forward.relay;

import java.util.List;

/**
 * Classes first needed when descriptors have run out. Loading one may take a descriptor,
 * and the JVM remembers a failure for good (JVMS 5.4.3).
 */
final class LoadedAhead {

	private static final List<Class<?>> CLASSES = List.of(Errno.class, SideFailure.class, NoSocketException.class,
			WarningLimit.class);

	private LoadedAhead() {
	}

	static void load() {
		CLASSES.forEach(LoadedAhead::initialize);
	}

	private static void initialize(Class<?> type) {
		try {
			Class.forName(type.getName(), true, type.getClassLoader());
		}
		catch (ClassNotFoundException ex) {
			// a native image: it knows none by name, and loads none later either
		}
	}

}
