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

package dev.zerocopy.benchmarks.site;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.zerocopy.benchmarks.process.Commands;

/**
 * The page cache of the kernel, through {@code vmtouch}.
 */
public final class PageCache {

	private PageCache() {
	}

	/**
	 * Return whether files can be evicted.
	 * @return {@code true} if {@code vmtouch} is installed
	 */
	public static boolean isControllable() {
		return Commands.find("vmtouch").isPresent();
	}

	/**
	 * Drop the pages of a file or directory, as far as nobody uses them.
	 * @param path the file or directory
	 */
	public static void evict(Path path) {
		Commands.run(List.of("vmtouch", "-q", "-e", path.toString()), Map.of());
	}

}
