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

package dev.zerocopy.benchmarks.growth;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import dev.zerocopy.benchmarks.load.LoadGenerator;
import dev.zerocopy.benchmarks.load.Loads.Target;
import dev.zerocopy.benchmarks.measure.CostUnit;
import dev.zerocopy.benchmarks.measure.Scenario;
import dev.zerocopy.benchmarks.measure.Scenario.Axis;
import dev.zerocopy.benchmarks.peer.FileTarget;
import dev.zerocopy.benchmarks.peer.NginxFiles;
import dev.zerocopy.benchmarks.peer.SpringFiles;
import dev.zerocopy.benchmarks.site.Memory;
import dev.zerocopy.benchmarks.site.PageCache;
import dev.zerocopy.benchmarks.site.Site;
import dev.zerocopy.benchmarks.suite.Contestant;
import dev.zerocopy.benchmarks.suite.Effort;
import dev.zerocopy.benchmarks.suite.Lab;
import dev.zerocopy.benchmarks.suite.Peer;
import dev.zerocopy.benchmarks.suite.Suite;

/**
 * How cost grows with the number of files, the number of connections and the size of a
 * file.
 */
public final class GrowthSuite implements Suite {

	private static final List<Peer<FileTarget>> PEERS = List.of(SpringFiles.zeroCopy(),
			SpringFiles.zeroCopy("zerocopy (netty engine)", "zerocopy.static.engine", "netty"), new NginxFiles(),
			SpringFiles.webFlux());

	private static final List<Integer> FILES = List.of(10, 100, 1_000, 10_000, 100_000, 1_000_000);

	private static final List<Integer> CONNECTIONS = List.of(1, 10, 100, 1_000, 10_000);

	private static final List<Long> SIZES = List.of(Site.KIB, 16 * Site.KIB, 256 * Site.KIB, 4 * Site.MIB,
			64 * Site.MIB, Site.GIB, 10 * Site.GIB);

	private static final int QUICK_STEPS = 2;

	private static final int MANY_CONNECTIONS = 1_000;

	/** In less, making more connections than that costs as much as using them. */
	private static final Duration MANY_CONNECTIONS_DURATION = Duration.ofSeconds(8);

	@Override
	public String name() {
		return "growth";
	}

	@Override
	public String title() {
		return "How cost grows";
	}

	@Override
	public void run(Lab lab) {
		Site site = new Site(lab.workbench().directory().resolve("site"));
		site.file("1k.bin", Site.KIB);
		List<Contestant> contestants = lab.start(PEERS, new FileTarget(site.root(), null),
				lab.loads().wrk(new Target("http", "/1k.bin"), 16));
		try {
			connections(lab, contestants);
			sizes(lab, contestants, site);
			files(lab, contestants, site);
		}
		finally {
			lab.stop(contestants);
		}
	}

	private static void connections(Lab lab, List<Contestant> contestants) {
		for (int count : steps(lab, CONNECTIONS)) {
			LoadGenerator load = lab.loads().wrk(new Target("http", "/1k.bin"), count);
			lab.measure(
					new Scenario("connections-" + count, "1 KiB, " + number(count) + " connections", CostUnit.REQUEST,
							new Axis("connections", count)),
					contestants, (count > MANY_CONNECTIONS) ? load.atLeast(MANY_CONNECTIONS_DURATION) : load,
					Effort.POINT);
		}
	}

	private static void sizes(Lab lab, List<Contestant> contestants, Site site) {
		for (long size : steps(lab, SIZES)) {
			if (size > Memory.availableBytes() / 2) {
				lab.absent("Files of " + number(size) + " bytes",
						"they do not fit into half of the memory that is available, as a file in the page cache has to");
				continue;
			}
			String path = site.sparseFile("size-" + size + ".bin", size);
			lab.measure(
					new Scenario("size-" + size, "Files of " + number(size) + " bytes, 4 connections",
							CostUnit.GIGABYTE, new Axis("bytes in a file", size)),
					contestants, lab.loads().pull(path, 4), Effort.POINT);
		}
	}

	private static void files(Lab lab, List<Contestant> contestants, Site site) {
		for (int count : steps(lab, FILES)) {
			List<Path> directories = site.tree("tree", count, Site.KIB);
			if (PageCache.isControllable()) {
				// or the first peer reads the disk for all others
				PageCache.load(directories);
			}
			lab.measure(
					new Scenario("files-" + count, "1 KiB, " + number(count) + " files by chance, 64 connections",
							CostUnit.REQUEST, new Axis("files", count)),
					contestants,
					lab.loads().wrkScript(new Target("http", "/"), 64, "tree.lua", Integer.toString(count)),
					Effort.POINT);
		}
	}

	private static <T> List<T> steps(Lab lab, List<T> all) {
		return lab.settings().quick() ? all.subList(0, QUICK_STEPS) : all;
	}

	private static String number(long value) {
		return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
	}

}
