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

package dev.zerocopy.benchmarks.forward;

import java.util.List;

import dev.zerocopy.benchmarks.load.LoadGenerator;
import dev.zerocopy.benchmarks.load.Loads;
import dev.zerocopy.benchmarks.load.Loads.Target;
import dev.zerocopy.benchmarks.measure.CostUnit;
import dev.zerocopy.benchmarks.measure.Scenario;
import dev.zerocopy.benchmarks.peer.FileTarget;
import dev.zerocopy.benchmarks.peer.GoForwarder;
import dev.zerocopy.benchmarks.peer.HaproxyForwarder;
import dev.zerocopy.benchmarks.peer.NettyForwarder;
import dev.zerocopy.benchmarks.peer.NginxFiles;
import dev.zerocopy.benchmarks.peer.NginxForwarder;
import dev.zerocopy.benchmarks.peer.SpliceLoopForwarder;
import dev.zerocopy.benchmarks.peer.ZeroCopyForwarder;
import dev.zerocopy.benchmarks.process.RunningServer;
import dev.zerocopy.benchmarks.process.ServerCommand;
import dev.zerocopy.benchmarks.process.Workbench;
import dev.zerocopy.benchmarks.site.Site;
import dev.zerocopy.benchmarks.suite.Contestant;
import dev.zerocopy.benchmarks.suite.Effort;
import dev.zerocopy.benchmarks.suite.Lab;
import dev.zerocopy.benchmarks.suite.Peer;
import dev.zerocopy.benchmarks.suite.Suite;

/**
 * Forwarded TCP connections: streams in both directions, small requests, new connections,
 * and idle ones. Processor time is that of the forwarder alone; client and upstream have
 * processors of their own.
 */
public final class ForwardSuite implements Suite {

	private static final List<Peer<Integer>> PEERS = List.of(new ZeroCopyForwarder(), new SpliceLoopForwarder(),
			HaproxyForwarder.withPipesOfTheSystem(), HaproxyForwarder.withLargePipes(),
			NginxForwarder.withDefaultBuffers(), NginxForwarder.withLargeBuffers(), new GoForwarder(),
			new NettyForwarder());

	@Override
	public String name() {
		return "forward";
	}

	@Override
	public String title() {
		return "TCP forwarding";
	}

	@Override
	public void run(Lab lab) {
		Workbench workbench = lab.workbench();
		NginxFiles nginx = new NginxFiles();
		String missing = nginx.missing();
		if (missing != null) {
			lab.absent("Downloads and requests through a forwarder", missing);
		}
		else {
			Site site = new Site(workbench.directory().resolve("site"));
			site.file("1k.bin", Site.KIB);
			site.file("1g.bin", Site.GIB);
			int port = workbench.freePort();
			ServerCommand command = nginx.command(workbench, port, new FileTarget(site.root(), null));
			try (RunningServer upstream = workbench.startBeside("upstream nginx", command, port)) {
				measureDownloads(lab, upstream.port());
			}
		}
		int port = workbench.freePort();
		ServerCommand sink = ServerCommand
			.of(List.of(workbench.program("netload").toString(), "sink", Integer.toString(port)));
		try (RunningServer upstream = workbench.startBeside("sink", sink, port)) {
			measureUploads(lab, upstream.port());
		}
	}

	private static void measureDownloads(Lab lab, int upstreamPort) {
		Loads loads = lab.loads();
		Target small = new Target("http", "/1k.bin");
		List<Contestant> contestants = lab.start(PEERS, upstreamPort, loads.wrk(small, 16));
		try {
			lab.measure(new Scenario("bulk-download", "Download, 8 connections", CostUnit.GIGABYTE), contestants,
					loads.pull("/1g.bin", 8), Effort.MAIN);
			lab.measure(
					new Scenario("request-response", "1 KiB request and response, 64 connections", CostUnit.REQUEST),
					contestants, loads.wrk(small, 64), Effort.MAIN);
			lab.measure(new Scenario("churn", "1 KiB, 64 connections, a new one for each request", CostUnit.REQUEST),
					contestants, loads.wrkWithoutKeepAlive(small, 64), Effort.SIDE);
		}
		finally {
			lab.stop(contestants);
		}
	}

	private static void measureUploads(Lab lab, int upstreamPort) {
		LoadGenerator upload = lab.loads().push(8);
		List<Contestant> contestants = lab.start(PEERS, upstreamPort, upload);
		try {
			lab.measure(new Scenario("bulk-upload", "Upload, 8 connections", CostUnit.GIGABYTE), contestants, upload,
					Effort.MAIN);
			new IdleConnections(lab).measure(contestants);
		}
		finally {
			lab.stop(contestants);
		}
	}

}
