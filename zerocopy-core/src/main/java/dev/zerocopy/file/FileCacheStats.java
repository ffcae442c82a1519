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

/**
 * What a {@link FileCache} did since it was created, and what it holds now. The figures
 * are read one after the other while the cache is in use, so they need not add up.
 *
 * @param hits look-ups answered without touching the file system
 * @param misses look-ups that had to wait for the file system, revalidations included
 * @param evictions entries dropped for lack of space or because nobody asked for them
 * @param openFiles open file descriptors, those in use after their eviction included
 * @param memoryFiles files whose content is in memory, those in use after their eviction
 * included
 * @param memoryBytes bytes of content in memory
 * @param entries entries of any kind, found or not
 * @param watchedDirectories directories the {@link DirectoryWatcher} watches, for all
 * caches that share it
 */
public record FileCacheStats(long hits, long misses, long evictions, int openFiles, int memoryFiles, long memoryBytes,
		long entries, int watchedDirectories) {

}
