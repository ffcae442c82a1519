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

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

import dev.zerocopy.http.path.PathDecision;
import dev.zerocopy.http.path.PathDecoder;
import dev.zerocopy.http.path.RejectedPath;
import dev.zerocopy.http.path.SafePath;
import dev.zerocopy.mount.MountMatch;
import dev.zerocopy.mount.Resolution;
import dev.zerocopy.mount.StaticFiles;

/**
 * Maps requests to files. A path that stands for no file is left to the next mapping, so
 * the order decides what the application's own handlers see first.
 */
public final class StaticFileHandlerMapping extends AbstractHandlerMapping {

	private final StaticFiles files;

	private final StaticFileHandler handler;

	/**
	 * Create a mapping.
	 * @param files the directories to serve
	 * @param handler what answers for a file
	 * @param order the place among all mappings
	 */
	public StaticFileHandlerMapping(StaticFiles files, StaticFileHandler handler, int order) {
		this.files = files;
		this.handler = handler;
		setOrder(order);
	}

	@Override
	protected Mono<?> getHandlerInternal(ServerWebExchange exchange) {
		// a management server on a port of its own asks the mappings of its parent too
		if (exchange.getApplicationContext() != getApplicationContext()) {
			return Mono.empty();
		}
		String rawPath = exchange.getRequest().getPath().pathWithinApplication().value();
		PathDecision decision = PathDecoder.decode(rawPath);
		if (decision instanceof RejectedPath rejected) {
			return reject(rawPath, rejected);
		}
		MountMatch match = this.files.match((SafePath) decision);
		if (match == null) {
			return Mono.empty();
		}
		List<String> acceptEncoding = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.ACCEPT_ENCODING);
		Resolution fresh = match.mount().resolveFresh(match.path(), acceptEncoding);
		if (fresh != null) {
			return Mono.justOrEmpty(handler(exchange, match, fresh));
		}
		return Mono.fromFuture(() -> match.mount().resolve(match.path(), acceptEncoding), true)
			.publishOn(EventLoops.scheduler(exchange))
			.mapNotNull((resolution) -> handler(exchange, match, resolution));
	}

	private Mono<?> reject(String rawPath, RejectedPath rejected) {
		if (!this.files.covers(rawPath) || rejected.reason().status() == 404) {
			return Mono.empty();
		}
		return Mono.error(() -> new ResponseStatusException(HttpStatusCode.valueOf(rejected.reason().status()),
				"Invalid request path"));
	}

	private @Nullable Object handler(ServerWebExchange exchange, MountMatch match, Resolution resolution) {
		if (resolution instanceof Resolution.NotFound
				|| resolution instanceof Resolution.MissingSlash && !isGetOrHead(exchange.getRequest())) {
			return null;
		}
		return this.handler.bind(match, resolution);
	}

	private static boolean isGetOrHead(ServerHttpRequest request) {
		return request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
	}

}
