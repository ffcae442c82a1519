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
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

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

	void handle(HttpServletRequest request, HttpServletResponse response, Mount mount, SafePath directory)
			throws IOException {
		List<HeaderField> extraFields = mount.options().headers();
		boolean get = request.getMethod().equals("GET");
		if (!get && !request.getMethod().equals("HEAD")) {
			this.responder.respond(response, mount, request.getMethod().equals("OPTIONS")
					? ResponsePlanner.options(extraFields) : ResponsePlanner.methodNotAllowed(extraFields));
			return;
		}
		ListingFormat format = ListingFormat.select(new ServletRequestFields(request).values("Accept"));
		if (format == null) {
			this.responder.respond(response, mount, ListingResponse.notAcceptable(extraFields));
			return;
		}
		try (ListingRead read = mount.list(directory, ListingOrder.of(request.getQueryString()))) {
			ListingOutcome outcome = read.outcome().join();
			if (!(outcome instanceof ListingOutcome.Listed listed)) {
				this.responder.respond(response, mount, (outcome instanceof ListingOutcome.Unavailable)
						? ResponsePlanner.unavailable(extraFields) : ResponsePlanner.notFound(extraFields));
				return;
			}
			ListingPlace place = new ListingPlace(mount.options().path(), directory);
			ListingResponse listing = ListingResponse.of(listed.listing(), place, format, extraFields);
			if (get) {
				this.responder.respond(response, mount, listing.plan(), listing.body());
			}
			else {
				this.responder.respond(response, mount, listing.plan());
			}
		}
	}

}
