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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.zerocopy.benchmarks.measure.CostUnit;
import dev.zerocopy.benchmarks.measure.Load;
import dev.zerocopy.benchmarks.measure.Measurement;
import dev.zerocopy.benchmarks.measure.Scenario;
import dev.zerocopy.benchmarks.process.RunningServer;
import dev.zerocopy.benchmarks.process.ServerCommand;
import dev.zerocopy.benchmarks.suite.Contestant;
import dev.zerocopy.benchmarks.suite.Lab;

/**
 * How much more resident memory a forwarder has while connections through it are open and
 * idle.
 */
final class IdleConnections {

	/** Two descriptors for each, below the limit of 20 000 that is common. */
	private static final int FULL = 8000;

	private static final int QUICK = 1000;

	private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final Lab lab;

	IdleConnections(Lab lab) {
		this.lab = lab;
	}

	void measure(List<Contestant> contestants) {
		int count = this.lab.settings().quick() ? QUICK : FULL;
		Scenario scenario = new Scenario("idle", count + " idle connections", CostUnit.IDLE_CONNECTION);
		for (Contestant contestant : contestants) {
			RunningServer server = contestant.server();
			long before = server.tree().residentBytes();
			double cpuBefore = server.tree().cpuSeconds();
			ServerCommand hold = ServerCommand.of(List.of(this.lab.workbench().program("netload").toString(), "hold",
					Integer.toString(server.port()), Integer.toString(count)));
			try (RunningServer client = this.lab.workbench().startBeside("idle connections", hold, 0)) {
				LockSupport.parkNanos(SETTLE_NANOS + TimeUnit.MICROSECONDS.toNanos(100L * count));
				if (!client.process().isAlive()) {
					this.lab.absent(contestant.name() + ", " + scenario.title(), "connections were refused");
					continue;
				}
				long more = Math.max(0, server.tree().residentBytes() - before);
				this.lab.add(scenario, new Measurement(scenario.id(), contestant.name(), 1,
						new Load(count, 0, 1, 0, 0, 0, 0), server.tree().cpuSeconds() - cpuBefore, more));
			}
		}
	}

}
