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
 * Calls {@code fcntl} of the C library.
 */
final class JnaPipeControl implements PipeControl {

	// fcntl(2), the same on every Linux architecture
	private static final int F_SETPIPE_SZ = 1031;

	private static final int F_GETPIPE_SZ = 1032;

	private JnaPipeControl() {
	}

	static JnaPipeControl load() {
		// of no pipe: an error here if the library cannot be called
		CLibrary.fcntl(-1, F_GETPIPE_SZ, 0);
		return new JnaPipeControl();
	}

	@Override
	public int resize(int fd, int bytes) {
		int granted = CLibrary.fcntl(fd, F_SETPIPE_SZ, bytes);
		if (granted > 0) {
			return granted;
		}
		// EPERM (over the user's budget) and EBUSY leave the old size in place
		int current = CLibrary.fcntl(fd, F_GETPIPE_SZ, 0);
		return (current > 0) ? current : DEFAULT_CAPACITY;
	}

	@Override
	public Capability capability() {
		return Capability.available("pipe-sizing");
	}

}
