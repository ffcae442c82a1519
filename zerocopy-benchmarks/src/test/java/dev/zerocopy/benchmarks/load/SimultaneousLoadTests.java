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

package dev.zerocopy.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import dev.zerocopy.benchmarks.measure.Load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SimultaneousLoad}.
 */
class SimultaneousLoadTests {

	private static final Duration DURATION = Duration.ofMillis(1);

	@Test
	void bothRunAtTheSameTimeAndOneIsCounted() {
		CountDownLatch both = new CountDownLatch(2);
		LoadGenerator counted = (port, duration) -> together(both, new Load(10, 20, 30, 1, 2, 3, 4));
		LoadGenerator other = (port, duration) -> together(both, new Load(1, 5_000_000, 2_000_000, 7, 8, 9, 1));
		assertThat(counted.beside(other).run(1, DURATION)).isEqualTo(new Load(10, 20, 30, 1, 2, 3, 5, 2_500_000));
	}

	@Test
	void failureOfTheOtherIsAFailure() {
		LoadGenerator counted = (port, duration) -> new Load(1, 1, 1, 1, 1, 1, 0);
		LoadGenerator other = (port, duration) -> {
			throw new IllegalArgumentException("summed up nothing");
		};
		assertThatIllegalArgumentException().isThrownBy(() -> counted.beside(other).run(1, DURATION))
			.withMessage("summed up nothing");
	}

	@Test
	void otherHasEndedWhenTheOneThatIsCountedFails() {
		CountDownLatch failing = new CountDownLatch(1);
		AtomicBoolean ended = new AtomicBoolean();
		LoadGenerator counted = (port, duration) -> {
			failing.countDown();
			throw new IllegalArgumentException("not a single answer");
		};
		LoadGenerator other = (port, duration) -> {
			await(failing);
			ended.set(true);
			return new Load(1, 1, 1, 1, 1, 1, 0);
		};
		assertThatIllegalArgumentException().isThrownBy(() -> counted.beside(other).run(1, DURATION));
		assertThat(ended).isTrue();
	}

	private static Load together(CountDownLatch both, Load load) {
		both.countDown();
		await(both);
		return load;
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
