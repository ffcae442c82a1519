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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import dev.zerocopy.http.HeaderField;
import dev.zerocopy.http.negotiation.ContentCoding;
import dev.zerocopy.http.plan.BodySegment.FileSlice;
import dev.zerocopy.http.plan.BodySegment.Literal;
import dev.zerocopy.http.representation.EntityTag;
import dev.zerocopy.http.representation.FileFacts;
import dev.zerocopy.http.representation.Representation;

/**
 * Representations to plan for, and readers of plans.
 */
final class Plans {

	static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37.5Z");

	static final Instant OBSERVED = Instant.parse("2026-01-02T03:04:05Z");

	static final HeaderField NOSNIFF = new HeaderField("X-Content-Type-Options", "nosniff");

	static final String DATE = "Sun, 06 Nov 1994 08:49:37 GMT";

	private Plans() {
	}

	static Representation plain(long size) {
		return representation(new FileFacts(size, MODIFIED, "1:1", OBSERVED), ContentCoding.IDENTITY, false, null,
				null);
	}

	static Representation gzip(long size) {
		return representation(new FileFacts(size, MODIFIED, "1:2", OBSERVED), ContentCoding.GZIP, true, "max-age=60",
				"attachment");
	}

	static Representation representation(FileFacts facts, ContentCoding coding, boolean negotiated, String cacheControl,
			String contentDisposition) {
		EntityTag tag = new EntityTag((coding == ContentCoding.IDENTITY) ? "x" : "x-" + coding.token(), false);
		return new Representation(facts, coding, tag, facts.lastModified(), "text/plain;charset=utf-8", negotiated,
				cacheControl, contentDisposition, List.of(NOSNIFF));
	}

	static List<String> names(ResponsePlan plan) {
		return plan.fields().stream().map((field) -> field.name() + ": " + field.value()).toList();
	}

	static String field(ResponsePlan plan, String name) {
		return plan.fields()
			.stream()
			.filter((field) -> field.name().equals(name))
			.map(HeaderField::value)
			.findFirst()
			.orElse(null);
	}

	/** The body, if the file is digits all over. */
	static String text(ResponsePlan plan) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (BodySegment segment : plan.body()) {
			if (segment instanceof Literal literal) {
				bytes.writeBytes(literal.bytes());
			}
			else if (segment instanceof FileSlice slice) {
				for (long i = slice.offset(); i < slice.offset() + slice.length(); i++) {
					bytes.write((int) ('0' + i % 10));
				}
			}
		}
		return bytes.toString(StandardCharsets.ISO_8859_1);
	}

}
