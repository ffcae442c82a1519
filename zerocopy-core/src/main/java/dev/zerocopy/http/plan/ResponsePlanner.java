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

package dev.zerocopy.http.plan;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

import dev.zerocopy.http.HeaderField;
import dev.zerocopy.http.RequestFields;
import dev.zerocopy.http.condition.Preconditions;
import dev.zerocopy.http.negotiation.ContentCoding;
import dev.zerocopy.http.range.ByteRange;
import dev.zerocopy.http.range.RangeSelection;
import dev.zerocopy.http.range.Ranges;
import dev.zerocopy.http.representation.HttpDate;
import dev.zerocopy.http.representation.Representation;

/**
 * Decides the response to a request for a file, by RFC 9110. Without I/O; safe for use by
 * several threads if the boundary source is.
 */
public final class ResponsePlanner {

	private static final HeaderField ALLOW = new HeaderField("Allow", "GET, HEAD, OPTIONS");

	private static final HeaderField ACCEPT_RANGES = new HeaderField("Accept-Ranges", "bytes");

	private static final HeaderField VARY = new HeaderField("Vary", "Accept-Encoding");

	private static final HeaderField NO_CONTENT = new HeaderField("Content-Length", "0");

	private static final HeaderField RETRY_SOON = new HeaderField("Retry-After", "1");

	private static final int BOUNDARY_BYTES = 16;

	private final Supplier<String> boundaries;

	/**
	 * Create a new instance with boundaries nobody can foresee, and so put into a file.
	 */
	public ResponsePlanner() {
		this(randomBoundaries());
	}

	/**
	 * Create a new instance.
	 * @param boundaries makes a boundary for every multipart response: 1 to 70 letters
	 * and digits
	 */
	public ResponsePlanner(Supplier<String> boundaries) {
		this.boundaries = boundaries;
	}

	/**
	 * Plan the response for a file that exists.
	 * @param method the method, case-sensitive
	 * @param fields the fields of the request
	 * @param representation what negotiation selected
	 * @return a response with status 200, 206, 304, 405, 412 or 416
	 */
	public ResponsePlan plan(String method, RequestFields fields, Representation representation) {
		return switch (method) {
			case "GET" -> serve(true, fields, representation);
			case "HEAD" -> serve(false, fields, representation);
			case "OPTIONS" -> options(representation.extraFields());
			default -> methodNotAllowed(representation.extraFields());
		};
	}

	/**
	 * Plan the response for a file none of whose codings is acceptable: 406.
	 * @param extraFields fields to add
	 * @return the response; tells caches that it depends on {@code Accept-Encoding}
	 */
	public static ResponsePlan notAcceptable(List<HeaderField> extraFields) {
		return empty(406, extraFields, VARY);
	}

	/**
	 * Plan a redirect to another path of the same host.
	 * @param status a status code from 300 to 399
	 * @param location path and optional query
	 * @param extraFields fields to add
	 * @return the response
	 * @throws IllegalArgumentException if the location could name another host
	 */
	public static ResponsePlan redirect(int status, String location, List<HeaderField> extraFields) {
		if (!isPathOfThisHost(location)) {
			throw new IllegalArgumentException(
					"location '" + location + "' is not an absolute path; use one that starts with a single slash");
		}
		return empty(status, extraFields, new HeaderField("Location", location));
	}

	/**
	 * Plan the response to a method that files do not have: 405.
	 * @param extraFields fields to add
	 * @return the response
	 */
	public static ResponsePlan methodNotAllowed(List<HeaderField> extraFields) {
		return empty(405, extraFields, ALLOW);
	}

	/**
	 * Plan the response to OPTIONS: 200.
	 * @param extraFields fields to add
	 * @return the response; names the methods that files have
	 */
	public static ResponsePlan options(List<HeaderField> extraFields) {
		return empty(200, extraFields, ALLOW);
	}

	/**
	 * Plan the response for a file that can not be opened for now: 503. Worth trying
	 * again soon, since what lacks is usually a file descriptor.
	 * @param extraFields fields to add
	 * @return the response
	 */
	public static ResponsePlan unavailable(List<HeaderField> extraFields) {
		return empty(503, extraFields, RETRY_SOON);
	}

	/**
	 * Plan the response when there is no file any more: 404.
	 * @param extraFields fields to add
	 * @return the response
	 */
	public static ResponsePlan notFound(List<HeaderField> extraFields) {
		return empty(404, extraFields);
	}

	/** Browsers take a backslash for a slash, and drop white space in front of one. */
	private static boolean isPathOfThisHost(String location) {
		if (!location.startsWith("/")) {
			return false;
		}
		char second = (location.length() > 1) ? location.charAt(1) : 'a';
		return second > ' ' && second != '/' && second != '\\';
	}

	private ResponsePlan serve(boolean get, RequestFields fields, Representation representation) {
		return switch (Preconditions.evaluate(true, fields, representation.entityTag(),
				representation.lastModified())) {
			case NOT_MODIFIED -> notModified(representation);
			case PRECONDITION_FAILED -> negotiated(412, representation, List.of());
			// RFC 9110 section 14.2 defines ranges for GET only
			case PROCEED -> get ? select(fields, representation) : whole(representation, false);
		};
	}

	private ResponsePlan select(RequestFields fields, Representation representation) {
		long size = representation.facts().size();
		RangeSelection selection = Ranges.select(fields, size, representation.entityTag(),
				representation.lastModified(), representation.facts().settled());
		if (selection instanceof RangeSelection.Partial partial) {
			return partial(partial.ranges(), representation);
		}
		if (selection instanceof RangeSelection.Unsatisfiable) {
			return negotiated(416, representation, List.of(new HeaderField("Content-Range", "bytes */" + size)));
		}
		return whole(representation, true);
	}

	private ResponsePlan whole(Representation representation, boolean withBody) {
		long size = representation.facts().size();
		List<HeaderField> fields = fields(representation, representation.contentType(), size);
		boolean empty = !withBody || size == 0;
		return new ResponsePlan(200, fields, empty ? List.of() : List.of(new BodySegment.FileSlice(0, size)));
	}

	private ResponsePlan partial(List<ByteRange> ranges, Representation representation) {
		if (ranges.size() == 1) {
			return singlePart(ranges.get(0), representation);
		}
		// Content-Encoding would claim that the lines between the parts are encoded too
		return (representation.coding() == ContentCoding.IDENTITY) ? multipart(ranges, representation)
				: whole(representation, true);
	}

	private ResponsePlan singlePart(ByteRange range, Representation representation) {
		List<HeaderField> fields = fields(representation, representation.contentType(), range.length());
		fields.add(new HeaderField("Content-Range",
				MultipartByteRanges.contentRange(range, representation.facts().size())));
		return new ResponsePlan(206, fields, List.of(new BodySegment.FileSlice(range.first(), range.length())));
	}

	private ResponsePlan multipart(List<ByteRange> ranges, Representation representation) {
		MultipartByteRanges multipart = new MultipartByteRanges(this.boundaries.get(), representation.contentType(),
				representation.facts().size());
		List<BodySegment> body = multipart.body(ranges);
		long length = body.stream().mapToLong(BodySegment::length).sum();
		return new ResponsePlan(206, fields(representation, multipart.mediaType(), length), body);
	}

	private static List<HeaderField> fields(Representation representation, String contentType, long contentLength) {
		List<HeaderField> fields = new ArrayList<>(12 + representation.extraFields().size());
		fields.add(new HeaderField("Content-Type", contentType));
		fields.add(new HeaderField("Content-Length", Long.toString(contentLength)));
		if (representation.coding() != ContentCoding.IDENTITY) {
			fields.add(new HeaderField("Content-Encoding", representation.coding().token()));
		}
		fields.add(new HeaderField("Last-Modified", HttpDate.format(representation.lastModified())));
		fields.add(ACCEPT_RANGES);
		if (representation.contentDisposition() != null) {
			fields.add(new HeaderField("Content-Disposition", representation.contentDisposition()));
		}
		addCachingFields(fields, representation);
		return fields;
	}

	/**
	 * Only what section 15.4.5 asks for, and the extra fields, because a cache replaces
	 * stored ones by them. No {@code Last-Modified}: the tag is the better validator.
	 */
	private static ResponsePlan notModified(Representation representation) {
		List<HeaderField> fields = new ArrayList<>(3 + representation.extraFields().size());
		addCachingFields(fields, representation);
		return new ResponsePlan(304, fields, List.of());
	}

	private static void addCachingFields(List<HeaderField> fields, Representation representation) {
		fields.add(new HeaderField("ETag", representation.entityTag().toString()));
		if (representation.cacheControl() != null) {
			fields.add(new HeaderField("Cache-Control", representation.cacheControl()));
		}
		if (representation.negotiated()) {
			fields.add(VARY);
		}
		fields.addAll(representation.extraFields());
	}

	/** The outcome depends on which coding was selected. */
	private static ResponsePlan negotiated(int status, Representation representation, List<HeaderField> decided) {
		List<HeaderField> fields = new ArrayList<>(decided);
		if (representation.negotiated()) {
			fields.add(VARY);
		}
		return empty(status, representation.extraFields(), fields.toArray(HeaderField[]::new));
	}

	private static ResponsePlan empty(int status, List<HeaderField> extraFields, HeaderField... decided) {
		List<HeaderField> fields = new ArrayList<>(List.of(decided));
		fields.add(NO_CONTENT);
		fields.addAll(extraFields);
		return new ResponsePlan(status, fields, List.of());
	}

	private static Supplier<String> randomBoundaries() {
		SecureRandom random = new SecureRandom();
		return () -> {
			byte[] bytes = new byte[BOUNDARY_BYTES];
			random.nextBytes(bytes);
			return HexFormat.of().formatHex(bytes);
		};
	}

}
