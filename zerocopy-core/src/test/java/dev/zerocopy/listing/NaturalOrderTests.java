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

package dev.zerocopy.listing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NaturalOrderTests {

	private final NaturalOrder order = new NaturalOrder();

	@ParameterizedTest
	@CsvSource({ "a,B", "B,c", "page 9,page 10", "page 09,page 10", "1,1a", "a1b2,a1b10", "a,ab", "img9.png,img10.png",
			"99999999999999999998,99999999999999999999", "999,1000000000000000000000", "\u00e9a,\u00c9b", "A,a",
			"01,1" })
	void firstComesBeforeSecond(String first, String second) {
		assertThat(this.order.compare(first, second)).isNegative();
		assertThat(this.order.compare(second, first)).isPositive();
	}

	@Test
	void onlyEqualNamesAreEqual() {
		assertThat(this.order.compare("a01", "a01")).isZero();
		assertThat(this.order.compare("a01", "a1")).isNotZero();
		assertThat(this.order.compare("A", "a")).isNotZero();
	}

	@Test
	void sortingAnyNamesNeverViolatesTheContract() {
		Random random = new Random(7);
		List<String> names = new ArrayList<>();
		for (int i = 0; i < 3000; i++) {
			StringBuilder name = new StringBuilder();
			for (int length = random.nextInt(6); length >= 0; length--) {
				name.append("019aAbB.-\u0130i\u00df".charAt(random.nextInt(13 - 1)));
			}
			names.add(name.toString());
		}
		names.sort(this.order);
		List<String> shuffled = new ArrayList<>(names);
		Collections.shuffle(shuffled, random);
		shuffled.sort(this.order);
		assertThat(shuffled).isEqualTo(names);
	}

}
