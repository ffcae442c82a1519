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
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.zerocopy.forward.ConnectionReport;
import dev.zerocopy.forward.Platform;
import dev.zerocopy.forward.ProxyProtocolSettings;
import dev.zerocopy.forward.proxyprotocol.ProxyProtocolVersion;
import dev.zerocopy.forward.relay.CloseReason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * HAProxy in front of a route and behind it, with the PROXY protocol between them. The
 * client has another loopback address than the proxies, so that they cannot be confused.
 */
@Tag("slow")
class HaproxyPeerTests {

	private static final String CLIENT = "127.0.0.2";

	private static final List<String> TRUSTED = List.of("127.0.0.1/32");

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final String DEFAULTS = """
			defaults
				timeout connect 5s
				timeout client 30s
				timeout server 30s
			""";

	// what the PROXY header has told nginx
	private static final String NGINX = """
			server {
				listen 127.0.0.1:%d proxy_protocol;
				keepalive_timeout 0;
				location / { return 200 "$proxy_protocol_addr $proxy_protocol_port"; }
			}
			""";

	@TempDir
	private Path directory;

	static Stream<Arguments> headersOfHaproxy() {
		return Stream.of(Platform.values())
			.flatMap((platform) -> Stream.of(Arguments.of(platform, "send-proxy", ProxyProtocolVersion.V1),
					Arguments.of(platform, "send-proxy-v2", ProxyProtocolVersion.V2),
					Arguments.of(platform, "send-proxy-v2 proxy-v2-options crc32c,authority", ProxyProtocolVersion.V2),
					Arguments.of(platform, "send-proxy-v2", ProxyProtocolVersion.ANY)));
	}

	static Stream<Arguments> headersOfRoute() {
		return Stream.of(Platform.values())
			.flatMap((platform) -> Stream.of(ProxyProtocolVersion.V1, ProxyProtocolVersion.V2)
				.map((version) -> Arguments.of(platform, version)));
	}

	@ParameterizedTest
	@MethodSource("headersOfHaproxy")
	void addressToldByHaproxyInFrontReachesTheUpstream(Platform platform, String send, ProxyProtocolVersion accept)
			throws Exception {
		int upstream = PeerProgram.freePort();
		int front = PeerProgram.freePort();
		try (PeerProgram nginx = NginxServer.start(this.directory, upstream, NGINX.formatted(upstream));
				PeerRoute route = PeerRoute.start(platform, PeerRoute.to(upstream)
					.proxyProtocol(new ProxyProtocolSettings(accept, ProxyProtocolVersion.V2, TRUSTED, TIMEOUT)));
				PeerProgram haproxy = haproxy(front, "tcp", "server route 127.0.0.1:" + route.port() + " " + send)) {
			Answer answer = curl(front);
			assertThat(answer).isEqualTo(Answer.telling(answer.clientPort()));
			assertThat(awaitReportOf(route, answer.clientPort()).reason()).isIn(CloseReason.CLIENT_CLOSED,
					CloseReason.UPSTREAM_CLOSED);
			assertThat(nginx.isAlive() && haproxy.isAlive()).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource
	void checksOfHaproxyInFrontPassWithTheirLocalHeader(Platform platform) throws Exception {
		int upstream = PeerProgram.freePort();
		int front = PeerProgram.freePort();
		try (PeerProgram nginx = NginxServer.start(this.directory, upstream, NGINX.formatted(upstream));
				PeerRoute route = PeerRoute.start(platform,
						PeerRoute.to(upstream)
							.proxyProtocol(new ProxyProtocolSettings(ProxyProtocolVersion.V2, ProxyProtocolVersion.V2,
									TRUSTED, TIMEOUT)));
				PeerProgram haproxy = haproxy(front, "http", "option httpchk GET /", "server route 127.0.0.1:"
						+ route.port() + " send-proxy-v2 check check-send-proxy inter 100ms fall 1")) {
			await().atMost(Duration.ofSeconds(20)).until(() -> route.state().accepted() >= 5);
			Answer answer = curl(front);
			assertThat(answer).isEqualTo(Answer.telling(answer.clientPort()));
			assertThat(haproxy.log()).doesNotContain("is DOWN");
			assertThat(route.state().closed().get(CloseReason.PROXY_HEADER)).isZero();
			assertThat(nginx.isAlive() && haproxy.isAlive()).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource
	void haproxyThatIsNotTrustedIsRefused(Platform platform) throws Exception {
		int front = PeerProgram.freePort();
		try (PeerRoute route = PeerRoute.start(platform,
				PeerRoute.to(PeerProgram.freePort())
					.proxyProtocol(new ProxyProtocolSettings(ProxyProtocolVersion.V2, ProxyProtocolVersion.NONE,
							TRUSTED, TIMEOUT)));
				PeerProgram haproxy = haproxy(front, "http",
						"server route 127.0.0.1:" + route.port() + " source 127.0.0.3 send-proxy-v2")) {
			assertThat(curl(front).status()).isEqualTo("502");
			assertThat(route.awaitReport().reason()).isEqualTo(CloseReason.PROXY_HEADER);
			assertThat(haproxy.isAlive()).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("headersOfRoute")
	void addressToldByTheRouteReachesHaproxyBehind(Platform platform, ProxyProtocolVersion send) throws Exception {
		int behind = PeerProgram.freePort();
		Path configuration = Files.writeString(this.directory.resolve("haproxy.cfg"), DEFAULTS + """
				frontend behind
					mode http
					bind 127.0.0.1:%d accept-proxy
					http-request return status 200 content-type text/plain lf-string "%%ci %%cp"
				""".formatted(behind));
		try (PeerProgram haproxy = start(configuration, behind);
				PeerRoute route = PeerRoute.start(platform, PeerRoute.to(behind)
					.proxyProtocol(new ProxyProtocolSettings(ProxyProtocolVersion.NONE, send, List.of(), TIMEOUT)))) {
			Answer answer = curl(route.port());
			assertThat(answer).isEqualTo(Answer.telling(answer.clientPort()));
			awaitReportOf(route, answer.clientPort());
			assertThat(haproxy.isAlive()).isTrue();
		}
	}

	private PeerProgram haproxy(int port, String mode, String... backend) throws IOException {
		Path configuration = Files.writeString(this.directory.resolve("haproxy.cfg"), DEFAULTS + """
				listen front
					mode %s
					bind 127.0.0.1:%d
					%s
				""".formatted(mode, port, String.join("\n\t", backend)));
		return start(configuration, port);
	}

	private PeerProgram start(Path configuration, int port) throws IOException {
		return PeerProgram
			.start(this.directory.resolve("haproxy.log"), Executables.require("haproxy"), "-db", "-f",
					configuration.toString())
			.awaitPort(port);
	}

	private static Answer curl(int port) throws IOException, InterruptedException {
		String printed = PeerCommand.run(Executables.require("curl"), "--silent", "--show-error", "--max-time", "20",
				"--noproxy", "*", "--interface", CLIENT, "--write-out", "\n%{http_code} %{local_port}",
				"http://127.0.0.1:" + port + "/");
		int end = printed.lastIndexOf('\n');
		String[] facts = printed.substring(end + 1).split(" ");
		return new Answer(facts[0], printed.substring(0, end), Integer.parseInt(facts[1]));
	}

	// a look whether the port answers is a connection too
	private static ConnectionReport awaitReportOf(PeerRoute route, int port) throws InterruptedException {
		InetSocketAddress client = new InetSocketAddress(CLIENT, port);
		ConnectionReport report = route.awaitReport();
		while (!client.equals(report.client())) {
			report = route.awaitReport();
		}
		return report;
	}

	private record Answer(String status, String body, int clientPort) {

		static Answer telling(int clientPort) {
			return new Answer("200", CLIENT + " " + clientPort, clientPort);
		}

	}

}
