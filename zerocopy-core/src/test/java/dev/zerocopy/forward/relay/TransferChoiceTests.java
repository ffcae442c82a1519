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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TransferChoice}.
 */
class TransferChoiceTests {

	@Test
	void threeLargeReadsInARowStartToSplice() {
		TransferChoice choice = new TransferChoice(TransferMode.AUTO);
		choice.copied(TransferChoice.STREAMING);
		choice.copied(TransferChoice.STREAMING);
		assertThat(choice.isSplicing()).isFalse();
		choice.copied(TransferChoice.STREAMING - 1);
		choice.copied(TransferChoice.STREAMING);
		choice.copied(TransferChoice.STREAMING);
		assertThat(choice.isSplicing()).isFalse();
		choice.copied(TransferChoice.STREAMING);
		assertThat(choice.isSplicing()).isTrue();
	}

	@Test
	void threeSmallSplicesInARowReturnToCopying() {
		TransferChoice choice = new TransferChoice(TransferMode.AUTO);
		for (int i = 0; i < 3; i++) {
			choice.copied(100_000);
		}
		choice.spliced(100);
		choice.spliced(100);
		choice.spliced(TransferChoice.TRICKLING);
		choice.spliced(100);
		choice.spliced(100);
		assertThat(choice.isSplicing()).isTrue();
		choice.spliced(100);
		assertThat(choice.isSplicing()).isFalse();
	}

	@Test
	void forcedModesNeverChange() {
		TransferChoice splice = new TransferChoice(TransferMode.SPLICE);
		TransferChoice copy = new TransferChoice(TransferMode.COPY);
		for (int i = 0; i < 10; i++) {
			splice.spliced(1);
			copy.copied(1_000_000);
		}
		assertThat(splice.isSplicing()).isTrue();
		assertThat(copy.isSplicing()).isFalse();
		assertThat(TransferChoice.copyOnly().isSplicing()).isFalse();
	}

}
