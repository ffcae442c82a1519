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

package dev.zerocopy.web.netty;

import org.jspecify.annotations.Nullable;

/**
 * Remembers what request targets stand for, so that hot ones need not be decoded again.
 * Each target has one place, where it displaces the one before. Safe for use by several
 * threads, which see an entry whole or not at all.
 *
 * @param <V> what a target stands for: immutable, and nothing but the target decides it
 */
final class KnownTargets<V> {

	private static final int LONGEST = 256;

	private final @Nullable Object[] places;

	/**
	 * Create a memory.
	 * @param places how many targets it holds, a power of two
	 */
	KnownTargets(int places) {
		this.places = new Object[places];
	}

	@SuppressWarnings("unchecked")
	@Nullable V get(String target) {
		Known<V> known = (Known<V>) this.places[place(target)];
		return (known != null && known.target().equals(target)) ? known.value() : null;
	}

	/**
	 * Remember a target, unless it is so long that many would take much memory.
	 */
	void put(String target, V value) {
		if (target.length() <= LONGEST) {
			this.places[place(target)] = new Known<>(target, value);
		}
	}

	private int place(String target) {
		int hash = target.hashCode();
		return (hash ^ (hash >>> 16)) & (this.places.length - 1);
	}

	private record Known<V>(String target, V value) {

	}

}
