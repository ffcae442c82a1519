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
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

import dev.zerocopy.http.HeaderField;
import dev.zerocopy.http.path.SafePath;
import dev.zerocopy.http.plan.ResponsePlanner;
import dev.zerocopy.listing.ListingFormat;
import dev.zerocopy.listing.ListingOrder;
import dev.zerocopy.listing.ListingPlace;
import dev.zerocopy.listing.ListingResponse;
import dev.zerocopy.mount.ListingOutcome;
import dev.zerocopy.mount.ListingRead;
import dev.zerocopy.mount.Mount;

/**
 * Answers requests for directories whose content is shown.
 */
final class ListingHandler {

	private final StaticFileResponder responder;

	ListingHandler(StaticFileResponder responder) {
		this.responder = responder;
	}

	Mono<Void> handle(ServerWebExchange exchange, Mount mount, SafePath directory) {
		ServerHttpRequest request = exchange.getRequest();
		List<HeaderField> extraFields = mount.options().headers();
		if (request.getMethod() == HttpMethod.OPTIONS) {
			return this.responder.respond(exchange, mount, ResponsePlanner.options(extraFields));
		}
		if (request.getMethod() != HttpMethod.GET && request.getMethod() != HttpMethod.HEAD) {
			return this.responder.respond(exchange, mount, ResponsePlanner.methodNotAllowed(extraFields));
		}
		ListingFormat format = ListingFormat.select(request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT));
		if (format == null) {
			return this.responder.respond(exchange, mount, ListingResponse.notAcceptable(extraFields));
		}
		ListingOrder order = ListingOrder.of(request.getURI().getRawQuery());
		return Mono.using(() -> mount.list(directory, order),
				(read) -> Mono.fromFuture(read::outcome, true)
					.publishOn(EventLoops.scheduler(exchange))
					.flatMap((outcome) -> respond(exchange, mount, directory, format, outcome)),
				ListingRead::close);
	}

	private Mono<Void> respond(ServerWebExchange exchange, Mount mount, SafePath directory, ListingFormat format,
			ListingOutcome outcome) {
		List<HeaderField> extraFields = mount.options().headers();
		if (outcome instanceof ListingOutcome.Unavailable) {
			return this.responder.respond(exchange, mount, ResponsePlanner.unavailable(extraFields));
		}
		if (!(outcome instanceof ListingOutcome.Listed listed)) {
			return this.responder.respond(exchange, mount, ResponsePlanner.notFound(extraFields));
		}
		ListingPlace place = new ListingPlace(mount.options().path(), directory);
		ListingResponse response = ListingResponse.of(listed.listing(), place, format, extraFields);
		return (exchange.getRequest().getMethod() == HttpMethod.HEAD)
				? this.responder.respond(exchange, mount, response.plan())
				: this.responder.respond(exchange, mount, response.plan(), response.body());
	}

}
