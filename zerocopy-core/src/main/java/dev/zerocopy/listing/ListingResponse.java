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

package dev.zerocopy.listing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.zerocopy.http.HeaderField;
import dev.zerocopy.http.plan.ResponsePlan;

/**
 * The response that shows a listing. Its body is made while it is sent; one that fits a
 * single chunk has a {@code Content-Length}, all others none.
 * <p>
 * It has no validator: the time of a directory says nothing about the sizes and times of
 * the files in it.
 */
public final class ListingResponse {

	private static final HeaderField VARY = new HeaderField("Vary", "Accept");

	private final ResponsePlan plan;

	private final Iterator<byte[]> body;

	private ListingResponse(ResponsePlan plan, Iterator<byte[]> body) {
		this.plan = plan;
		this.body = body;
	}

	/**
	 * Plan the response: 200.
	 * @param listing what to show
	 * @param place where the directory is
	 * @param format how to show it
	 * @param extraFields fields to add, except for those that a listing must decide
	 * itself
	 * @return the response to GET, and without its body the one to HEAD
	 */
	public static ListingResponse of(Listing listing, ListingPlace place, ListingFormat format,
			List<HeaderField> extraFields) {
		ListingWriter writer = (format == ListingFormat.JSON) ? new JsonListing()
				: new HtmlListing(place, listing.order());
		ListingBody body = new ListingBody(writer, listing);
		byte[] first = body.next();
		List<HeaderField> fields = new ArrayList<>();
		fields.add(new HeaderField("Content-Type", format.contentType()));
		if (!body.hasNext()) {
			fields.add(new HeaderField("Content-Length", Integer.toString(first.length)));
		}
		fields.add(VARY);
		fields.add(new HeaderField("Cache-Control", "no-cache"));
		fields.add(new HeaderField("X-Content-Type-Options", "nosniff"));
		fields.add(new HeaderField("Content-Security-Policy", ListingStyle.CONTENT_SECURITY_POLICY));
		if (listing.truncated()) {
			fields.add(new HeaderField("X-Listing-Truncated", Integer.toString(listing.entries().size())));
		}
		Set<String> decided = fields.stream()
			.map((field) -> field.name().toLowerCase(Locale.ROOT))
			.filter((name) -> !name.equals("vary"))
			.collect(Collectors.toSet());
		extraFields.stream()
			.filter((field) -> !decided.contains(field.name().toLowerCase(Locale.ROOT)))
			.forEach(fields::add);
		return new ListingResponse(new ResponsePlan(200, fields, List.of()), new Chunks(first, body));
	}

	/**
	 * Plan the response to a client that accepts no format there is: 406.
	 * @param extraFields fields to add
	 * @return the response
	 */
	public static ResponsePlan notAcceptable(List<HeaderField> extraFields) {
		List<HeaderField> fields = new ArrayList<>(List.of(VARY, new HeaderField("Content-Length", "0")));
		fields.addAll(extraFields);
		return new ResponsePlan(406, fields, List.of());
	}

	/**
	 * Return status and fields.
	 * @return a plan without a body
	 */
	public ResponsePlan plan() {
		return this.plan;
	}

	/**
	 * Return the body. Takes no system call, but time: about a millisecond for a
	 * megabyte.
	 * @return the chunks of the body, at least one; to be used once, by one thread at a
	 * time
	 */
	public Iterator<byte[]> body() {
		return this.body;
	}

	/**
	 * The chunk that was made already, and the others.
	 */
	private static final class Chunks implements Iterator<byte[]> {

		private byte[] first;

		private final Iterator<byte[]> others;

		Chunks(byte[] first, Iterator<byte[]> others) {
			this.first = first;
			this.others = others;
		}

		@Override
		public boolean hasNext() {
			return this.first.length > 0 || this.others.hasNext();
		}

		@Override
		public byte[] next() {
			if (this.first.length == 0) {
				return this.others.next();
			}
			byte[] chunk = this.first;
			this.first = new byte[0];
			return chunk;
		}

	}

}
