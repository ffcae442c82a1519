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

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DateField}.
 */
class DateFieldTests {

	private Instant now = Instant.parse("2026-11-21T10:00:00.100Z");

	private final DateField field = new DateField(new Clock() {

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return DateFieldTests.this.now;
		}

	});

	@Test
	void valueIsAnHttpDate() {
		assertThat(this.field.value()).isEqualTo("Sat, 21 Nov 2026 10:00:00 GMT");
	}

	@Test
	void valueIsMadeOnceASecond() {
		String first = this.field.value();
		this.now = this.now.plusMillis(899);
		assertThat(this.field.value()).isSameAs(first);
		this.now = this.now.plusMillis(1);
		assertThat(this.field.value()).isEqualTo("Sat, 21 Nov 2026 10:00:01 GMT");
	}

	@Test
	void valueFollowsAClockThatIsSetBack() {
		this.field.value();
		this.now = this.now.minusSeconds(5);
		assertThat(this.field.value()).isEqualTo("Sat, 21 Nov 2026 09:59:55 GMT");
	}

}
