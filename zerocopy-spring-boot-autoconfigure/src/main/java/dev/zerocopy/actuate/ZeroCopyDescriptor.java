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

package dev.zerocopy.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the endpoint shows.
 *
 * @param transport transport of the web server, {@code null} if no directory is served
 * @param capabilities what the platform offers
 * @param mounts the directories that are served, by name
 * @param routes the routes connections are forwarded along, by name
 * @param pipes pipes of all routes, {@code null} without routes
 */
public record ZeroCopyDescriptor(@Nullable String transport, Map<String, Capability> capabilities,
		Map<String, MountDescriptor> mounts, Map<String, RouteDescriptor> routes,
		@Nullable PipesDescriptor pipes) implements OperationResponseBody {

	/**
	 * A directory that is served.
	 *
	 * @param path URL prefix
	 * @param root the directory, or asterisks
	 * @param engine what answers: {@code webflux}, {@code netty} or {@code servlet}
	 * @param transfer what the configuration says about the way bytes are sent
	 * @param index names of index files
	 * @param fallback path of the fallback file
	 * @param writeTimeout time a client may accept no byte
	 * @param cache files held open or in memory
	 * @param bytes body bytes sent, by way
	 * @param fallbacks responses sent in chunks, by reason, without those that never
	 * happened
	 * @param activeTransfers responses being sent now
	 */
	public record MountDescriptor(String path, String root, String engine, String transfer, List<String> index,
			@Nullable String fallback, Duration writeTimeout, CacheDescriptor cache, Map<String, Long> bytes,
			Map<String, Long> fallbacks, long activeTransfers) implements OperationResponseBody {

	}

	/**
	 * Files held open or in memory.
	 *
	 * @param hits look-ups answered without the file system
	 * @param misses look-ups that asked the file system
	 * @param evictions entries dropped for lack of room
	 * @param openFiles files held open
	 * @param memoryFiles files held in memory
	 * @param memoryBytes their size
	 * @param watchedDirectories directories whose changes are seen at once
	 */
	public record CacheDescriptor(long hits, long misses, long evictions, long openFiles, long memoryFiles,
			long memoryBytes, long watchedDirectories) {

	}

	/**
	 * Pipes that carry spliced bytes.
	 *
	 * @param busy pipes that hold bytes of a connection
	 * @param idle empty pipes kept for reuse
	 * @param refused how often no pipe could be had and bytes were copied instead
	 * @param capacity bytes the kernel gave a pipe, 0 before the first
	 */
	public record PipesDescriptor(int busy, int idle, long refused, int capacity) {

	}

}
