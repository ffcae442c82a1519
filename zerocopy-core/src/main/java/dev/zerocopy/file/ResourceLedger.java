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

package dev.zerocopy.file;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what one cache holds open or in memory, and knows where closing may block.
 */
final class ResourceLedger {

	private final Executor closer;

	private final AtomicInteger openFiles = new AtomicInteger();

	private final AtomicInteger memoryFiles = new AtomicInteger();

	private final AtomicLong memoryBytes = new AtomicLong();

	ResourceLedger(Executor closer) {
		this.closer = closer;
	}

	Executor closer() {
		return this.closer;
	}

	void fileOpened() {
		this.openFiles.incrementAndGet();
	}

	void fileClosed() {
		this.openFiles.decrementAndGet();
	}

	void contentKept(long bytes) {
		this.memoryFiles.incrementAndGet();
		this.memoryBytes.addAndGet(bytes);
	}

	void contentDropped(long bytes) {
		this.memoryFiles.decrementAndGet();
		this.memoryBytes.addAndGet(-bytes);
	}

	int openFiles() {
		return this.openFiles.get();
	}

	int memoryFiles() {
		return this.memoryFiles.get();
	}

	long memoryBytes() {
		return this.memoryBytes.get();
	}

}
