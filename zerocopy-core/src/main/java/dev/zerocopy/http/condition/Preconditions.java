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

package dev.zerocopy.http.condition;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.zerocopy.http.RequestFields;
import dev.zerocopy.http.representation.EntityTag;
import dev.zerocopy.http.representation.EntityTagList;
import dev.zerocopy.http.representation.HttpDate;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the conditions of a request against the selected representation, in the order
 * of RFC 9110 section 13.2.2. {@code If-Range} is not among them: it only decides about
 * {@code Range}.
 */
public final class Preconditions {

	private Preconditions() {
	}

	/**
	 * Evaluate the conditions. To be called only if the response without them would have
	 * a 2xx status (section 13.2.1).
	 * @param safeMethod whether the method is GET or HEAD
	 * @param fields the fields of the request
	 * @param current tag of the selected representation
	 * @param lastModified when the representation was last modified; fractions of a
	 * second do not count, because the fields have none
	 * @return what to do
	 */
	public static Outcome evaluate(boolean safeMethod, RequestFields fields, EntityTag current, Instant lastModified) {
		List<String> ifMatch = fields.values("If-Match");
		if (!ifMatch.isEmpty()) {
			if (!EntityTagList.parse(ifMatch).strongMatches(current)) {
				return Outcome.PRECONDITION_FAILED;
			}
		}
		else if (modifiedSince(lastModified, date(fields, "If-Unmodified-Since"), false)) {
			return Outcome.PRECONDITION_FAILED;
		}
		List<String> ifNoneMatch = fields.values("If-None-Match");
		if (!ifNoneMatch.isEmpty()) {
			if (EntityTagList.parse(ifNoneMatch).weakMatches(current)) {
				return safeMethod ? Outcome.NOT_MODIFIED : Outcome.PRECONDITION_FAILED;
			}
		}
		else if (safeMethod && !modifiedSince(lastModified, date(fields, "If-Modified-Since"), true)) {
			return Outcome.NOT_MODIFIED;
		}
		return Outcome.PROCEED;
	}

	private static boolean modifiedSince(Instant lastModified, @Nullable Instant date, boolean withoutDate) {
		return (date != null) ? lastModified.truncatedTo(ChronoUnit.SECONDS).isAfter(date) : withoutDate;
	}

	/** Several field lines are no date either: sections 13.1.3 and 13.1.4. */
	private static @Nullable Instant date(RequestFields fields, String name) {
		String value = fields.single(name);
		return (value != null) ? HttpDate.parse(value) : null;
	}

	/**
	 * What the conditions of a request ask for.
	 */
	public enum Outcome {

		/** Perform the request. */
		PROCEED,

		/** Answer 304. */
		NOT_MODIFIED,

		/** Answer 412. */
		PRECONDITION_FAILED

	}

}
