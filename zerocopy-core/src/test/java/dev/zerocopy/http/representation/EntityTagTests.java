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
import java.util.HashSet;
import java.util.Set;

import dev.zerocopy.http.negotiation.ContentCoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link EntityTag}.
 */
class EntityTagTests {

	private static final Instant MODIFIED = Instant.parse("2026-01-02T03:04:05.000000006Z");

	private static final Instant LATER = MODIFIED.plusSeconds(60);

	private static final FileFacts FACTS = new FileFacts(7, MODIFIED, "2049:131072", LATER);

	@Test
	void everyFactChangesTheTag() {
		Set<EntityTag> tags = new HashSet<>();
		tags.add(EntityTag.of(FACTS, ContentCoding.IDENTITY));
		tags.add(EntityTag.of(new FileFacts(8, MODIFIED, "2049:131072", LATER), ContentCoding.IDENTITY));
		tags.add(EntityTag.of(new FileFacts(7, MODIFIED.plusNanos(1), "2049:131072", LATER), ContentCoding.IDENTITY));
		tags.add(EntityTag.of(new FileFacts(7, MODIFIED.plusSeconds(1), "2049:131072", LATER), ContentCoding.IDENTITY));
		tags.add(EntityTag.of(new FileFacts(7, MODIFIED, "2049:131073", LATER), ContentCoding.IDENTITY));
		assertThat(tags).hasSize(5).noneMatch(EntityTag::weak);
	}

	@Test
	void everyCodingHasItsOwnTag() {
		Set<String> opaque = new HashSet<>();
		for (ContentCoding coding : ContentCoding.values()) {
			opaque.add(EntityTag.of(FACTS, coding).opaque());
		}
		assertThat(opaque).hasSize(ContentCoding.values().length);
	}

	@Test
	void timeOfObservationDoesNotChangeTheTag() {
		FileFacts observedAgain = new FileFacts(7, MODIFIED, "2049:131072", LATER.plusSeconds(3600));
		assertThat(EntityTag.of(observedAgain, ContentCoding.GZIP)).isEqualTo(EntityTag.of(FACTS, ContentCoding.GZIP));
	}

	@Test
	void tagDoesNotShowTheInode() {
		assertThat(EntityTag.of(FACTS, ContentCoding.IDENTITY).opaque()).matches("[A-Za-z0-9_-]{22}")
			.doesNotContain("131072")
			.doesNotContain("2049");
	}

	@Test
	void tagOfUnsettledFactsIsWeakAndNeverMatchesTheSettledOne() {
		FileFacts young = new FileFacts(7, MODIFIED, "2049:131072", MODIFIED.plusMillis(1999));
		FileFacts settled = new FileFacts(7, MODIFIED, "2049:131072", MODIFIED.plusMillis(2000));
		EntityTag weak = EntityTag.of(young, ContentCoding.BR);
		EntityTag strong = EntityTag.of(settled, ContentCoding.BR);
		assertThat(weak.weak()).isTrue();
		assertThat(strong.weak()).isFalse();
		assertThat(weak.weakMatches(strong)).isFalse();
		assertThat(weak.weakMatches(EntityTag.of(young, ContentCoding.BR))).isTrue();
	}

	@Test
	void extremeTimesHaveATag() {
		assertThat(EntityTag.of(new FileFacts(0, Instant.MAX, "1:1", LATER), ContentCoding.IDENTITY).weak()).isTrue();
		assertThat(EntityTag.of(new FileFacts(0, Instant.MIN, "1:1", LATER), ContentCoding.IDENTITY).weak()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "a, false, a, false, true, true", "a, true, a, true, false, true", "a, true, a, false, false, true",
			"a, false, a, true, false, true", "a, false, b, false, false, false", "a, true, b, true, false, false",
			"a, false, A, false, false, false" })
	void comparisonIsThatOfTheRfc(String opaque, boolean weak, String otherOpaque, boolean otherWeak, boolean strongly,
			boolean weakly) {
		EntityTag tag = new EntityTag(opaque, weak);
		EntityTag other = new EntityTag(otherOpaque, otherWeak);
		assertThat(tag.strongMatches(other)).isEqualTo(strongly);
		assertThat(tag.weakMatches(other)).isEqualTo(weakly);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "\"a\"", "W/\"a\"", "W/\"\"", "\"a,b\"", "\"a\\\"", "\"\u00e4\"", "\"W/\"" })
	void headerFormIsParsed(String text) {
		assertThat(EntityTag.parse(text)).hasToString(text);
		assertThat(EntityTag.parse(" \t" + text + " ")).hasToString(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*", "a", "\"", "\"a", "a\"", "W/", "W/\"", "W/a", "w/\"a\"", "W /\"a\"", "W/ \"a\"",
			"\"a\"b", "\"a\", \"b\"", "\"a b\"", "\"a\tb\"", "\"a\"\"", "\"\u007f\"", "\"\u4f60\"", "'a'" })
	void anythingElseIsNoTag(String text) {
		assertThat(EntityTag.parse(text)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\"b", "a b", "a\r\nb", "\u007f", "\u4f60" })
	void opaquePartThatCannotBeSentIsRefused(String opaque) {
		assertThatIllegalArgumentException().isThrownBy(() -> new EntityTag(opaque, false))
			.withMessageContaining("opaque")
			.withMessageContaining(opaque);
	}

}
