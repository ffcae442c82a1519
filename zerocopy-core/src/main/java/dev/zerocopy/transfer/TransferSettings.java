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

package dev.zerocopy.transfer;

import java.time.Duration;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * How bodies are sent, whatever their file.
 *
 * @param executor where files are read in chunks; its threads must never be interrupted,
 * which would close the file under every other reader
 * @param writeTimeout how long a client may accept no byte before its connection is
 * closed; zero for no limit
 * @param chunkSize bytes read at once when a body is sent in chunks
 * @param rateLimit how fast a connection may be sent bodies, {@code null} for no limit
 * @param pageCache how large files use the page cache
 */
public record TransferSettings(Executor executor, Duration writeTimeout, int chunkSize, @Nullable RateLimit rateLimit,
		PageCache pageCache) {

	/**
	 * Large enough to amortise a read and fill eight TLS records, small enough that two
	 * of them per slow client do not matter.
	 */
	public static final int DEFAULT_CHUNK_SIZE = 128 * 1024;

	/**
	 * Create settings without a limit, by which the kernel minds the page cache.
	 * @param executor where files are read in chunks
	 * @param writeTimeout how long a client may accept no byte
	 * @param chunkSize bytes read at once when a body is sent in chunks
	 */
	public TransferSettings(Executor executor, Duration writeTimeout, int chunkSize) {
		this(executor, writeTimeout, chunkSize, null, PageCache.KEEP);
	}

}
