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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChunkSize} and its {@link ChunkBudget}.
 */
class ChunkSizeTests {

	private static final int LEAST = 1000;

	private static final int MOST = 4500;

	private final ChunkBudget budget = new ChunkBudget(10_000);

	private final ChunkSize size = new ChunkSize(LEAST, MOST, 2, this.budget);

	@Test
	void beginsWithTheLeast() {
		assertThat(this.size.current()).isEqualTo(LEAST);
		assertThat(this.budget.taken()).isZero();
	}

	@Test
	void doublesAsLongAsChunksAreTakenPromptly() {
		prompt(1000);
		assertThat(this.size.current()).isEqualTo(2000);
		prompt(2000);
		assertThat(this.size.current()).isEqualTo(4000);
	}

	@Test
	void neverExceedsTheMost() {
		grow();
		prompt(4000);
		assertThat(this.size.current()).isEqualTo(4000);
	}

	@Test
	void chunkThatIsSmallerThanAskedForSaysNothing() {
		prompt(999);
		assertThat(this.size.current()).isEqualTo(LEAST);
		grow();
		this.size.accepted(3999, ChunkSize.SLOW);
		assertThat(this.size.current()).isEqualTo(4000);
	}

	@Test
	void staysWhileTheClientIsNeitherFastNorSlow() {
		prompt(1000);
		this.size.accepted(2000, ChunkSize.PROMPT + 1);
		this.size.accepted(2000, ChunkSize.SLOW - 1);
		assertThat(this.size.current()).isEqualTo(2000);
	}

	@Test
	void shrinksToTheLeastForAClientThatBecomesSlow() {
		grow();
		for (int i = 0; i < 5; i++) {
			this.size.accepted(4000, ChunkSize.SLOW);
		}
		assertThat(this.size.current()).isEqualTo(LEAST);
		assertThat(this.budget.taken()).isZero();
	}

	@Test
	void takesFromTheBudgetWhatAllItsChunksHoldBeyondTheLeast() {
		grow();
		assertThat(this.budget.taken()).isEqualTo(2 * (4000 - LEAST));
		this.size.accepted(4000, ChunkSize.SLOW);
		assertThat(this.budget.taken()).isEqualTo(2 * (2000 - LEAST));
	}

	@Test
	void doesNotGrowBeyondTheBudget() {
		grow();
		ChunkSize other = new ChunkSize(LEAST, MOST, 2, this.budget);
		other.accepted(1000, 0);
		assertThat(other.current()).isEqualTo(2000);
		other.accepted(2000, 0);
		assertThat(other.current()).isEqualTo(2000);
		assertThat(this.budget.taken()).isEqualTo(8000);
	}

	@Test
	void givesBackWhatItTookOnce() {
		grow();
		this.size.close();
		this.size.close();
		assertThat(this.budget.taken()).isZero();
	}

	private void grow() {
		prompt(1000);
		prompt(2000);
	}

	private void prompt(int length) {
		this.size.accepted(length, ChunkSize.PROMPT);
	}

}
