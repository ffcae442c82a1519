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
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * Calls the C library. The numbers are those of 64-bit x86 and ARM, the platforms that
 * Netty has native transports for.
 */
final class JnaPageControl implements PageControl {

	static final String NAME = "page-cache-control";

	private static final int POSIX_FADV_RANDOM = 1;

	private static final int POSIX_FADV_DONTNEED = 4;

	private static final long SYS_CACHESTAT = 451;

	private static final int RWF_NOWAIT = 8;

	private static final int EAGAIN = 11;

	/** Distance of samples. */
	private static final int STEP = 128 * 1024;

	private final DescriptorNames names;

	private final FileChannel nowhere;

	private final long preadv2;

	private final boolean cachestat;

	private final int pageSize;

	private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

	private JnaPageControl(DescriptorNames names, FileChannel nowhere, boolean cachestat) {
		this.names = names;
		this.nowhere = nowhere;
		this.preadv2 = Platform.isARM() ? 286 : 327;
		this.cachestat = cachestat;
		this.pageSize = CLibrary.getpagesize();
	}

	static JnaPageControl load() throws IOException {
		return load(true);
	}

	/**
	 * Load with or without {@code cachestat(2)}.
	 */
	static JnaPageControl load(boolean cachestat) throws IOException {
		if (!Platform.is64Bit() || !(Platform.isIntel() || Platform.isARM())) {
			throw new UnsupportedOperationException(
					"the numbers of system calls of " + Platform.ARCH + " are not known");
		}
		return new JnaPageControl(JnaDescriptorNames.load(),
				FileChannel.open(Path.of("/dev/null"), StandardOpenOption.WRITE), cachestat);
	}

	@Override
	public int open(Path path, String identity) throws IOException {
		int descriptor = this.names.open(path, identity);
		// the samples must not make the kernel read what lies between them
		CLibrary.posix_fadvise(descriptor, 0, 0, POSIX_FADV_RANDOM);
		if (measure(descriptor, 0, 1) < 0) {
			close(descriptor);
			throw new IOException("The file system of " + path + " does not tell what is in memory");
		}
		return descriptor;
	}

	@Override
	public void close(int descriptor) {
		this.names.close(descriptor);
	}

	@Override
	public long resident(int descriptor, long offset, long length) {
		long bytes = measure(descriptor, offset, length);
		return (bytes < 0) ? length : bytes;
	}

	private long measure(int descriptor, long offset, long length) {
		if (this.cachestat) {
			Scratch scratch = this.scratch.get();
			scratch.memory.setLong(0, offset);
			scratch.memory.setLong(8, length);
			// refused to who neither owns the file nor may write it, and before Linux 6.5
			if (CLibrary.syscall(SYS_CACHESTAT, descriptor, scratch.address, scratch.address + 16, 0, 0, 0) == 0) {
				return Math.min(length, scratch.memory.getLong(16) * this.pageSize);
			}
		}
		return sample(descriptor, offset, length);
	}

	private long sample(int descriptor, long offset, long length) {
		long resident = 0;
		for (long done = 0; done < length; done += STEP) {
			long read = readNow(descriptor, offset + done + random(length - done));
			if (read < 0 && Native.getLastError() != EAGAIN) {
				return -1;
			}
			resident += (read < 0) ? 0 : Math.min(STEP, length - done);
		}
		return resident;
	}

	private long readNow(int descriptor, long offset) {
		Scratch scratch = this.scratch.get();
		scratch.memory.setLong(0, scratch.address + 16);
		scratch.memory.setLong(8, 1);
		return CLibrary.syscall(this.preadv2, descriptor, scratch.address, 1, offset, 0, RWF_NOWAIT);
	}

	/**
	 * A sample makes the kernel read its page, so the next must not be of the same.
	 */
	private long random(long remaining) {
		long pages = Math.min(STEP, remaining) / this.pageSize;
		return (pages > 1) ? ThreadLocalRandom.current().nextLong(pages) * this.pageSize : 0;
	}

	@Override
	public boolean isReady(int descriptor, long offset) {
		// where a file system cannot tell, what is resident has to do
		return readNow(descriptor, offset) >= 0 || Native.getLastError() != EAGAIN;
	}

	@Override
	public void read(FileChannel file, long offset, long length) throws IOException {
		long end = offset + length;
		long position = offset;
		while (position < end) {
			long read = file.transferTo(position, end - position, this.nowhere);
			if (read <= 0) {
				return;
			}
			position += read;
		}
	}

	@Override
	public void drop(int descriptor, long offset, long length) {
		CLibrary.posix_fadvise(descriptor, offset, length, POSIX_FADV_DONTNEED);
	}

	@Override
	public Capability capability() {
		return Capability.available(NAME);
	}

	/** What a call reads and writes: a structure of 16 bytes, and what it returns. */
	private static final class Scratch {

		private final Memory memory = new Memory(64);

		private final long address = Pointer.nativeValue(this.memory);

	}

}
