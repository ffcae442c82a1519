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

import java.util.ArrayList;
import java.util.List;

import dev.zerocopy.benchmarks.load.LoadGenerator;
import dev.zerocopy.benchmarks.load.Loads;
import dev.zerocopy.benchmarks.load.Loads.Target;
import dev.zerocopy.benchmarks.measure.CostUnit;
import dev.zerocopy.benchmarks.measure.Scenario;
import dev.zerocopy.benchmarks.site.PageCache;
import dev.zerocopy.benchmarks.site.Site;
import dev.zerocopy.benchmarks.suite.Effort;
import dev.zerocopy.benchmarks.suite.Lab;

/**
 * What is measured over plain HTTP/1.1.
 */
final class PlainScenarios {

	private static final int HOT_FILES = 64;

	private static final int COLD_FILES = 2000;

	private static final String COLD = "cold.bin";

	private static final int COLD_CONNECTIONS = 2;

	private final Lab lab;

	private final Loads loads;

	private final Site site;

	PlainScenarios(Lab lab, Site site) {
		this.lab = lab;
		this.loads = lab.loads();
		this.site = site;
	}

	List<StaticScenario> all() {
		List<StaticScenario> all = new ArrayList<>();
		Target small = new Target("http", "/1k.bin");
		all.add(requests("1k-64", "1 KiB, 64 connections", true, Effort.MAIN, this.loads.wrk(small, 64)));
		all.add(requests("1k-1", "1 KiB, 1 connection", false, Effort.SIDE, this.loads.wrk(small, 1)));
		all.add(requests("1k-1000", "1 KiB, 1000 connections", false, Effort.SIDE, this.loads.wrk(small, 1000)));
		all.add(requests("1k-close", "1 KiB, 64 connections, a new one for each request", false, Effort.SIDE,
				this.loads.wrkWithoutKeepAlive(small, 64)));
		all.add(new StaticScenario(new Scenario("16k-64", "16 KiB, 64 connections", CostUnit.REQUEST), false,
				Effort.SIDE, () -> this.site.file("16k.bin", 16 * Site.KIB),
				this.loads.wrk(new Target("http", "/16k.bin"), 64)));
		all.add(download("1m", "1 MiB, 16 connections", true, Effort.MAIN, Site.MIB, 16));
		all.add(download("100m", "100 MiB, 8 connections", true, Effort.MAIN, 100 * Site.MIB, 8));
		all.add(download("1g", "1 GiB, 4 connections", false, Effort.SIDE, Site.GIB, 4));
		all.add(new StaticScenario(
				new Scenario("mixed",
						"64 hot files of 1 KiB, and one request in 20 for one of 2000 files of 64 KiB, 64 connections",
						CostUnit.REQUEST),
				false, Effort.SIDE, this::prepareMixed,
				this.loads.wrkScript(new Target("http", "/"), 64, "mixed.lua")));
		if (PageCache.isControllable()) {
			all.add(hotBesideCold());
		}
		else {
			this.lab.absent("Hot and cold", "vmtouch is not installed; on Debian: apt-get install vmtouch");
		}
		return all;
	}

	private static StaticScenario requests(String id, String title, boolean quick, Effort effort, LoadGenerator load) {
		return new StaticScenario(new Scenario(id, title, CostUnit.REQUEST), quick, effort, () -> {
		}, load);
	}

	private StaticScenario download(String id, String title, boolean quick, Effort effort, long size, int connections) {
		return new StaticScenario(new Scenario(id, title, CostUnit.GIGABYTE), quick, effort,
				() -> this.site.file(id + ".bin", size), this.loads.pull("/" + id + ".bin", connections));
	}

	private void prepareMixed() {
		for (int i = 0; i < HOT_FILES; i++) {
			this.site.file("mixed/hot-" + i + ".bin", Site.KIB);
		}
		for (int i = 0; i < COLD_FILES; i++) {
			this.site.file("mixed/cold-" + i + ".bin", 64 * Site.KIB);
		}
	}

	private StaticScenario hotBesideCold() {
		long size = this.lab.settings().quick() ? 256 * Site.MIB : 2 * Site.GIB;
		return new StaticScenario(
				new Scenario("hot-cold",
						"1 KiB, 16 connections, while 2 others download a file that is not in the page cache (see p99)",
						CostUnit.REQUEST),
				true, Effort.SIDE, () -> this.site.file(COLD, size), this.loads.wrk(new Target("http", "/1k.bin"), 16)
					.beside(afterEviction(this.loads.pull("/" + COLD, COLD_CONNECTIONS))));
	}

	private LoadGenerator afterEviction(LoadGenerator load) {
		return (port, duration) -> {
			PageCache.evict(this.site.root().resolve(COLD));
			return load.run(port, duration);
		};
	}

}
