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

package dev.zerocopy.benchmarks.suite;

import org.jspecify.annotations.Nullable;

import dev.zerocopy.benchmarks.process.ServerCommand;
import dev.zerocopy.benchmarks.process.Workbench;

/**
 * A server that is compared with others.
 *
 * @param <T> what it is set to work on
 */
public interface Peer<T> {

	/**
	 * Return the name in tables and plots.
	 * @return the name
	 */
	String name();

	/**
	 * Return why the peer cannot take part.
	 * @return the cause and the remedy, or {@code null} if it can
	 */
	default @Nullable String missing() {
		return null;
	}

	/**
	 * Return whether it runs in a JVM, which compiles while it is under load.
	 * @return {@code true} if it has to be warmed up
	 */
	default boolean needsWarmUp() {
		return false;
	}

	/**
	 * Return how to start it.
	 * @param workbench where it will run
	 * @param port the port to listen on, on the loopback address
	 * @param target what to work on
	 * @return the command
	 */
	ServerCommand command(Workbench workbench, int port, T target);

}
