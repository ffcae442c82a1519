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

import dev.zerocopy.benchmarks.load.LoadGenerator;
import dev.zerocopy.benchmarks.load.Loads.Target;
import dev.zerocopy.benchmarks.peer.CaddyFiles;
import dev.zerocopy.benchmarks.peer.FileTarget;
import dev.zerocopy.benchmarks.peer.NginxFiles;
import dev.zerocopy.benchmarks.peer.SpringFiles;
import dev.zerocopy.benchmarks.peer.VertxFiles;
import dev.zerocopy.benchmarks.site.Certificates;
import dev.zerocopy.benchmarks.site.Site;
import dev.zerocopy.benchmarks.suite.Contestant;
import dev.zerocopy.benchmarks.suite.Lab;
import dev.zerocopy.benchmarks.suite.Peer;
import dev.zerocopy.benchmarks.suite.Suite;

/**
 * Static files, by every server, over plain HTTP/1.1, TLS and HTTP/2.
 */
public final class StaticSuite implements Suite {

	/** Every server that takes part. */
	private static final List<Peer<FileTarget>> PEERS = List.of(SpringFiles.zeroCopy(),
			SpringFiles.zeroCopy("zerocopy (netty engine)", "zerocopy.static.engine", "netty"), new NginxFiles(),
			SpringFiles.webFlux(), SpringFiles.mvc(), new VertxFiles(), new CaddyFiles());

	private final boolean encrypted;

	private StaticSuite(boolean encrypted) {
		this.encrypted = encrypted;
	}

	/**
	 * Return what is measured over plain HTTP/1.1.
	 * @return the suite
	 */
	public static StaticSuite plain() {
		return new StaticSuite(false);
	}

	/**
	 * Return what is measured over TLS, with HTTP/1.1 and HTTP/2.
	 * @return the suite
	 */
	public static StaticSuite encrypted() {
		return new StaticSuite(true);
	}

	@Override
	public String name() {
		return this.encrypted ? "tls" : "static";
	}

	@Override
	public String title() {
		return this.encrypted ? "Static files over TLS" : "Static files";
	}

	@Override
	public void run(Lab lab) {
		Site site = new Site(lab.workbench().directory().resolve("site"));
		site.file("1k.bin", Site.KIB);
		if (this.encrypted) {
			run(lab, new FileTarget(site.root(), Certificates.selfSigned(lab.workbench().directory())), "https",
					new EncryptedScenarios(lab, site).all());
		}
		else {
			run(lab, new FileTarget(site.root(), null), "http", new PlainScenarios(lab, site).all());
		}
	}

	private static void run(Lab lab, FileTarget target, String scheme, List<StaticScenario> scenarios) {
		LoadGenerator warmUp = lab.loads().wrk(new Target(scheme, "/1k.bin"), 16);
		List<Contestant> contestants = lab.start(PEERS, target, warmUp);
		try {
			for (StaticScenario scenario : scenarios) {
				if (scenario.inQuickMode() || !lab.settings().quick()) {
					scenario.prepare().run();
					lab.measure(scenario.scenario(), contestants, scenario.load(), scenario.effort());
				}
			}
		}
		finally {
			lab.stop(contestants);
		}
	}

}
