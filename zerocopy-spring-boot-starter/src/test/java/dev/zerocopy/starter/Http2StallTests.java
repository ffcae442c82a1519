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

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.zerocopy.starter.fixture.NoLeaks;
import dev.zerocopy.starter.fixture.Protocol;
import dev.zerocopy.starter.fixture.RawHttp2Connection;
import dev.zerocopy.starter.fixture.RawHttp2Connection.Frame;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * HTTP/2 clients that stall, and those that are merely slow.
 */
@NoLeaks
@Tag("slow")
class Http2StallTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private TestSite site;

	private StaticServer server;

	@BeforeEach
	void start() throws IOException {
		this.site = TestSite.create();
		this.server = StaticServer.serving(this.site.root())
			.protocol(Protocol.H2C)
			.property("zerocopy.static.write-timeout", "2s")
			.property("logging.level.root", "off")
			.start();
	}

	@AfterEach
	void stop() throws IOException {
		this.server.close();
		this.site.close();
	}

	@Test
	void connectionThatIsNotReadIsClosed() throws IOException {
		try (RawHttp2Connection connection = new RawHttp2Connection(this.server.port(), 1 << 12, Integer.MAX_VALUE)) {
			for (int count = 0; count < 60; count++) {
				connection.get("/huge.bin");
			}
			await().atMost(PATIENCE).until(() -> active() > 0);
			await().atMost(PATIENCE).until(() -> active() == 0);
		}
	}

	@Test
	void streamThatIsGrantedNothingIsReset() throws IOException {
		try (RawHttp2Connection connection = new RawHttp2Connection(this.server.port(), 1 << 20, 20_000)) {
			int stalled = connection.get("/huge.bin");
			Frame frame = connection.read();
			while (frame.type() != RawHttp2Connection.RST_STREAM) {
				frame = connection.read();
			}
			assertThat(frame.stream()).isEqualTo(stalled);
			int next = connection.get("/hello.txt");
			while (frame.type() != RawHttp2Connection.DATA || frame.stream() != next) {
				frame = connection.read();
			}
			assertThat(frame.length()).isEqualTo(TestSite.HELLO.length());
		}
	}

	@Test
	void streamThatIsGrantedLittleByLittleGoesOn() throws IOException {
		try (RawHttp2Connection connection = new RawHttp2Connection(this.server.port(), 1 << 20, 0)) {
			int slow = connection.get("/huge.bin");
			int received = 0;
			for (int second = 0; second < 6; second++) {
				connection.grant(slow, 16_384);
				int expected = received + 16_384;
				while (received < expected) {
					Frame frame = connection.read();
					assertThat(frame.type()).isNotEqualTo(RawHttp2Connection.RST_STREAM);
					received += (frame.type() == RawHttp2Connection.DATA) ? frame.length() : 0;
				}
				await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
			}
			assertThat(received).isEqualTo(6 * 16_384);
		}
	}

	private double active() {
		return this.server.bean(MeterRegistry.class).get("zerocopy.static.transfers.active").gauge().value();
	}

}
