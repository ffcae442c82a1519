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

package dev.zerocopy.benchmarks.pagecache;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.zerocopy.benchmarks.load.LoadGenerator;
import dev.zerocopy.benchmarks.load.Loads.Target;
import dev.zerocopy.benchmarks.measure.CostUnit;
import dev.zerocopy.benchmarks.measure.MicroScore;
import dev.zerocopy.benchmarks.measure.Scenario;
import dev.zerocopy.benchmarks.peer.FileTarget;
import dev.zerocopy.benchmarks.peer.SpringFiles;
import dev.zerocopy.benchmarks.process.CommandFailedException;
import dev.zerocopy.benchmarks.process.RunningServer;
import dev.zerocopy.benchmarks.process.ServerCommand;
import dev.zerocopy.benchmarks.site.PageCache;
import dev.zerocopy.benchmarks.site.Site;
import dev.zerocopy.benchmarks.suite.Contestant;
import dev.zerocopy.benchmarks.suite.Effort;
import dev.zerocopy.benchmarks.suite.Lab;
import dev.zerocopy.benchmarks.suite.Suite;

/**
 * Hot files, too large to be kept in memory by the server and small enough to fit into
 * the page cache, while a file that does not fit is downloaded again and again. The
 * policies run one after the other: they would share the page cache otherwise.
 */
public final class PageCacheSuite implements Suite {

	private static final String PROPERTY = "zerocopy.static.page-cache";

	private static final List<String> POLICIES = List.of("keep", "drop-behind", "direct");

	/** Above {@code memory.max-file-size}. */
	private static final long HOT_SIZE = 96 * Site.KIB;

	private static final int CONNECTIONS = 16;

	/** A huge file takes its time. */
	private static final Duration LONG = Duration.ofSeconds(8);

	private static final Duration QUICK = Duration.ofSeconds(2);

	private static final String HOT = "hot";

	private static final String COLD = "cold-huge.bin";

	@Override
	public String name() {
		return "page-cache";
	}

	@Override
	public String title() {
		return "Page cache";
	}

	@Override
	public void run(Lab lab) {
		if (!PageCache.isControllable()) {
			lab.absent(title(), "vmtouch is not installed; on Debian: apt-get install vmtouch");
			return;
		}
		boolean quick = lab.settings().quick();
		int hot = quick ? 500 : 10_000;
		long cold = quick ? 256 * Site.MIB : 8 * Site.GIB;
		// the JVM, the hot files and a little more
		long memory = hot * HOT_SIZE + (quick ? 768 : 1024) * Site.MIB;
		Site site = new Site(lab.workbench().directory().resolve("site"));
		site.tree(HOT, hot, HOT_SIZE);
		site.file(COLD, cold);
		for (String policy : POLICIES) {
			SpringFiles peer = SpringFiles.zeroCopy("page-cache: " + policy, PROPERTY, policy);
			String missing = peer.missing();
			if (missing != null) {
				lab.absent(peer.name(), missing);
				continue;
			}
			try {
				run(lab, site, peer, hot, memory);
			}
			catch (CommandFailedException ex) {
				lab.absent(peer.name(), String.valueOf(ex.getMessage()));
			}
		}
	}

	private static void run(Lab lab, Site site, SpringFiles peer, int hot, long memory) {
		PageCache.evict(site.root().resolve(HOT));
		PageCache.evict(site.root().resolve(COLD));
		MemoryLimit limit = MemoryLimit.create(memory);
		if (limit == null) {
			lab.absent("A limit of memory", "no control group could be made: run as root, with a memory controller");
		}
		int port = lab.workbench().freePort();
		ServerCommand command = peer.command(lab.workbench(), port, new FileTarget(site.root(), null));
		LoadGenerator load = lab.loads()
			.wrkScript(new Target("http", "/"), CONNECTIONS, "tree.lua", Integer.toString(hot), HOT);
		try (RunningServer server = lab.workbench()
			.startServer(peer.name(), (limit != null) ? limit.apply(command) : command, port)) {
			lab.workbench().onAllProcessors(server, () -> load.run(port, lab.settings().firstWarmUp()));
			List<Contestant> contestant = List.of(new Contestant(peer.name(), server, peer.needsWarmUp()));
			lab.measure(scenario("hot", "alone"), contestant, load, Effort.SIDE);
			residency(lab, site, peer, "before");
			lab.measure(scenario("hot-cold", "while one huge file is downloaded again and again"), contestant,
					load.beside(lab.loads().pull("/" + COLD, 1)).atLeast(lab.settings().quick() ? QUICK : LONG),
					Effort.SIDE);
			residency(lab, site, peer, "after");
		}
		finally {
			if (limit != null) {
				limit.close();
			}
		}
	}

	private static Scenario scenario(String id, String what) {
		return new Scenario(id, "Hot files of 96 KiB by chance, " + CONNECTIONS + " connections, " + what,
				CostUnit.REQUEST);
	}

	private static void residency(Lab lab, Site site, SpringFiles peer, String when) {
		add(lab, peer, "hot files, " + when, site.root().resolve(HOT));
		add(lab, peer, "huge file, " + when, site.root().resolve(COLD));
	}

	private static void add(Lab lab, SpringFiles peer, String variant, Path path) {
		lab.add(new MicroScore("Resident in the page cache", peer.name(), variant, PageCache.residentPercent(path), 0,
				"%"));
	}

}
