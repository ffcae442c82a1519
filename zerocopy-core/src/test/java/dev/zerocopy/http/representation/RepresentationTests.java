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
import java.util.List;

import dev.zerocopy.http.HeaderField;
import dev.zerocopy.http.negotiation.ContentCoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Representation}.
 */
class RepresentationTests {

	private static final Instant OBSERVED = Instant.parse("2026-01-02T03:04:05.6Z");

	private static final FileFacts FACTS = new FileFacts(1, OBSERVED, "1:1", OBSERVED);

	@Test
	void lastModifiedHasWholeSeconds() {
		assertThat(representation(Instant.parse("2020-01-02T03:04:05.999Z"), null, null).lastModified())
			.isEqualTo(Instant.parse("2020-01-02T03:04:05Z"));
	}

	@Test
	void lastModifiedIsNotInTheFuture() {
		assertThat(representation(OBSERVED.plusSeconds(60), null, null).lastModified())
			.isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
		assertThat(representation(Instant.MAX, null, null).lastModified())
			.isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length", "content-length", "Transfer-Encoding", "ETag", "Content-Type",
			"Content-Range", "Content-Encoding", "Connection", "Location" })
	void reservedExtraFieldIsRefused(String name) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> representation(OBSERVED, null, null, new HeaderField(name, "1")))
			.withMessageContaining("'" + name + "'");
	}

	@Test
	void specificValueReplacesTheExtraField() {
		HeaderField cacheControl = new HeaderField("cache-control", "no-store");
		HeaderField disposition = new HeaderField("content-disposition", "inline");
		assertThat(representation(OBSERVED, null, null, cacheControl, disposition).extraFields())
			.containsExactly(cacheControl, disposition);
		assertThat(representation(OBSERVED, "no-cache", null, cacheControl, disposition).extraFields())
			.containsExactly(disposition);
		assertThat(representation(OBSERVED, null, "attachment", cacheControl, disposition).extraFields())
			.containsExactly(cacheControl);
	}

	private static Representation representation(Instant lastModified, String cacheControl, String contentDisposition,
			HeaderField... extraFields) {
		return new Representation(FACTS, ContentCoding.IDENTITY, new EntityTag("x", false), lastModified, "text/plain",
				false, cacheControl, contentDisposition, List.of(extraFields));
	}

}
