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

/**
 * Chooses the pipe control, once for the process.
 */
final class PipeControlLoader {

	// not a method reference, which would load the class
	static final PipeControl CONTROL = JnaCalls.load(() -> JnaPipeControl.load(),
			"pipes have a settable size on Linux only", "JNA cannot call fcntl", FixedPipeControl::new);

	private PipeControlLoader() {
	}

	private static final class FixedPipeControl implements PipeControl {

		private final String cause;

		FixedPipeControl(String cause) {
			this.cause = cause;
		}

		@Override
		public int resize(int fd, int bytes) {
			return DEFAULT_CAPACITY;
		}

		@Override
		public Capability capability() {
			return Capability.unavailable("pipe-sizing", this.cause);
		}

	}

}
