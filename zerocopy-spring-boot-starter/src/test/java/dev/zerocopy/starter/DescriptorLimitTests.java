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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.zerocopy.starter.fixture.ApplicationProcess;
import dev.zerocopy.starter.fixture.Content;
import dev.zerocopy.starter.fixture.EchoServer;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A process that has no file descriptor left: for connections, nor for files.
 */
@Tag("slow")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class DescriptorLimitTests {

	private static final int SPARE = 24;

	private static final int CONNECTIONS = 3 * SPARE;

	private TestSite site;

	private ApplicationProcess server;

	private final List<Socket> connections = new ArrayList<>();

	@BeforeEach
	void start() throws IOException {
		this.site = TestSite.create();
		this.server = ApplicationProcess.start("zerocopy.static.root=" + this.site.root());
	}

	@AfterEach
	void stop() throws IOException {
		closeConnections();
		if (this.server != null) {
			this.server.close();
		}
		this.site.close();
	}

	@Test
	void openFilesAreServedWithoutDescriptorsAndEverythingIsServedAgainWithThem() throws Exception {
		try (RawHttpConnection kept = RawHttpConnection.open(this.server.port())) {
			assertWhole(kept.exchange(RawRequest.get("/" + TestSite.sizeName(TestSite.FIVE_MIB))));
			// what is first used now may have to be loaded from a file
			assertThat(kept.exchange(RawRequest.get("/nothing")).status()).isEqualTo(404);
			int limit = this.server.descriptors() + SPARE;
			this.server.limitDescriptors(limit);
			for (int i = 0; i < CONNECTIONS; i++) {
				this.connections.add(EchoServer.connect(this.server.port()));
			}
			await().atMost(Duration.ofSeconds(30)).until(() -> this.server.descriptors() >= limit);
			assertWhole(kept.exchange(RawRequest.get("/" + TestSite.sizeName(TestSite.FIVE_MIB))));
			RawResponse another = kept.exchange(RawRequest.get("/" + TestSite.sizeName(70 << 10)));
			assertThat(another.status()).isIn(200, 503);
			if (another.status() == 200) {
				assertThat(another.body()).isEqualTo(Content.of(70 << 10, 70 << 10));
			}
			closeConnections();
			await().atMost(Duration.ofSeconds(60)).until(() -> this.server.descriptors() < limit - SPARE / 2);
			assertThat(kept.exchange(RawRequest.get("/" + TestSite.sizeName(70 << 10))).body())
				.isEqualTo(Content.of(70 << 10, 70 << 10));
			try (RawHttpConnection fresh = RawHttpConnection.open(this.server.port())) {
				assertThat(fresh.exchange(RawRequest.get("/hello.txt")).text()).isEqualTo(TestSite.HELLO);
			}
		}
		assertThat(this.server.isAlive()).isTrue();
	}

	private static void assertWhole(RawResponse response) {
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(Content.of(TestSite.FIVE_MIB, TestSite.FIVE_MIB));
	}

	private void closeConnections() throws IOException {
		for (Socket connection : this.connections) {
			connection.close();
		}
		this.connections.clear();
	}

}
