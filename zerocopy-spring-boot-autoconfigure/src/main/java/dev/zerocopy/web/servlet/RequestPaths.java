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

package dev.zerocopy.web.servlet;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * The path of a request as the client sent it.
 */
final class RequestPaths {

	private RequestPaths() {
	}

	/**
	 * Return the path without the context path and the path of the servlet.
	 * @param request the current request
	 * @return the percent-encoded path, which may be anything
	 */
	static String withinApplication(HttpServletRequest request) {
		return parsed(request).pathWithinApplication().value();
	}

	/**
	 * Return what {@link #withinApplication} leaves out.
	 * @param request the current request
	 * @return the percent-encoded prefix, empty for none
	 */
	static String prefix(HttpServletRequest request) {
		return parsed(request).contextPath().value();
	}

	private static RequestPath parsed(HttpServletRequest request) {
		return ServletRequestPathUtils.hasParsedRequestPath(request)
				? ServletRequestPathUtils.getParsedRequestPath(request)
				: ServletRequestPathUtils.parseAndCache(request);
	}

}
