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

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.HttpRequestHandler;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerMapping;

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.http.path.PathDecoder;
import dev.zerocopy.http.path.SafePath;
import dev.zerocopy.http.plan.ResponsePlan;
import dev.zerocopy.http.plan.ResponsePlanner;
import dev.zerocopy.mount.Mount;
import dev.zerocopy.mount.MountMatch;
import dev.zerocopy.mount.Resolution;

/**
 * Answers requests whose path has been resolved to a file of a mount.
 */
public final class StaticFileHandler {

	/**
	 * A file can be closed between its look-up and its use when it is changed or evicted
	 * in between; it is looked up again, but not for ever.
	 */
	private static final int MAX_ATTEMPTS = 8;

	private final ResponsePlanner planner = new ResponsePlanner();

	private final StaticFileResponder responder;

	private final ListingHandler listings;

	/**
	 * Create a handler.
	 * @param turns the turns of the container, which may have none
	 */
	public StaticFileHandler(ContainerTurns turns) {
		this.responder = new StaticFileResponder(new TomcatSendfile(turns));
		this.listings = new ListingHandler(this.responder);
	}

	/**
	 * Return a handler for one request.
	 * @param match the mount and the path
	 * @param resolution what the path stands for
	 * @return the handler
	 */
	HttpRequestHandler bind(MountMatch match, Resolution resolution) {
		return (request, response) -> {
			describe(request, match.mount());
			handle(request, response, match, resolution);
		};
	}

	private void handle(HttpServletRequest request, HttpServletResponse response, MountMatch match,
			Resolution resolution) throws IOException {
		Resolution current = resolution;
		for (int attempt = 0; current instanceof Resolution.Found found; attempt++) {
			if (found.file().retain()) {
				respond(request, response, match.mount(), found);
				return;
			}
			if (attempt == MAX_ATTEMPTS) {
				current = new Resolution.Unavailable("file changes faster than it can be opened");
				break;
			}
			current = match.mount()
				.resolve(match.path(), new ServletRequestFields(request).values("Accept-Encoding"))
				.join();
		}
		if (current instanceof Resolution.Listing listing) {
			this.listings.handle(request, response, match.mount(), listing.directory());
			return;
		}
		this.responder.respond(response, match.mount(), planWithoutFile(request, match.mount(), current));
	}

	private void respond(HttpServletRequest request, HttpServletResponse response, Mount mount, Resolution.Found found)
			throws IOException {
		CachedFile file = found.file();
		try {
			ResponsePlan plan = this.planner.plan(request.getMethod(), new ServletRequestFields(request),
					mount.represent(found));
			if (plan.body().isEmpty()) {
				this.responder.respond(response, mount, plan);
			}
			else {
				this.responder.respond(request, response, mount, plan, file);
			}
		}
		finally {
			file.release();
		}
	}

	private ResponsePlan planWithoutFile(HttpServletRequest request, Mount mount, Resolution resolution) {
		if (resolution instanceof Resolution.MissingSlash) {
			return ResponsePlanner.redirect(301, locationWithSlash(request), mount.options().headers());
		}
		if (resolution instanceof Resolution.NotAcceptable) {
			return ResponsePlanner.notAcceptable(mount.options().headers());
		}
		if (resolution instanceof Resolution.Unavailable) {
			return ResponsePlanner.unavailable(mount.options().headers());
		}
		return ResponsePlanner.notFound(mount.options().headers());
	}

	/**
	 * Location of the same path with a slash at its end. Encoded anew from the decoded
	 * segments, so it starts with one slash and can not name another host.
	 */
	private static String locationWithSlash(HttpServletRequest request) {
		SafePath decoded = (SafePath) PathDecoder.decode(RequestPaths.withinApplication(request));
		String query = request.getQueryString();
		return RequestPaths.prefix(request) + PathDecoder.encode(new SafePath(decoded.segments(), true))
				+ ((query != null) ? "?" + query : "");
	}

	/**
	 * Give observations the pattern of the mount instead of the path, which would make a
	 * time series for every file.
	 */
	private static void describe(HttpServletRequest request, Mount mount) {
		SafePath prefix = mount.options().path();
		String pattern = prefix.segments().isEmpty() ? "/**" : "/" + prefix.relative() + "/**";
		request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, pattern);
		ServerHttpObservationFilter.findObservationContext(request)
			.ifPresent((context) -> context.setPathPattern(pattern));
	}

}
