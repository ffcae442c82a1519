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
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.zerocopy.starter.fixture.ApplicationProcess;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Thousands of connections that do nothing, or next to nothing, beside one that works.
 * The system property {@code zerocopy.slow-clients} says how many connections.
 */
@Tag("slow")
@Timeout(300)
class SlowClientTests {

	private static final int CLIENTS = Integer.getInteger("zerocopy.slow-clients", 2000);

	private static final int REQUESTS = 500;

	private static final Duration PROMPT = Duration.ofMillis(500);

	/**
	 * Reactor Netty's objects and the kernel's are most of it.
	 */
	private static final long MEMORY_PER_CONNECTION = 24 << 10;

	private static final long MEMORY_TO_WARM_UP = 128 << 20;

	private static final byte[] REQUEST = RawRequest.get("/size-71680.bin")
		.header("X-Padding", "a".repeat(20))
		.toBytes();

	private TestSite site;

	private ApplicationProcess server;

	private final List<SocketChannel> clients = new ArrayList<>();

	@BeforeEach
	void start() throws IOException {
		this.site = TestSite.create();
		this.server = ApplicationProcess.start("zerocopy.static.root=" + this.site.root());
		measure();
	}

	@AfterEach
	void stop() throws IOException {
		for (SocketChannel client : this.clients) {
			client.close();
		}
		this.server.close();
		this.site.close();
	}

	@Test
	void idleConnectionsDoNotSlowOthersDown() throws IOException {
		long before = this.server.residentMemory();
		connect();
		report("idle", before, measure());
	}

	@Test
	void requestsThatArriveByteByByteDoNotSlowOthersDown() throws IOException {
		long before = this.server.residentMemory();
		connect();
		for (int at = 0; at < REQUEST.length / 2; at++) {
			for (SocketChannel client : this.clients) {
				client.write(ByteBuffer.wrap(REQUEST, at, 1));
			}
			if (at % 8 == 0) {
				exchangePromptly();
			}
		}
		report("byte by byte", before, measure());
		for (SocketChannel client : this.clients) {
			client.write(ByteBuffer.wrap(REQUEST, REQUEST.length / 2, REQUEST.length - REQUEST.length / 2));
		}
		for (SocketChannel client : this.clients) {
			assertThat(statusLine(client)).startsWith("HTTP/1.1 200 OK");
		}
	}

	private void connect() throws IOException {
		while (this.clients.size() < CLIENTS) {
			SocketChannel client = SocketChannel.open();
			this.clients.add(client);
			client.setOption(StandardSocketOptions.TCP_NODELAY, true);
			client.connect(new InetSocketAddress("127.0.0.1", this.server.port()));
		}
	}

	/** Returns the 99th percentile of requests on a connection that works. */
	private Duration measure() throws IOException {
		List<Duration> times = new ArrayList<>();
		try (RawHttpConnection connection = RawHttpConnection.open(this.server.port())) {
			for (int request = 0; request < REQUESTS; request++) {
				long start = System.nanoTime();
				assertThat(connection.exchange(RawRequest.get("/probe.txt")).text()).isEqualTo(TestSite.PROBE);
				times.add(Duration.ofNanos(System.nanoTime() - start));
			}
		}
		times.sort(null);
		return times.get(REQUESTS * 99 / 100);
	}

	private void exchangePromptly() throws IOException {
		try (RawHttpConnection connection = RawHttpConnection.open(this.server.port())) {
			long start = System.nanoTime();
			assertThat(connection.exchange(RawRequest.get("/probe.txt")).text()).isEqualTo(TestSite.PROBE);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMPT.multipliedBy(10));
		}
	}

	private void report(String kind, long before, Duration slowest) throws IOException {
		assertThat(slowest).as("99 of 100 requests take less").isLessThan(PROMPT);
		long more = this.server.residentMemory() - before;
		System.out.printf("%,d connections, %s: 99 of 100 requests within %,d us, %,d KiB more resident%n", CLIENTS,
				kind, slowest.toNanos() / 1000, more >> 10);
		assertThat(more).as("resident memory").isLessThan(MEMORY_TO_WARM_UP + MEMORY_PER_CONNECTION * CLIENTS);
	}

	private static String statusLine(SocketChannel client) throws IOException {
		client.socket().setSoTimeout(20_000);
		byte[] bytes = client.socket().getInputStream().readNBytes(15);
		return new String(bytes, StandardCharsets.US_ASCII);
	}

}
