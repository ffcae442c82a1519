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

/**
 * A decoded path of plain names: no empty, {@code .} or {@code ..} segment, no separator
 * or control character inside a segment.
 *
 * @param segments the decoded names, empty for the root
 * @param trailingSlash whether the path ended with a slash; always {@code true} for the
 * root
 */
public record SafePath(List<String> segments, boolean trailingSlash) implements PathDecision {

	public SafePath {
		segments = List.copyOf(segments);
	}

	/**
	 * Return the path relative to the root, without leading or trailing slash.
	 * @return the segments joined by a slash, empty for the root
	 */
	public String relative() {
		return String.join("/", this.segments);
	}

}
