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

package dev.zerocopy.forward.relay;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WarningLimit}.
 */
class WarningLimitTests {

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

	private final WarningLimit limit = new WarningLimit(this.now::get);

	@Test
	void firstWarningIsAdmittedAndThoseOfTheNextMinuteAreHeldBack() {
		assertThat(this.limit.admit()).isZero();
		assertThat(this.limit.admit()).isEqualTo(-1);
		this.now.addAndGet(WarningLimit.INTERVAL_NANOS - 1);
		assertThat(this.limit.admit()).isEqualTo(-1);
	}

	@Test
	void warningAfterAMinuteTellsHowManyWereHeldBack() {
		this.limit.admit();
		this.limit.admit();
		this.limit.admit();
		this.now.addAndGet(WarningLimit.INTERVAL_NANOS);
		assertThat(this.limit.admit()).isEqualTo(2);
		this.now.addAndGet(WarningLimit.INTERVAL_NANOS);
		assertThat(this.limit.admit()).isZero();
	}

}
