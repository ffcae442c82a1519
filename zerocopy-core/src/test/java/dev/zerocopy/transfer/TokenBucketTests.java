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

package dev.zerocopy.transfer;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TokenBucket} and {@link RateLimit}.
 */
class TokenBucketTests {

	private static final long SECOND = 1_000_000_000;

	@Test
	void withoutBurstTheFirstBytesWaitUntilTheyAreEarned() {
		TokenBucket bucket = new TokenBucket(new RateLimit(10_000, 0), 50);
		bucket.begin(50);
		assertThat(bucket.book(5_000, 50)).isEqualTo(SECOND / 2);
		assertThat(bucket.book(5_000, 50 + SECOND / 2)).isEqualTo(SECOND / 2);
	}

	@Test
	void burstLeavesAtOnceAndTheRestAtTheSpeed() {
		TokenBucket bucket = new TokenBucket(new RateLimit(10_000, 20_000), 0);
		bucket.begin(0);
		assertThat(bucket.book(15_000, 0)).isLessThanOrEqualTo(0);
		assertThat(bucket.book(5_000, 0)).isLessThanOrEqualTo(0);
		assertThat(bucket.book(10_000, 0)).isEqualTo(SECOND);
	}

	@Test
	void idleTimeEarnsNoMoreThanTheBurst() {
		TokenBucket bucket = new TokenBucket(new RateLimit(10_000, 10_000), 0);
		bucket.begin(0);
		assertThat(bucket.book(10_000, 0)).isLessThanOrEqualTo(0);
		bucket.begin(100 * SECOND);
		assertThat(bucket.book(10_000, 100 * SECOND)).isLessThanOrEqualTo(0);
		assertThat(bucket.book(10_000, 100 * SECOND)).isEqualTo(SECOND);
	}

	@Test
	void lateTimerIsMadeUpFor() {
		TokenBucket bucket = new TokenBucket(new RateLimit(10_000, 0), 0);
		bucket.begin(0);
		assertThat(bucket.book(10_000, 0)).isEqualTo(SECOND);
		assertThat(bucket.book(10_000, SECOND + SECOND / 20)).isEqualTo(SECOND - SECOND / 20);
	}

	@Test
	void hugeBurstDoesNotOverflow() {
		TokenBucket bucket = new TokenBucket(new RateLimit(1024, Long.MAX_VALUE), Long.MAX_VALUE - 10);
		bucket.begin(Long.MAX_VALUE - 10);
		assertThat(bucket.book(1 << 20, Long.MAX_VALUE - 5)).isLessThanOrEqualTo(0);
	}

	@ParameterizedTest
	@CsvSource({ "1024,0", "100000,0", "100000,300000", "1000000007,1" })
	void noMoreThanTheBurstEverGoesAheadOfTheSpeed(long speed, long burst) {
		Random random = new Random(speed);
		TokenBucket bucket = new TokenBucket(new RateLimit(speed, burst), 0);
		long now = 0;
		long sent = 0;
		for (int step = 0; step < 10_000; step++) {
			if (random.nextInt(50) == 0) {
				now += random.nextInt((int) SECOND);
				bucket.begin(now);
			}
			int bytes = 1 + random.nextInt(1 << 20);
			long wait = bucket.book(bytes, now);
			now += Math.max(0, wait) + random.nextInt(5_000_000);
			sent += bytes;
			assertThat((double) sent).isLessThanOrEqualTo(burst + speed * ((double) now / SECOND) + 1);
		}
	}

	@ParameterizedTest
	@CsvSource({ "1024,1024", "4096,1024", "40000,10000", "4194304,1048576", "1000000000000,1048576" })
	void sliceIsAQuarterOfASecondWithinBounds(long speed, int slice) {
		assertThat(new RateLimit(speed, 0).slice()).isEqualTo(slice);
	}

	@ParameterizedTest
	@CsvSource({ "0,0", "1023,0", "-1,0", "1024,-1" })
	void limitsThatCannotWorkAreRefused(long speed, long burst) {
		assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(speed, burst))
			.withMessageContaining((burst < 0) ? "burst is -1" : "bytesPerSecond is " + speed);
	}

}
