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

package dev.zerocopy.benchmarks.process;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RunLog}.
 */
class RunLogTests {

	private final RunLog log = new RunLog();

	@Test
	void commandIsNotedOnce() {
		this.log.command(List.of("wrk", "-c64"));
		this.log.command(List.of("wrk", "-c64"));
		assertThat(this.log.commands()).containsExactly("wrk -c64");
	}

	@Test
	void argumentsWithSpacesAreQuoted() {
		this.log.command(List.of("wrk", "-H", "Connection: close"));
		assertThat(this.log.commands()).containsExactly("wrk -H 'Connection: close'");
	}

	@Test
	void quotesWithinAnArgumentAreKept() {
		this.log.command(List.of("sh", "-c", "echo $$ >'a b' && exec"));
		assertThat(this.log.commands()).containsExactly("sh -c 'echo $$ >'\\''a b'\\'' && exec'");
	}

	@Test
	void variablesOfTheEnvironmentComeFirst() {
		this.log.command(Map.of("GOMAXPROCS", "1", "CACHE", "/a b"), List.of("caddy", "run"));
		assertThat(this.log.commands()).containsExactly("CACHE='/a b' GOMAXPROCS=1 caddy run");
	}

	@Test
	void directoriesAreReplaced() {
		this.log.replace("/home/me/work", "<work>");
		this.log.command(List.of("nginx", "-p", "/home/me/work/nginx"));
		this.log.file("nginx.conf", "root /home/me/work/site;");
		assertThat(this.log.commands()).containsExactly("nginx -p <work>/nginx");
		assertThat(this.log.files()).containsEntry("nginx.conf", "root <work>/site;");
	}

	@Test
	void nothingIsLeftAfterClearing() {
		this.log.command(List.of("wrk"));
		this.log.file("a", "b");
		this.log.clear();
		assertThat(this.log.commands()).isEmpty();
		assertThat(this.log.files()).isEmpty();
	}

}
