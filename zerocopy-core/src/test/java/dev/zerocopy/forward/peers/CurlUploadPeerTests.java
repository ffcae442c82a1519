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

package dev.zerocopy.forward.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.zerocopy.forward.ConnectionReport;
import dev.zerocopy.forward.Platform;
import dev.zerocopy.forward.relay.CloseReason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * More bytes than an {@code int} counts, from curl to nginx and back.
 */
@Tag("slow")
class CurlUploadPeerTests {

	private static final long SIZE = 2L << 30;

	@TempDir
	private static Path directory;

	private static Path file;

	private static int port;

	private static PeerProgram nginx;

	// once, but here, as a class skipped as a whole does not show in reports
	@BeforeEach
	void startServer() throws Exception {
		if (nginx != null) {
			return;
		}
		List.of("curl", "nginx").forEach(Executables::require);
		port = PeerProgram.freePort();
		Files.createDirectory(directory.resolve("files"));
		nginx = NginxServer.start(directory, port, """
				server {
					listen 127.0.0.1:%d;
					root files;
					location / { dav_methods PUT DELETE; }
				}
				""".formatted(port));
		file = RandomFile.write(directory.resolve("file"), SIZE);
	}

	@AfterAll
	static void stopServer() throws Exception {
		if (nginx != null) {
			nginx.close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void uploadOfTwoGibibytesArrivesUnchangedAndComesBack(Platform platform) throws Exception {
		Path uploaded = directory.resolve("files").resolve("uploaded");
		Path back = directory.resolve("back");
		try (PeerRoute route = PeerRoute.start(platform, PeerRoute.to(port))) {
			String url = "http://127.0.0.1:" + route.port() + "/uploaded";
			assertThat(curl(url, "--upload-file", file.toString(), "--write-out", "%{http_code} %{size_upload}"))
				.isEqualTo("201 " + SIZE);
			ConnectionReport upload = route.awaitReport();
			assertThat(upload.reason()).isEqualTo(CloseReason.CLIENT_CLOSED);
			route.assertStreamed(upload.toUpstream(), SIZE);
			assertThat(Files.mismatch(file, uploaded)).isEqualTo(-1);
			curl(url, "--output", back.toString());
			route.assertStreamed(route.awaitReport().toClient(), SIZE);
			assertThat(Files.mismatch(file, back)).isEqualTo(-1);
			route.awaitNothingLeft();
		}
		finally {
			Files.deleteIfExists(back);
			Files.deleteIfExists(uploaded);
		}
	}

	private static String curl(String url, String... options) throws IOException, InterruptedException {
		return PeerCommand.of("curl", "--silent", "--show-error", "--fail", "--max-time", "80", "--noproxy", "*", url)
			.and(options)
			.run();
	}

}
