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

package dev.zerocopy.forward;

import java.time.Duration;

/**
 * Is told what happens, on event loops: implementations must be quick and safe for use by
 * several threads.
 */
public interface ForwarderListener {

	/**
	 * Hears nothing.
	 */
	ForwarderListener NONE = new ForwarderListener() {
	};

	/**
	 * An attempt to connect to an upstream has ended.
	 * @param route the route
	 * @param duration how long it took
	 * @param success whether it succeeded
	 */
	default void connectAttempted(String route, Duration duration, boolean success) {
	}

	/**
	 * A connection has ended, or was refused.
	 * @param report what became of it
	 */
	default void connectionClosed(ConnectionReport report) {
	}

}
