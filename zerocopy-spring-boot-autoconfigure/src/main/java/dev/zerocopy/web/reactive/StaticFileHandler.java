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

package dev.zerocopy.web.reactive;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

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

	private final StaticFileResponder responder = new StaticFileResponder();

	private final ListingHandler listings = new ListingHandler(this.responder);

	private final Map<Mount, PathPattern> patterns = new ConcurrentHashMap<>();

	/**
	 * Return a handler for one request.
	 * @param match the mount and the path
	 * @param resolution what the path stands for
	 * @return the handler
	 */
	WebHandler bind(MountMatch match, Resolution resolution) {
		return (exchange) -> {
			describe(exchange, match.mount());
			return handle(exchange, match, resolution, MAX_ATTEMPTS);
		};
	}

	private Mono<Void> handle(ServerWebExchange exchange, MountMatch match, Resolution resolution, int attempts) {
		if (resolution instanceof Resolution.Listing listing) {
			return this.listings.handle(exchange, match.mount(), listing.directory());
		}
		if (!(resolution instanceof Resolution.Found found)) {
			return this.responder.respond(exchange, match.mount(), planWithoutFile(exchange, match, resolution));
		}
		CachedFile file = found.file();
		if (file.retain()) {
			return Mono.using(() -> file, (retained) -> respond(exchange, match.mount(), found), CachedFile::release);
		}
		if (attempts == 0) {
			Resolution unavailable = new Resolution.Unavailable("file changes faster than it can be opened");
			return handle(exchange, match, unavailable, attempts);
		}
		List<String> acceptEncoding = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.ACCEPT_ENCODING);
		return Mono.fromFuture(() -> match.mount().resolve(match.path(), acceptEncoding), true)
			.publishOn(EventLoops.scheduler(exchange))
			.flatMap((again) -> handle(exchange, match, again, attempts - 1));
	}

	private Mono<Void> respond(ServerWebExchange exchange, Mount mount, Resolution.Found found) {
		ServerHttpRequest request = exchange.getRequest();
		ResponsePlan plan = this.planner.plan(request.getMethod().name(), request.getHeaders()::getOrEmpty,
				mount.represent(found));
		return plan.body().isEmpty() ? this.responder.respond(exchange, mount, plan)
				: this.responder.respond(exchange, mount, plan, found.file());
	}

	private ResponsePlan planWithoutFile(ServerWebExchange exchange, MountMatch match, Resolution resolution) {
		Mount mount = match.mount();
		if (resolution instanceof Resolution.MissingSlash) {
			return ResponsePlanner.redirect(301, locationWithSlash(exchange.getRequest()), mount.options().headers());
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
	private static String locationWithSlash(ServerHttpRequest request) {
		PathContainer path = request.getPath().pathWithinApplication();
		SafePath decoded = (SafePath) PathDecoder.decode(path.value());
		String query = request.getURI().getRawQuery();
		return request.getPath().contextPath().value() + PathDecoder.encode(new SafePath(decoded.segments(), true))
				+ ((query != null) ? "?" + query : "");
	}

	/**
	 * Give observations the pattern of the mount instead of the path, which would make a
	 * time series for every file.
	 */
	private void describe(ServerWebExchange exchange, Mount mount) {
		PathPattern pattern = this.patterns.computeIfAbsent(mount, StaticFileHandler::pattern);
		exchange.getAttributes().put(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, pattern);
		ServerRequestObservationContext.findCurrent(exchange.getAttributes())
			.ifPresent((context) -> context.setPathPattern(pattern.getPatternString()));
	}

	private static PathPattern pattern(Mount mount) {
		SafePath prefix = mount.options().path();
		return PathPatternParser.defaultInstance
			.parse(prefix.segments().isEmpty() ? "/**" : "/" + prefix.relative() + "/**");
	}

}
