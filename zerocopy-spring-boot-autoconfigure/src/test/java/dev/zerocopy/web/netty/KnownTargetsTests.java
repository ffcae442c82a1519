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

package dev.zerocopy.web.netty;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KnownTargets}.
 */
class KnownTargetsTests {

	private final KnownTargets<Integer> known = new KnownTargets<>(2);

	@Test
	void targetIsFoundByItsText() {
		this.known.put("/a", 1);
		assertThat(this.known.get(new String("/a"))).isEqualTo(1);
		assertThat(this.known.get("/c")).isNull();
	}

	@Test
	void laterTargetsDisplaceEarlierOnes() {
		for (int i = 0; i < 100; i++) {
			this.known.put("/" + i, i);
			assertThat(this.known.get("/" + i)).isEqualTo(i);
		}
		assertThat(this.known.get("/0")).isNull();
		assertThat(this.known.get("/1")).isNull();
	}

	@Test
	void longTargetsAreNotKept() {
		String target = "/" + "a".repeat(256);
		this.known.put(target, 1);
		assertThat(this.known.get(target)).isNull();
	}

}
