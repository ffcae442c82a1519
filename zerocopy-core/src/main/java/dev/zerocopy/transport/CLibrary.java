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

import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * What is called of the C library. Event loops do so between two parts of a file, so it
 * is mapped directly: a call through an interface costs several microseconds.
 */
final class CLibrary {

	static {
		Native.register(CLibrary.class, Platform.C_LIBRARY_NAME);
	}

	private CLibrary() {
	}

	static native int getpagesize();

	static native int open(String path, int flags);

	static native int close(int descriptor);

	static native int fcntl(int descriptor, int command, int argument);

	static native int posix_fadvise(int descriptor, long offset, long length, int advice);

	static native long syscall(long number, long first, long second, long third, long fourth, long fifth, long sixth);

}
