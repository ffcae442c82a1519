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

package dev.zerocopy.starter.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.zerocopy.forward.relay.ByteCounts;
import dev.zerocopy.starter.fixture.NoLeaks;
import dev.zerocopy.starter.fixture.ProcessResources;
import dev.zerocopy.starter.soak.SoakReport.Count;
import dev.zerocopy.starter.soak.SoakReport.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Everything at once, for long: after as many requests as the system property
 * {@code zerocopy.soak.requests} says the process holds what it held after the first few.
 */
@NoLeaks
@Tag("slow")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class SoakTests {

	private static final long REQUESTS = Long.getLong("zerocopy.soak.requests", 10_000);

	private static final long WARM_UP = Math.min(REQUESTS, 50_000);

	/**
	 * Every fault is done at least once for so many requests: ten times as often, but for
	 * chance.
	 */
	private static final long REQUESTS_PER_FAULT = 20_000;

	/**
	 * Faults have every effect, but some have to coincide with a transfer.
	 */
	private static final long REQUESTS_UNTIL_EFFECTS = 500_000;

	private static final int CLIENTS = 8;

	/**
	 * Files of the site that may be open when the load ends.
	 */
	private static final int CACHED_FILES = 8;

	private static final long HEAP_TOLERANCE = 16 << 20;

	private static final long DIRECT_TOLERANCE = 16 << 20;

	@Test
	void processHoldsNoMoreAfterTheLoadThanBefore() throws Exception {
		try (SoakServers servers = new SoakServers()) {
			load(servers, WARM_UP, 1);
			Held before = Held.settled();
			long start = System.nanoTime();
			SoakReport report = load(servers, REQUESTS, 2);
			Duration time = Duration.ofNanos(System.nanoTime() - start);
			await().atMost(Duration.ofMinutes(1)).until(servers::isIdle);
			Held after = Held.settled();
			System.out.printf("soak: %s, in %d s%nsoak before: %s%nsoak after: %s%n", report, time.toSeconds(), before,
					after);
			assertThat(report.get(Count.REQUESTS)).isGreaterThanOrEqualTo(REQUESTS);
			assertThat(report.get(Kind.FAULT)).allSatisfy((fault, count) -> assertThat(count).as(fault.name())
				.isGreaterThanOrEqualTo(1 + REQUESTS / REQUESTS_PER_FAULT));
			if (REQUESTS >= REQUESTS_UNTIL_EFFECTS) {
				assertThat(report.get(Kind.EFFECT)).allSatisfy((effect, count) -> {
					// zeros depend on how much the sockets of the system hold
					if (effect != Count.DOWNLOADS_ZEROED) {
						assertThat(count).as(effect.name()).isPositive();
					}
				});
			}
			ByteCounts forwarded = servers.forwarder().state("echo").toUpstream();
			assertThat(forwarded.copied()).as("copied").isPositive();
			assertThat(forwarded.spliced()).as("spliced").isPositive();
			assertThat(after.descriptors()).as("descriptors").isLessThanOrEqualTo(before.descriptors() + CACHED_FILES);
			assertThat(after.heap()).as("heap").isLessThanOrEqualTo(before.heap() + HEAP_TOLERANCE);
			assertThat(after.direct()).as("direct memory").isLessThanOrEqualTo(before.direct() + DIRECT_TOLERANCE);
			assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads() + CLIENTS);
		}
	}

	private static SoakReport load(SoakServers servers, long requests, long seed) throws Exception {
		SoakReport report = new SoakReport();
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS + 1);
		try {
			List<Future<?>> tasks = new ArrayList<>();
			for (int client = 0; client < CLIENTS; client++) {
				long own = seed * CLIENTS + client;
				tasks.add(clients.submit(() -> {
					try (SoakClient soak = new SoakClient(servers, report, own)) {
						while (report.get(Count.REQUESTS) < requests && !Thread.currentThread().isInterrupted()) {
							soak.act();
						}
					}
					catch (Exception | AssertionError ex) {
						// the others need not go on
						report.add(Count.REQUESTS, requests);
						throw ex;
					}
					return null;
				}));
			}
			Future<?> harm = clients.submit(() -> {
				while (report.get(Count.REQUESTS) < requests && !Thread.interrupted()) {
					servers.harm(report);
					TimeUnit.MILLISECONDS.sleep(20);
				}
				return null;
			});
			for (Future<?> task : tasks) {
				task.get();
			}
			harm.get();
		}
		finally {
			clients.shutdownNow();
		}
		return report;
	}

	/**
	 * What the process holds.
	 *
	 * @param descriptors open file descriptors
	 * @param heap heap in use after a collection, in bytes
	 * @param direct direct memory of Netty, in bytes
	 * @param threads live threads
	 */
	private record Held(int descriptors, long heap, long direct, int threads) {

		static Held settled() {
			Held[] last = { now() };
			await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofSeconds(4)).until(() -> {
				Held previous = last[0];
				last[0] = now();
				return last[0].descriptors() >= previous.descriptors();
			});
			return last[0];
		}

		private static Held now() {
			System.gc();
			try {
				return new Held(ProcessResources.descriptors().size(),
						ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
						ProcessResources.directMemory(), Thread.activeCount());
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public String toString() {
			return "%d descriptors, heap %,d KiB, direct memory %,d KiB, %d threads".formatted(this.descriptors,
					this.heap >> 10, this.direct >> 10, this.threads);
		}

	}

}
