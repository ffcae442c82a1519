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

package dev.zerocopy.http.representation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.zerocopy.http.HeaderField;
import dev.zerocopy.http.negotiation.ContentCoding;
import org.jspecify.annotations.Nullable;

/**
 * The selected representation of a resource (RFC 9110 section 3.2): a file in one content
 * coding, with what the response says about it.
 *
 * @param facts facts of the file that is sent
 * @param coding the coding of that file
 * @param entityTag its tag
 * @param lastModified when it was modified, in whole seconds; made no later than
 * {@link FileFacts#observedAt()}, because {@code Last-Modified} must not be in the future
 * (section 8.8.2.1)
 * @param contentType type of the original, whatever the coding
 * @param negotiated whether another coding could have been chosen for this resource, so
 * that caches must look at {@code Accept-Encoding}
 * @param cacheControl value of {@code Cache-Control}, if any
 * @param contentDisposition value of {@code Content-Disposition}, if any
 * @param extraFields fields to add to every response for the resource, without those that
 * {@code cacheControl} or {@code contentDisposition} decide
 */
public record Representation(FileFacts facts, ContentCoding coding, EntityTag entityTag, Instant lastModified,
		String contentType, boolean negotiated, @Nullable String cacheControl, @Nullable String contentDisposition,
		List<HeaderField> extraFields) {

	private static final Set<String> RESERVED = Set.of("accept-ranges", "allow", "connection", "content-encoding",
			"content-length", "content-range", "content-type", "etag", "keep-alive", "last-modified", "location",
			"trailer", "transfer-encoding", "upgrade");

	public Representation {
		Instant latest = facts.observedAt();
		lastModified = (lastModified.isAfter(latest) ? latest : lastModified).truncatedTo(ChronoUnit.SECONDS);
		extraFields = extraFields.stream()
			.filter((field) -> cacheControl == null || !field.name().equalsIgnoreCase("Cache-Control"))
			.filter((field) -> contentDisposition == null || !field.name().equalsIgnoreCase("Content-Disposition"))
			.toList();
		for (HeaderField field : extraFields) {
			if (reserves(field.name())) {
				throw new IllegalArgumentException("extraFields must not contain '" + field.name()
						+ "', which is decided for every response; remove it");
			}
		}
	}

	/**
	 * Whether a field describes the file or frames the message, so that a fixed value for
	 * all responses would be wrong.
	 * @param fieldName the field name, in any case
	 * @return {@code true} if the field cannot be one of the extra fields
	 */
	public static boolean reserves(String fieldName) {
		return RESERVED.contains(fieldName.toLowerCase(Locale.ROOT));
	}

}
