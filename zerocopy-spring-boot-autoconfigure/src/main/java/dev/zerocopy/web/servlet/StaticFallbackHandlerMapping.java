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
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.handler.AbstractHandlerMapping;

import dev.zerocopy.http.path.PathDecoder;
import dev.zerocopy.http.path.SafePath;
import dev.zerocopy.mount.MountMatch;
import dev.zerocopy.mount.Navigation;
import dev.zerocopy.mount.Resolution;
import dev.zerocopy.mount.StaticFiles;

/**
 * Maps navigation requests that no other handler of the application takes to the fallback
 * file of their mount, so that a single-page application can route on the client.
 */
public final class StaticFallbackHandlerMapping extends AbstractHandlerMapping {

	private final StaticFiles files;

	private final StaticFileHandler handler;

	/**
	 * Create a mapping.
	 * @param files the directories to serve
	 * @param handler what answers for a file
	 * @param order the place among all mappings: after the application's own, before
	 * those that answer every path
	 */
	public StaticFallbackHandlerMapping(StaticFiles files, StaticFileHandler handler, int order) {
		this.files = files;
		this.handler = handler;
		setOrder(order);
	}

	@Override
	protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
		ServletRequestFields fields = new ServletRequestFields(request);
		if (!(PathDecoder.decode(RequestPaths.withinApplication(request)) instanceof SafePath path)
				|| !Navigation.isNavigation(request.getMethod(), path, fields)) {
			return null;
		}
		MountMatch match = this.files.match(path);
		SafePath fallback = (match != null) ? match.mount().options().fallback() : null;
		if (match == null || fallback == null) {
			return null;
		}
		Resolution resolution = match.mount().resolve(fallback, fields.values("Accept-Encoding")).join();
		return (resolution instanceof Resolution.NotFound) ? null
				: this.handler.bind(new MountMatch(match.mount(), fallback), resolution);
	}

}
