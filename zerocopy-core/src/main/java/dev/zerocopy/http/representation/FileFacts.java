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

package dev.zerocopy.http.representation;

import java.time.Duration;
import java.time.Instant;

/**
 * What was read of one inode at one moment.
 *
 * @param size length in bytes
 * @param lastModified modification time, as precise as the file system stores it
 * @param inode what tells this inode from every other one of the machine (device and
 * inode number)
 * @param observedAt when these facts were read, by the same clock
 */
public record FileFacts(long size, Instant lastModified, String inode, Instant observedAt) {

	/**
	 * Longest time two writes may share a modification time: file systems that store
	 * whole or even seconds, and the kernel's coarse clock, are all below it.
	 */
	public static final Duration SETTLING_TIME = Duration.ofSeconds(2);

	/**
	 * Whether a later change of the file is certain to change these facts. Not so while
	 * the last modification is so recent that another one could get the same time stamp.
	 * @return {@code true} if the facts can stand for the content
	 */
	public boolean settled() {
		return !this.lastModified.isAfter(this.observedAt.minus(SETTLING_TIME));
	}

	/**
	 * Whether the other facts are of the same content, whenever they were observed.
	 * @param other facts read earlier or later
	 * @return {@code true} if inode, size and modification time are equal
	 */
	public boolean sameContent(FileFacts other) {
		return this.size == other.size && this.inode.equals(other.inode)
				&& this.lastModified.equals(other.lastModified);
	}

}
