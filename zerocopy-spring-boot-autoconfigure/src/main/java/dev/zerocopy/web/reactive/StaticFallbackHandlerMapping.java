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

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

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
	protected Mono<?> getHandlerInternal(ServerWebExchange exchange) {
		// a management server on a port of its own asks the mappings of its parent too
		if (exchange.getApplicationContext() != getApplicationContext()) {
			return Mono.empty();
		}
		HttpHeaders headers = exchange.getRequest().getHeaders();
		if (!(PathDecoder
			.decode(exchange.getRequest().getPath().pathWithinApplication().value()) instanceof SafePath path)
				|| !Navigation.isNavigation(exchange.getRequest().getMethod().name(), path, headers::getOrEmpty)) {
			return Mono.empty();
		}
		MountMatch match = this.files.match(path);
		SafePath fallback = (match != null) ? match.mount().options().fallback() : null;
		if (match == null || fallback == null) {
			return Mono.empty();
		}
		List<String> acceptEncoding = headers.getOrEmpty(HttpHeaders.ACCEPT_ENCODING);
		MountMatch target = new MountMatch(match.mount(), fallback);
		return Mono.fromFuture(() -> match.mount().resolve(fallback, acceptEncoding), true)
			.publishOn(EventLoops.scheduler(exchange))
			.filter((resolution) -> !(resolution instanceof Resolution.NotFound))
			.map((resolution) -> this.handler.bind(target, resolution));
	}

}
