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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.zerocopy.starter.fixture.Engine;
import dev.zerocopy.starter.fixture.NoLeaks;
import dev.zerocopy.starter.fixture.Protocol;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that send the next requests while the lane, or the application, is busy with
 * one.
 */
@NoLeaks
@Tag("slow")
@Timeout(120)
class LaneBackPressureTests {

	/** 16 MiB with what follows: more than the kernel keeps of one connection. */
	private static final int REQUESTS = 4096;

	private static final RawRequest REQUEST = RawRequest.get("/hello.txt").header("X-Padding", "a".repeat(4096));

	private static TestSite site;

	@BeforeAll
	static void create() throws IOException {
		site = TestSite.create();
	}

	@AfterAll
	static void delete() throws IOException {
		site.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "HTTP11", "HTTP11_TLS" })
	void requestsDuringADownloadWaitWithTheClient(Protocol protocol) throws IOException {
		try (StaticServer server = start(protocol); RawHttpConnection connection = server.connect(1 << 12)) {
			// leaves the connection in a state in which it is read without being asked
			connection.exchange(RawRequest.get("/api/slow/1/before"));
			requestsWaitWithTheClient(connection, RawRequest.get("/size-5242880.bin"));
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "HTTP11", "HTTP11_TLS" })
	void requestsWhileTheApplicationIsBusyWaitWithTheClient(Protocol protocol) throws IOException {
		try (StaticServer server = start(protocol); RawHttpConnection connection = server.connect(1 << 12)) {
			requestsWaitWithTheClient(connection, RawRequest.get("/api/slow/1000/late"));
		}
	}

	private static StaticServer start(Protocol protocol) {
		return StaticServer.serving(site.root())
			.engine(Engine.NETTY)
			.protocol(protocol)
			.with(LaneApplication.class)
			.start();
	}

	private static void requestsWaitWithTheClient(RawHttpConnection connection, RawRequest busy) throws IOException {
		connection.send(busy);
		AtomicInteger sent = new AtomicInteger();
		CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(connection, sent));
		assertThat(settled(sent)).isLessThan(REQUESTS);
		assertThat(connection.receive("GET").status()).isEqualTo(200);
		for (int request = 0; request < REQUESTS; request++) {
			assertThat(connection.receive("GET").text()).isEqualTo(TestSite.HELLO);
		}
		sending.join();
	}

	private static void send(RawHttpConnection connection, AtomicInteger sent) {
		try {
			while (sent.get() < REQUESTS) {
				connection.send(REQUEST);
				sent.incrementAndGet();
			}
		}
		catch (IOException ex) {
			throw new CompletionException(ex);
		}
	}

	private static int settled(AtomicInteger sent) {
		AtomicInteger before = new AtomicInteger();
		await().pollInterval(Duration.ofMillis(300))
			.until(() -> before.getAndSet(sent.get()), (previous) -> previous > 0 && previous == sent.get());
		return sent.get();
	}

}
