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

package dev.zerocopy.benchmarks.start;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.zerocopy.benchmarks.measure.CostUnit;
import dev.zerocopy.benchmarks.measure.Load;
import dev.zerocopy.benchmarks.measure.Measurement;
import dev.zerocopy.benchmarks.measure.Scenario;
import dev.zerocopy.benchmarks.peer.FileTarget;
import dev.zerocopy.benchmarks.peer.SpringFiles;
import dev.zerocopy.benchmarks.process.CommandFailedException;
import dev.zerocopy.benchmarks.process.RunningServer;
import dev.zerocopy.benchmarks.site.Site;
import dev.zerocopy.benchmarks.suite.Lab;
import dev.zerocopy.benchmarks.suite.Suite;

/**
 * How much longer an application takes to its first answer with the starter. Nothing is
 * under load, so it has all processors.
 */
public final class StartSuite implements Suite {

	private static final Scenario SCENARIO = new Scenario("first-answer", "From the start of the JVM to the first file",
			CostUnit.START);

	@Override
	public String name() {
		return "start";
	}

	@Override
	public String title() {
		return "Start of an application";
	}

	@Override
	public void run(Lab lab) {
		Site site = new Site(lab.workbench().directory().resolve("site"));
		site.file("1k.bin", Site.KIB);
		FileTarget target = new FileTarget(site.root(), null);
		List<SpringFiles> peers = new ArrayList<>(List.of(SpringFiles.withoutStarter(), SpringFiles.zeroCopy(),
				SpringFiles.zeroCopyWithRoute("zerocopy, files and a route", lab.workbench().freePort())));
		HttpClient client = HttpClient.newHttpClient();
		boolean quick = lab.settings().quick();
		int rounds = lab.settings().rounds();
		lab.say(SCENARIO.title());
		// the first start reads the archives of classes from the disk for all others
		for (int round = quick ? 1 : 0; round <= rounds; round++) {
			for (SpringFiles peer : peers) {
				try {
					Measurement measurement = start(lab, client, peer, target, round);
					if (round > 0) {
						lab.add(SCENARIO, measurement);
					}
				}
				catch (CommandFailedException | IOException ex) {
					lab.absent(peer.name(), String.valueOf(ex.getMessage()));
				}
			}
			Collections.rotate(peers, -1);
		}
	}

	private static Measurement start(Lab lab, HttpClient client, SpringFiles peer, FileTarget target, int round)
			throws IOException {
		int port = lab.workbench().freePort();
		long started = System.nanoTime();
		try (RunningServer server = lab.workbench()
			.startAlone(peer.name(), peer.command(lab.workbench(), port, target), port)) {
			int status = get(client, port);
			long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - started);
			if (status != 200) {
				throw new IOException("the first answer has the status " + status);
			}
			return new Measurement(SCENARIO.id(), peer.name(), round, new Load(1, Site.KIB, micros, 0, 0, 0, 0),
					server.tree().cpuSeconds(), server.tree().residentBytes());
		}
	}

	private static int get(HttpClient client, int port) throws IOException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/1k.bin")).build();
		try {
			return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

}
