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
 * Reads and sets the capacity of a pipe ({@code fcntl(2)}, {@code F_GETPIPE_SZ} and
 * {@code F_SETPIPE_SZ}). Netty offers no {@code fcntl}, so this goes through JNA where
 * JNA is present. Safe for use by several threads.
 */
public interface PipeControl {

	/**
	 * The capacity of a new pipe in bytes ({@code pipe(7)}), used where it cannot be
	 * read.
	 */
	int DEFAULT_CAPACITY = 64 * 1024;

	/**
	 * Ask for a capacity and return what the kernel gave. Being refused is normal: the
	 * budget of unprivileged users ({@code /proc/sys/fs/pipe-user-pages-soft}) is small.
	 * @param fd either end of the pipe
	 * @param bytes the wanted capacity
	 * @return the capacity in bytes after the attempt
	 */
	int resize(int fd, int bytes);

	/**
	 * Return whether {@link #resize} can have an effect.
	 * @return the capability, with its cause when pipes keep their default capacity
	 */
	Capability capability();

	/**
	 * Return the control for this process, loaded once.
	 * @return the control, one without effect if JNA cannot be used
	 */
	static PipeControl detect() {
		return PipeControlLoader.CONTROL;
	}

}
