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

import java.util.List;

import dev.zerocopy.http.RequestFields;
import dev.zerocopy.http.path.SafePath;

/**
 * Tells a person opening a page from a script or an element loading a resource.
 */
public final class Navigation {

	private Navigation() {
	}

	/**
	 * Whether a request opens a page. Browsers say so in {@code Sec-Fetch-Mode} (W3C
	 * Fetch Metadata); older ones are recognised by asking for {@code text/html} by name.
	 * A last segment with a dot names a resource: a missing picture stays missing.
	 * @param method the request method
	 * @param path the request path
	 * @param fields the request fields
	 * @return {@code true} for a navigation request
	 */
	public static boolean isNavigation(String method, SafePath path, RequestFields fields) {
		if (!method.equals("GET") && !method.equals("HEAD")) {
			return false;
		}
		List<String> segments = path.segments();
		if (!path.trailingSlash() && segments.get(segments.size() - 1).indexOf('.') >= 0) {
			return false;
		}
		String mode = fields.single("Sec-Fetch-Mode");
		if (mode != null) {
			return mode.equals("navigate");
		}
		return fields.values("Accept").stream().anyMatch((accept) -> accept.contains("text/html"));
	}

}
