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

package dev.zerocopy.http.path;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A decoded path of plain names: no empty, {@code .} or {@code ..} segment, no separator
 * or control character inside a segment. Immutable.
 */
public final class SafePath implements PathDecision {

	private final List<String> segments;

	private final boolean trailingSlash;

	private final String relative;

	/**
	 * Create a path.
	 * @param segments the decoded names, empty for the root
	 * @param trailingSlash whether the path ended with a slash; always {@code true} for
	 * the root
	 */
	public SafePath(List<String> segments, boolean trailingSlash) {
		this.segments = List.copyOf(segments);
		this.trailingSlash = trailingSlash;
		this.relative = String.join("/", this.segments);
	}

	/**
	 * Return the names.
	 * @return the decoded names, empty for the root
	 */
	public List<String> segments() {
		return this.segments;
	}

	/**
	 * Whether the path ended with a slash.
	 * @return {@code true} if it did, and for the root
	 */
	public boolean trailingSlash() {
		return this.trailingSlash;
	}

	/**
	 * Return the path relative to the root, without leading or trailing slash.
	 * @return the segments joined by a slash, empty for the root
	 */
	public String relative() {
		return this.relative;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof SafePath path && this.trailingSlash == path.trailingSlash
				&& this.segments.equals(path.segments);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.segments, this.trailingSlash);
	}

	@Override
	public String toString() {
		return "SafePath[segments=" + this.segments + ", trailingSlash=" + this.trailingSlash + "]";
	}

}
