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

import dev.zerocopy.forward.Platform;
import dev.zerocopy.forward.RouteSpecBuilder;
import dev.zerocopy.forward.upstream.UpstreamSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * nginx with a certificate for each of three names, on a port each, behind one route that
 * chooses by the name in the ClientHello of curl and OpenSSL.
 */
@Tag("slow")
class NginxTlsPeerTests {

	private static final String ONE = "one.test";

	private static final String SUB = "www.two.test";

	private static final String OTHER = "other.test";

	private static final long FILE_SIZE = 64L << 20;

	private static final String SERVER = """
			server {
				listen 127.0.0.1:%d ssl http2;
				ssl_protocols TLSv1.2 TLSv1.3;
				ssl_certificate %s.pem;
				ssl_certificate_key %2$s.key;
				root files;
				location = / { return 200 "$ssl_server_name at %2$s"; }
			}
			""";

	@TempDir
	private static Path directory;

	private static int onePort;

	private static int twoPort;

	private static int otherPort;

	private static Path file;

	private static PeerProgram nginx;

	// once, but here, as a class skipped as a whole does not show in reports
	@BeforeEach
	void startServer() throws Exception {
		if (nginx != null) {
			return;
		}
		List.of("curl", "openssl", "nginx").forEach(Executables::require);
		onePort = PeerProgram.freePort();
		twoPort = PeerProgram.freePort();
		otherPort = PeerProgram.freePort();
		for (String name : List.of(ONE, SUB, OTHER)) {
			createCertificate(name);
		}
		file = RandomFile.write(Files.createDirectory(directory.resolve("files")).resolve("file"), FILE_SIZE);
		nginx = NginxServer.start(directory, otherPort,
				SERVER.formatted(onePort, ONE) + SERVER.formatted(twoPort, SUB) + SERVER.formatted(otherPort, OTHER));
	}

	@AfterAll
	static void stopServer() throws Exception {
		if (nginx != null) {
			nginx.close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void curlTrustsTheCertificateOfTheNameItAsksFor(Platform platform) throws Exception {
		try (PeerRoute route = PeerRoute.start(platform, byServerName())) {
			assertThat(curl(route, ONE, "/").and("--tlsv1.3").run()).isEqualTo(ONE + " at " + ONE);
			assertThat(curl(route, ONE, "/").and("--tls-max", "1.2").run()).isEqualTo(ONE + " at " + ONE);
			assertThat(curl(route, SUB, "/").and("--http1.1").run()).isEqualTo(SUB + " at " + SUB);
			assertThat(curl(route, OTHER, "/").and("--http2").run()).isEqualTo(OTHER + " at " + OTHER);
			route.awaitNothingLeft();
		}
	}

	@ParameterizedTest
	@EnumSource
	void opensslSeesTheCertificateOfTheNameAndTheDefaultWithoutOne(Platform platform) throws Exception {
		try (PeerRoute route = PeerRoute.start(platform, byServerName())) {
			assertThat(certificateSubject(route, "-servername", ONE)).isEqualTo(ONE);
			assertThat(certificateSubject(route, "-servername", "ONE.Test")).isEqualTo(ONE);
			assertThat(certificateSubject(route, "-servername", SUB)).isEqualTo(SUB);
			assertThat(certificateSubject(route, "-servername", "unknown.test")).isEqualTo(OTHER);
			assertThat(certificateSubject(route, "-noservername")).isEqualTo(OTHER);
			route.awaitNothingLeft();
		}
	}

	@ParameterizedTest
	@EnumSource
	void encryptedDownloadIsStreamedUnchanged(Platform platform, @TempDir Path files) throws Exception {
		Path back = files.resolve("back");
		try (PeerRoute route = PeerRoute.start(platform, byServerName())) {
			curl(route, SUB, "/file").output(back).run();
			assertThat(Files.mismatch(file, back)).isEqualTo(-1);
			route.assertStreamed(route.awaitReport().toClient(), FILE_SIZE);
		}
	}

	private static RouteSpecBuilder byServerName() {
		return PeerRoute.to(otherPort)
			.serverName(ONE, List.of(UpstreamSpec.of("127.0.0.1:" + onePort)))
			.serverName("*.two.test", List.of(UpstreamSpec.of("127.0.0.1:" + twoPort)));
	}

	private static void createCertificate(String name) throws IOException, InterruptedException {
		PeerCommand.run(Executables.require("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt",
				"ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=" + name, "-addext",
				"subjectAltName=DNS:" + name, "-keyout", directory.resolve(name + ".key").toString(), "-out",
				directory.resolve(name + ".pem").toString());
	}

	private static PeerCommand curl(PeerRoute route, String name, String path) {
		return PeerCommand.of("curl", "--silent", "--show-error", "--fail", "--max-time", "60", "--noproxy", "*",
				"--resolve", name + ":" + route.port() + ":127.0.0.1", "--cacert",
				directory.resolve(name + ".pem").toString(), "https://" + name + ":" + route.port() + path);
	}

	private static String certificateSubject(PeerRoute route, String... name) throws IOException, InterruptedException {
		String subject = PeerCommand
			.of(Executables.require("openssl"), "s_client", "-connect", "127.0.0.1:" + route.port())
			.and(name)
			.run()
			.lines()
			.filter((line) -> line.startsWith("subject="))
			.findFirst()
			.orElseThrow();
		return subject.substring(subject.lastIndexOf(' ') + 1).replaceFirst(".*=", "");
	}

}
