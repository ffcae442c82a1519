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

package dev.zerocopy.starter;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;

import dev.zerocopy.starter.fixture.EchoServer;
import dev.zerocopy.starter.fixture.ForwardingApplication;
import dev.zerocopy.starter.fixture.NoLeaks;
import dev.zerocopy.starter.fixture.ProcessResources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Applications that come and go in one process.
 */
@NoLeaks
@Tag("slow")
class ForwardRestartTests {

	private static final int RESTARTS = 20;

	private static final int STREAMED = 4 * 1024 * 1024;

	@Test
	void contextsLeaveNeitherDescriptorsNorThreadsBehind() throws IOException {
		runAndClose();
		Map<String, Integer> before = openDescriptors();
		for (int i = 0; i < RESTARTS; i++) {
			runAndClose();
		}
		await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			assertThat(forwarderThreads()).isEmpty();
			// what other tests left to a collector may go meanwhile
			assertThat(openDescriptors()).allSatisfy(
					(kind, count) -> assertThat(count).as(kind).isLessThanOrEqualTo(before.getOrDefault(kind, 0)));
		});
	}

	private static void runAndClose() throws IOException {
		try (EchoServer server = EchoServer.start()) {
			try (ForwardingApplication application = ForwardingApplication.start(WebApplicationType.NONE,
					server.address(), "zerocopy.forward.drain-timeout", "0s"); Socket client = application.connect()) {
				Thread writer = new Thread(() -> write(client));
				writer.start();
				// enough to splice, and cut off with bytes on their way
				assertThat(client.getInputStream().readNBytes(STREAMED / 2)).hasSize(STREAMED / 2);
			}
		}
	}

	private static void write(Socket client) {
		try {
			client.getOutputStream().write(new byte[STREAMED]);
		}
		catch (IOException ex) {
			// Closed meanwhile
		}
	}

	private static Map<String, Integer> openDescriptors() throws IOException {
		Map<String, Integer> counts = ProcessResources.descriptorsByKind();
		counts.keySet().removeIf((kind) -> kind.startsWith("/"));
		return counts;
	}

	private static List<String> forwarderThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("zerocopy-forward"))
			.toList();
	}

}
