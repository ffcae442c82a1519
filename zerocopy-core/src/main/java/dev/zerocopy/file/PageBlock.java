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

import java.util.BitSet;

/**
 * The account of one block, in {@link PageAccounts}.
 */
final class PageBlock {

	/** Unit in which residency is remembered, bytes. */
	static final int PART = 128 * 1024;

	static final int PARTS = FilePages.BLOCK / PART;

	final long index;

	/** The parts that were in memory before anybody here read the block. */
	final BitSet resident = new BitSet(PARTS);

	/** How many cursors stand on the block. */
	int users;

	/** How often it was given back since the last one left. */
	int attempts;

	long lastAttempt;

	/** From when on what was given back stays away, by {@link System#nanoTime()}. */
	long settled;

	PageBlock(long index) {
		this.index = index;
	}

}
