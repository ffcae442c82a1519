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

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

import dev.zerocopy.http.path.PathDecision;
import dev.zerocopy.http.path.PathDecoder;
import dev.zerocopy.http.path.RejectedPath;
import dev.zerocopy.http.path.SafePath;
import dev.zerocopy.mount.MountMatch;
import dev.zerocopy.mount.Resolution;
import dev.zerocopy.mount.StaticFiles;

/**
 * Maps requests to files of mounts. A path that stands for nothing is left to the other
 * handlers of the application.
 */
public final class StaticFileHandlerMapping extends AbstractHandlerMapping {

	private final StaticFiles files;

	private final StaticFileHandler handler;

	/**
	 * Create a mapping.
	 * @param files the directories to serve
	 * @param handler what answers for a file
	 * @param order the place among all mappings: after controllers, before resources
	 */
	public StaticFileHandlerMapping(StaticFiles files, StaticFileHandler handler, int order) {
		this.files = files;
		this.handler = handler;
		setOrder(order);
	}

	@Override
	protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
		String rawPath = RequestPaths.withinApplication(request);
		PathDecision decision = PathDecoder.decode(rawPath);
		if (decision instanceof RejectedPath rejected) {
			if (this.files.covers(rawPath) && rejected.reason().status() != 404) {
				throw new ResponseStatusException(HttpStatusCode.valueOf(rejected.reason().status()),
						"Invalid request path");
			}
			return null;
		}
		MountMatch match = this.files.match((SafePath) decision);
		if (match == null) {
			return null;
		}
		List<String> acceptEncoding = new ServletRequestFields(request).values("Accept-Encoding");
		Resolution resolution = match.mount().resolveFresh(match.path(), acceptEncoding);
		if (resolution == null) {
			resolution = match.mount().resolve(match.path(), acceptEncoding).join();
		}
		boolean getOrHead = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
		if (resolution instanceof Resolution.NotFound || resolution instanceof Resolution.MissingSlash && !getOrHead) {
			return null;
		}
		return this.handler.bind(match, resolution);
	}

}
