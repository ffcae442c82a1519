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

package dev.zerocopy.sample.container;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the sample application in a container, as the Dockerfile makes it: started as
 * README.md says, on a read-only root file system.
 */
@ContainerTest
class SampleContainerTests {

	private static final int LARGE = 32 * 1024 * 1024;

	@TempDir
	private Path temporary;

	private Site site;

	@BeforeEach
	void makeSite() throws Exception {
		this.site = new Site(this.temporary);
	}

	@Test
	void mountedDirectoryIsServedBySendfileAsAnUnprivilegedUser() throws Exception {
		byte[] large = this.site.write("large.bin", LARGE);
		byte[] small = this.site.write("pages/small.txt", 1000);
		try (SampleContainer app = new SampleContainer(this.site.directory())) {
			app.start();
			assertThat(body(app.get("/large.bin"))).isEqualTo(large);
			assertThat(body(app.get("/pages/small.txt"))).isEqualTo(small);
			assertThat(app.<Number>report("", "$.mounts.default.bytes.sendfile").longValue()).isEqualTo(LARGE);
			assertThat(app.<Number>report("", "$.mounts.default.bytes.memory").longValue()).isEqualTo(small.length);
			assertThat(processes(app)).singleElement()
				.satisfies((columns) -> assertThat(columns).startsWith("65532", "65532"));
			// nothing was written anywhere but to the empty /tmp
			assertThat(app.getDockerClient().containerDiffCmd(app.getContainerId()).exec()).isNullOrEmpty();
		}
	}

	@Test
	void nativeLibrariesLoadWithoutAPlaceToUnpackThem() throws Exception {
		// with a route, because what that needs is reported too
		try (SampleContainer app = new SampleContainer(this.site.directory(),
				Routes.route("any", HostContainer.freePort(), HostContainer.freePort()))) {
			app.start();
			assertThat(app.<String>report("", "$.transport")).isEqualTo("epoll");
			Map<String, Map<String, Object>> capabilities = app.report("", "$.capabilities");
			assertThat(capabilities).containsKeys("epoll", "sendfile", "splice", "pipeSizing")
				.allSatisfy((name, capability) -> assertThat(capability).as(name).containsEntry("available", true));
		}
	}

	@Test
	void healthIsUp() throws Exception {
		try (SampleContainer app = new SampleContainer(this.site.directory())) {
			app.start();
			HttpResponse<InputStream> health = app.get("/actuator/health");
			assertThat(health.statusCode()).isEqualTo(200);
			assertThat(new String(body(health), StandardCharsets.UTF_8)).contains("\"status\":\"UP\"");
		}
	}

	@Test
	void stopLetsADownloadFinishAndEndsInTime() throws Exception {
		byte[] large = this.site.write("large.bin", LARGE);
		try (SampleContainer app = new SampleContainer(this.site.directory()); Socket socket = new Socket()) {
			app.start();
			// small, so that most of the file is still in the application
			socket.setReceiveBufferSize(64 * 1024);
			socket.setSoTimeout(20_000);
			socket.connect(new InetSocketAddress("127.0.0.1", app.port()), 5000);
			OutputStream out = socket.getOutputStream();
			out.write("GET /large.bin HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
				.getBytes(StandardCharsets.US_ASCII));
			byte[] start = socket.getInputStream().readNBytes(1024 * 1024);
			app.kill("SIGTERM");
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> app.getLogs().contains("graceful shutdown"));
			byte[] rest = socket.getInputStream().readAllBytes();
			assertThat(start.length + rest.length).isGreaterThan(LARGE);
			byte[] received = Arrays.copyOf(start, start.length + rest.length);
			System.arraycopy(rest, 0, received, start.length, rest.length);
			assertThat(Arrays.copyOfRange(received, received.length - LARGE, received.length)).isEqualTo(large);
			// 128 + SIGTERM is how the JVM says that it was told to end
			assertThat(app.awaitExit(Duration.ofSeconds(30))).isEqualTo(143);
			assertThat(app.getLogs()).contains("Graceful shutdown complete");
		}
	}

	@Test
	void missingDirectoryStopsTheContainerWithTheRemedy() {
		try (SampleContainer app = new SampleContainer(this.site.directory(), "--zerocopy.static.root=/absent")) {
			app.withoutWaiting();
			app.start();
			assertThat(app.awaitExit(Duration.ofSeconds(60))).isEqualTo(1);
			assertThat(app.getLogs()).contains("zerocopy.static.root", "/absent");
		}
	}

	private static List<String[]> processes(SampleContainer app) {
		String[][] table = app.getDockerClient()
			.topContainerCmd(app.getContainerId())
			.withPsArgs("-eo uid,gid,pid,comm")
			.exec()
			.getProcesses();
		return List.of(table);
	}

	private static byte[] body(HttpResponse<InputStream> response) throws Exception {
		try (InputStream body = response.body()) {
			return body.readAllBytes();
		}
	}

}
