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

import java.time.InstantSource;
import java.util.concurrent.Executor;

import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FileCache} works with besides its options.
 *
 * @param watcher reports changes, {@code null} if nothing is to be watched
 * @param executor runs what may block
 * @param opener opens the first directory of a walk
 * @param clock tells when facts were observed
 * @param ticker measures how long ago that was
 */
record FileCacheEnvironment(@Nullable DirectoryWatcher watcher, Executor executor, DirectoryHandle.Opener opener,
		InstantSource clock, Ticker ticker) {

}
