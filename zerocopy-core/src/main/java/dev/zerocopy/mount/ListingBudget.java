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

package dev.zerocopy.mount;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the entries that all listings of a mount hold together: each is held as long as
 * its client takes to read it.
 */
final class ListingBudget {

	private final AtomicLong left;

	ListingBudget(long entries) {
		this.left = new AtomicLong(entries);
	}

	boolean take(int entries) {
		if (this.left.addAndGet(-entries) >= 0) {
			return true;
		}
		this.left.addAndGet(entries);
		return false;
	}

	void giveBack(long entries) {
		this.left.addAndGet(entries);
	}

	long left() {
		return this.left.get();
	}

}
