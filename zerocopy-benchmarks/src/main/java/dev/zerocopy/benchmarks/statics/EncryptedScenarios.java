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

package dev.zerocopy.benchmarks.statics;

import java.util.List;

import dev.zerocopy.benchmarks.load.Loads;
import dev.zerocopy.benchmarks.load.Loads.Target;
import dev.zerocopy.benchmarks.measure.CostUnit;
import dev.zerocopy.benchmarks.measure.Scenario;
import dev.zerocopy.benchmarks.site.Site;
import dev.zerocopy.benchmarks.suite.Effort;
import dev.zerocopy.benchmarks.suite.Lab;

/**
 * What is measured over TLS, with HTTP/1.1 and HTTP/2.
 */
final class EncryptedScenarios {

	private final Loads loads;

	private final Site site;

	EncryptedScenarios(Lab lab, Site site) {
		this.loads = lab.loads();
		this.site = site;
	}

	List<StaticScenario> all() {
		Target small = new Target("https", "/1k.bin");
		Target middle = new Target("https", "/1m.bin");
		Target large = new Target("https", "/100m.bin");
		return List.of(new StaticScenario(new Scenario("1k", "1 KiB over TLS, 64 connections", CostUnit.REQUEST), true,
				Effort.SIDE, () -> {
				}, this.loads.wrk(small, 64)),
				new StaticScenario(new Scenario("100m", "100 MiB over TLS, 4 connections", CostUnit.GIGABYTE), true,
						Effort.MAIN, () -> this.site.file("100m.bin", 100 * Site.MIB), this.loads.wrk(large, 4)),
				new StaticScenario(new Scenario("h2-1k", "1 KiB over HTTP/2 (TLS), 16 connections of 16 streams",
						CostUnit.REQUEST), true, Effort.SIDE, () -> {
						}, this.loads.h2load(small, 16, 16)),
				new StaticScenario(
						new Scenario("h2-1m", "1 MiB over HTTP/2 (TLS), 4 connections of 4 streams", CostUnit.GIGABYTE),
						false, Effort.SIDE, () -> this.site.file("1m.bin", Site.MIB), this.loads.h2load(middle, 4, 4)));
	}

}
