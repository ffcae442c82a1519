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

package dev.zerocopy.listing;

import java.util.List;

import dev.zerocopy.file.DirectoryEntry;

/**
 * What was in a directory when it was read.
 *
 * @param entries the entries in the order to show them; not copied, since they may be
 * many: do not modify
 * @param order the order they are in
 * @param truncated whether there are more entries than were read
 */
public record Listing(List<DirectoryEntry> entries, ListingOrder order, boolean truncated) {

	long directories() {
		return this.entries.stream().filter(DirectoryEntry::isDirectory).count();
	}

	long bytes() {
		return this.entries.stream().filter((entry) -> !entry.isDirectory()).mapToLong(DirectoryEntry::size).sum();
	}

}
