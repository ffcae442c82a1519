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

import java.time.Duration;

import dev.zerocopy.http.representation.FileFacts;

/**
 * Decides how long an observation may be used.
 */
final class Freshness {

	/**
	 * Longest time without a look at a watched entry. The kernel reports writes through
	 * the watched directory only: not through a memory mapping, nor through a hard link
	 * in another directory, nor that something was mounted on top, nor that there is now
	 * what the dangling link of a precompressed copy leads to. One look in half a minute
	 * costs nothing and bounds how long these go unnoticed.
	 */
	static final Duration WATCHED = Duration.ofSeconds(30);

	private Freshness() {
	}

	/**
	 * Return how long after its observation an entry may be used without another look.
	 * @param entry what was observed
	 * @param watched whether changes are reported
	 * @param revalidateAfter the time configured for entries that are not watched
	 * @return the time, {@code 0} for not at all
	 */
	static Duration of(CacheEntry entry, boolean watched, Duration revalidateAfter) {
		if (!watched) {
			return revalidateAfter;
		}
		if (entry instanceof CachedFile file && !file.facts().settled()) {
			return min(WATCHED, max(revalidateAfter, settlesIn(file.facts())));
		}
		return WATCHED;
	}

	private static Duration settlesIn(FileFacts facts) {
		return Duration.between(facts.observedAt(), facts.lastModified().plus(FileFacts.SETTLING_TIME));
	}

	private static Duration min(Duration first, Duration second) {
		return (first.compareTo(second) <= 0) ? first : second;
	}

	private static Duration max(Duration first, Duration second) {
		return (first.compareTo(second) >= 0) ? first : second;
	}

}
