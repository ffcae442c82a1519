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

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a listener does when it is out of descriptors or memory: it looks away for a
 * while, because the kernel would report it as ready until the connection is accepted.
 * Connections wait in its queue meanwhile.
 */
final class AcceptPause {

	static final long MILLIS = 100;

	private static final Logger logger = LoggerFactory.getLogger(AcceptPause.class);

	private final WarningLimit warnings = new WarningLimit(System::nanoTime);

	/**
	 * Log that a pause begins, unless that has been logged a short while ago.
	 * @param listener names the listener
	 * @param cause what accepting failed with
	 */
	void warn(String listener, Throwable cause) {
		long heldBack = this.warnings.admit();
		if (heldBack >= 0) {
			logger.warn("Accepting on {} pauses for {} ms at a time ({} earlier pauses were not logged): {}", listener,
					MILLIS, heldBack, cause.toString());
		}
	}

}
