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

import dev.zerocopy.listing.Listing;

/**
 * What came of reading a directory.
 */
public sealed interface ListingOutcome {

	/**
	 * The directory was read.
	 *
	 * @param listing what is in it
	 */
	record Listed(Listing listing) implements ListingOutcome {

	}

	/**
	 * There is no directory that may be shown any more.
	 */
	record NotFound() implements ListingOutcome {

	}

	/**
	 * The directory could not be read now, or too much is being sent already.
	 *
	 * @param reason what went wrong
	 */
	record Unavailable(String reason) implements ListingOutcome {

	}

}
