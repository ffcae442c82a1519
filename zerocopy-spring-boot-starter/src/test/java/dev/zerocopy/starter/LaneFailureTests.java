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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.zerocopy.mount.MountStats;
import dev.zerocopy.mount.StaticFiles;
import dev.zerocopy.starter.fixture.Content;
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
 * What the lane does with requests that wait behind a response that fails.
 */
@NoLeaks
@ExtendWith(OutputCaptureExtension.class)
class LaneFailureTests {

	private TestSite site;

	@BeforeEach
	void create() throws IOException {
		this.site = TestSite.create();
	}

	@AfterEach
	void delete() throws IOException {
		this.site.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/hello.txt", "/size-71680.bin" })
	void clientsThatHaveLeftAreNotAnswered(String target, CapturedOutput output) throws IOException {
		try (StaticServer server = StaticServer.serving(this.site.root()).engine(Engine.NETTY).start()) {
			byte[] request = RawRequest.get(target).toBytes();
			ByteArrayOutputStream pipeline = new ByteArrayOutputStream();
			for (int count = 0; count < 50; count++) {
				pipeline.writeBytes(request);
			}
			server.exchange(RawRequest.get(target));
			for (int client = 0; client < 200; client++) {
				try (RawHttpConnection connection = server.connect()) {
					connection.send(pipeline.toByteArray());
				}
			}
			MountStats stats = server.bean(StaticFiles.class).mounts().get(0).stats();
			await().until(() -> stats.active() == 0);
			assertThat(output).doesNotContain(" ERROR ");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "HTTP11", "HTTP11_TLS" })
	void nothingFollowsAResponseThatBreaksOff(Protocol protocol, CapturedOutput output) throws IOException {
		Path file = this.site.path("large.bin");
		Content.write(file, 1, 48 << 20);
		TestSite.settle(file);
		byte[] next = RawRequest.get("/size-71680.bin").toBytes();
		try (StaticServer server = StaticServer.serving(this.site.root())
			.engine(Engine.NETTY)
			.protocol(protocol)
			.start(); RawHttpConnection connection = server.connect(1 << 14)) {
			connection.exchange(RawRequest.get("/size-71680.bin"));
			connection.send(HttpTests.concat(RawRequest.get("/large.bin").toBytes(), HttpTests.concat(next, next)));
			connection.receiveHead();
			try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
				channel.truncate(1);
			}
			MountStats stats = server.bean(StaticFiles.class).mounts().get(0).stats();
			// slowly, so that something is still to be sent when the server gives up
			await().pollInterval(Duration.ofMillis(5))
				.until(() -> connection.read(1 << 15), (bytes) -> bytes.length < 1 << 15);
			await().until(() -> stats.active() == 0);
			assertThat(output).doesNotContain("unexpected message type");
		}
	}

}
