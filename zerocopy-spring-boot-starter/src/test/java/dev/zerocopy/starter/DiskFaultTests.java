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

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import dev.zerocopy.starter.fixture.Content;
import dev.zerocopy.starter.fixture.FailingDisk;
import dev.zerocopy.starter.fixture.NoLeaks;
import dev.zerocopy.starter.fixture.Protocol;
import dev.zerocopy.starter.fixture.ProtocolClient;
import dev.zerocopy.starter.fixture.ProtocolClient.Download;
import dev.zerocopy.starter.fixture.RawHttp2Connection;
import dev.zerocopy.starter.fixture.RawHttp2Connection.Frame;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.StaticServer;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * A disk that fails while its files are served: real read errors (EIO), through sendfile
 * as well as through reads.
 */
@NoLeaks
@Tag("slow")
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
@ParameterizedClass
@EnumSource(Protocol.class)
class DiskFaultTests {

	private static final RawRequest LARGE = RawRequest.get("/" + FailingDisk.LARGE);

	@Parameter
	Protocol protocol;

	private FailingDisk disk;

	private StaticServer server;

	private ProtocolClient client;

	@BeforeEach
	void start() throws IOException {
		this.disk = FailingDisk.create();
		this.server = StaticServer.serving(this.disk.root())
			.protocol(this.protocol)
			.property("logging.level.root", "warn")
			.start();
		this.client = new ProtocolClient(this.server, this.protocol);
	}

	@AfterEach
	void stop() throws IOException {
		if (this.client != null) {
			this.client.close();
			this.server.close();
		}
		if (this.disk != null) {
			this.disk.close();
		}
	}

	@Test
	void responseThatCannotBeCompletedIsBrokenOff(CapturedOutput output) throws IOException {
		try (Download download = this.client.download(LARGE)) {
			long[] received = new long[1];
			assertThatIOException().isThrownBy(() -> {
				for (byte[] bytes = download.next(); bytes != null; bytes = download.next()) {
					assertThat(bytes).isEqualTo(Content.slice(1, received[0], bytes.length));
					received[0] += bytes.length;
				}
			});
			assertThat(received[0]).isPositive().isLessThan(FailingDisk.LARGE_SIZE);
		}
		await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
			assertThat(gauge("zerocopy.static.transfers.active")).isZero();
			assertThat(this.server.bean(MeterRegistry.class)
				.get("zerocopy.static.requests")
				.functionTimers()
				.stream()
				.mapToDouble(FunctionTimer::count)
				.sum()).isOne();
		});
		assertThat(output.getAll().lines().filter((line) -> line.contains(" ERROR ") || line.contains(" WARN ")))
			.as("log")
			.singleElement(InstanceOfAssertFactories.STRING)
			.contains("Input/output error", LARGE.target());
	}

	@Test
	void fileThatCannotBeReadAtAllIsUnavailable() throws IOException {
		int unavailable = 0;
		for (int file = 0; file < FailingDisk.SMALL_FILES; file++) {
			RawResponse response = this.client.exchange(RawRequest.get("/" + FailingDisk.small(file)));
			if (response.status() == 503) {
				assertThat(response.header("Retry-After")).isEqualTo("1");
				unavailable++;
			}
			else {
				assertThat(response.status()).isEqualTo(200);
				assertThat(response.body()).isEqualTo(Content.of(2, FailingDisk.SMALL_SIZE));
			}
		}
		assertThat(unavailable).isPositive();
	}

	@Test
	void streamIsResetAndItsConnectionGoesOn() throws IOException {
		assumeThat(this.protocol).isEqualTo(Protocol.H2C);
		try (RawHttp2Connection connection = new RawHttp2Connection(this.server.port(), 1 << 20, Integer.MAX_VALUE)) {
			int broken = connection.get("/" + FailingDisk.LARGE);
			Frame frame = connection.read();
			while (frame.type() != RawHttp2Connection.RST_STREAM) {
				frame = connection.read();
			}
			assertThat(frame.stream()).isEqualTo(broken);
			int next = connection.get("/" + FailingDisk.LARGE);
			while (frame.type() != RawHttp2Connection.DATA || frame.stream() != next) {
				frame = connection.read();
			}
			assertThat(frame.length()).isPositive();
		}
	}

	private double gauge(String name) {
		return this.server.bean(MeterRegistry.class).get(name).gauge().value();
	}

}
