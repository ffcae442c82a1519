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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * Calls the C library. The numbers are those of 64-bit x86 and ARM, the platforms that
 * Netty has native transports for.
 */
final class JnaDescriptorNames implements DescriptorNames {

	static final String NAME = "descriptor-names";

	private static final int O_RDONLY = 0;

	private static final int O_CLOEXEC = 0x80000;

	private static final int O_PATH = 0x200000;

	/** Every process has it, even on a file system that nothing can be written to. */
	private static final Path EXECUTABLE = Path.of("/proc/self/exe");

	private final int noFollow;

	private JnaDescriptorNames() {
		this.noFollow = Platform.isARM() ? 0x8000 : 0x20000;
	}

	/**
	 * Load the library and open a file through it.
	 * @throws IOException if what is opened by name is not the file that was opened
	 */
	static JnaDescriptorNames load() throws IOException {
		if (!Platform.is64Bit() || !(Platform.isIntel() || Platform.isARM())) {
			throw new UnsupportedOperationException("the flags of open(2) on " + Platform.ARCH + " are not known");
		}
		JnaDescriptorNames names = new JnaDescriptorNames();
		names.test();
		return names;
	}

	private void test() throws IOException {
		Path file = EXECUTABLE.toRealPath();
		int descriptor = open(file, identity(file));
		try {
			Path name = Path.of(DescriptorNames.nameOf(descriptor));
			if (!identity(name).equals(identity(file))) {
				throw new IOException(name + " does not stand for the file that was opened");
			}
			Files.newByteChannel(name).close();
		}
		finally {
			close(descriptor);
		}
	}

	@Override
	public int open(Path path, String identity) throws IOException {
		int handle = opened(path.toString(), O_PATH | O_CLOEXEC | this.noFollow);
		try {
			Path self = Path.of(DescriptorNames.nameOf(handle));
			if (!identity.equals(identity(self))) {
				throw new IOException("Another file is at " + path + " now");
			}
			return opened(self.toString(), O_RDONLY | O_CLOEXEC);
		}
		finally {
			close(handle);
		}
	}

	private int opened(String path, int flags) throws IOException {
		int descriptor = CLibrary.open(path, flags);
		if (descriptor < 0) {
			throw new IOException("Cannot open " + path + " by number: error " + Native.getLastError());
		}
		return descriptor;
	}

	private static String identity(Path path) throws IOException {
		return String.valueOf(Files.readAttributes(path, BasicFileAttributes.class).fileKey());
	}

	@Override
	public void close(int descriptor) {
		CLibrary.close(descriptor);
	}

	@Override
	public Capability capability() {
		return Capability.available(NAME);
	}

}
