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

import java.util.List;

import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;

import dev.zerocopy.http.HeaderField;
import dev.zerocopy.http.plan.ResponsePlan;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PreparedResponse}.
 */
class PreparedResponseTests {

	private final ResponsePlan plan = new ResponsePlan(200,
			List.of(new HeaderField("Content-Length", "5"), new HeaderField("Vary", "A"), new HeaderField("Vary", "B")),
			List.of());

	private final PreparedResponse prepared = new PreparedResponse(this.plan);

	@Test
	void headerIsThatOfThePlanWithADate() {
		HttpHeaders headers = this.prepared.headers("now");
		assertThat(headers.get("date")).isEqualTo("now");
		assertThat(headers.get("content-length")).isEqualTo("5");
		assertThat(headers.getAll("vary")).containsExactly("A", "B");
		assertThat(headers.entries()).isEqualTo(PreparedResponse.headers(this.plan, "now").entries());
	}

	@Test
	void headerIsMadeOncePerDate() {
		HttpHeaders first = this.prepared.headers("now");
		assertThat(this.prepared.headers(new String("now"))).isSameAs(first);
		HttpHeaders second = this.prepared.headers("later");
		assertThat(second.get("date")).isEqualTo("later");
		assertThat(first.get("date")).isEqualTo("now");
		assertThat(this.prepared.headers("later")).isSameAs(second);
	}

}
