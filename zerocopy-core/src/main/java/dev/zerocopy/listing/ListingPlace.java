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

import java.util.ArrayList;
import java.util.List;

import dev.zerocopy.http.path.SafePath;

/**
 * Where a directory is, as its visitors see it.
 *
 * @param mount the URL prefix of the mount; what is above it is not linked to
 * @param directory the directory relative to the mount
 */
public record ListingPlace(SafePath mount, SafePath directory) {

	String path() {
		List<String> names = new ArrayList<>(this.mount.segments());
		names.addAll(this.directory.segments());
		return names.isEmpty() ? "/" : "/" + String.join("/", names) + "/";
	}

	String top() {
		List<String> names = this.mount.segments();
		return names.isEmpty() ? "Home" : names.get(names.size() - 1);
	}

}
