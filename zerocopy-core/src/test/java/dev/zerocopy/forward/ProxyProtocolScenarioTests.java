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

package dev.zerocopy.forward;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.zerocopy.forward.proxyprotocol.ProxyProtocolVersion;
import dev.zerocopy.forward.relay.CloseReason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scenario 45: the PROXY protocol in and out.
 */
class ProxyProtocolScenarioTests {

	private static final String V2_SIGNATURE = "0d0a0d0a000d0a515549540a";

	private static final byte[] V1 = "PROXY TCP4 203.0.113.7 198.51.100.9 4711 443\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	private static final byte[] V2_WITH_TLV = HexFormat.of()
		.parseHex(V2_SIGNATURE + "2111" + "0010" + "cb007107" + "c6336409" + "1267" + "01bb" + "ea0001ff");

	private static final byte[] V2_LOCAL = HexFormat.of().parseHex(V2_SIGNATURE + "2000" + "0000");

	static Stream<Arguments> headers() {
		return Stream.of(Platform.values())
			.flatMap((platform) -> Stream.of(Arguments.of(platform, ProxyProtocolVersion.V1, V1, "203.0.113.7"),
					Arguments.of(platform, ProxyProtocolVersion.ANY, V1, "203.0.113.7"),
					Arguments.of(platform, ProxyProtocolVersion.V2, V2_WITH_TLV, "203.0.113.7"),
					Arguments.of(platform, ProxyProtocolVersion.ANY, V2_WITH_TLV, "203.0.113.7"),
					Arguments.of(platform, ProxyProtocolVersion.ANY, V2_LOCAL, "127.0.0.1"),
					Arguments.of(platform, ProxyProtocolVersion.V1, "PROXY UNKNOWN\r\n".getBytes(), "127.0.0.1")));
	}

	@ParameterizedTest
	@MethodSource("headers")
	void s45HeaderThatArrivesByteByByteIsTakenAwayAndNamesTheClient(Platform platform, ProxyProtocolVersion accept,
			byte[] header, String client) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket server = fixture.server();
			fixture.start(platform,
					accepting(accept, List.of("127.0.0.0/8")).upstream(ForwarderFixture.address(server)));
			Socket socket = fixture.connect();
			for (byte part : header) {
				socket.getOutputStream().write(part);
			}
			socket.getOutputStream().write("payload".getBytes());
			Socket accepted = fixture.accept(server);
			assertThat(new String(accepted.getInputStream().readNBytes(7))).isEqualTo("payload");
			socket.setSoLinger(true, 0);
			socket.close();
			ConnectionReport report = fixture.awaitReport();
			assertThat(((InetSocketAddress) report.client()).getAddress().getHostAddress()).isEqualTo(client);
			assertThat(report.toUpstream().total()).isEqualTo(7);
		}
	}

	@ParameterizedTest
	@MethodSource("headers")
	void s08HeaderAndPayloadInOneSegmentArriveOnceAndInOrder(Platform platform, ProxyProtocolVersion accept,
			byte[] header, String client) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket server = fixture.server();
			fixture.start(platform,
					accepting(accept, List.of("127.0.0.0/8")).upstream(ForwarderFixture.address(server)));
			byte[] payload = new byte[300_000];
			new Random(8).nextBytes(payload);
			byte[] all = new byte[header.length + payload.length];
			System.arraycopy(header, 0, all, 0, header.length);
			System.arraycopy(payload, 0, all, header.length, payload.length);
			Socket socket = fixture.connect();
			Thread sender = new Thread(() -> {
				try {
					socket.getOutputStream().write(all);
					socket.shutdownOutput();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
			sender.start();
			assertThat(fixture.accept(server).getInputStream().readAllBytes()).isEqualTo(payload);
			sender.join();
		}
	}

	static Stream<Arguments> malformed() {
		String tooLong = "PROXY TCP4 " + "1".repeat(120) + "\r\n";
		return Stream.of(Platform.values())
			.flatMap((platform) -> Stream.of(
					Arguments.of(platform, ProxyProtocolVersion.ANY, "GET / HTTP/1.1\r\n\r\n".getBytes()),
					Arguments.of(platform, ProxyProtocolVersion.V2, V1),
					Arguments.of(platform, ProxyProtocolVersion.V1, V2_LOCAL),
					Arguments.of(platform, ProxyProtocolVersion.V1, tooLong.getBytes()),
					Arguments.of(platform, ProxyProtocolVersion.V1, "PROXY TCP4 1.2.3.4 x 1 2\r\n".getBytes()),
					Arguments.of(platform, ProxyProtocolVersion.V2,
							HexFormat.of().parseHex(V2_SIGNATURE + "4f110000"))));
	}

	@ParameterizedTest
	@MethodSource("malformed")
	void s45ConnectionWithAnotherBeginningIsReset(Platform platform, ProxyProtocolVersion accept, byte[] bytes)
			throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			fixture.start(platform, accepting(accept, List.of("127.0.0.1")).upstream(fixture.closedPort()));
			Socket socket = fixture.connect();
			socket.getOutputStream().write(bytes);
			fixture.assertReset(socket);
			ConnectionReport report = fixture.awaitReport();
			assertThat(report.reason()).isEqualTo(CloseReason.PROXY_HEADER);
			assertThat(report.attempts()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void s45MissingHeaderIsGivenUpAfterItsTimeout(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			fixture.start(platform,
					ForwarderFixture.route()
						.proxyProtocol(new ProxyProtocolSettings(ProxyProtocolVersion.ANY, ProxyProtocolVersion.NONE,
								List.of("127.0.0.1"), Duration.ofMillis(200)))
						.upstream(fixture.closedPort()));
			Socket socket = fixture.connect();
			socket.getOutputStream().write("PROXY TCP4".getBytes());
			fixture.assertReset(socket);
			assertThat(fixture.awaitReport().reason()).isEqualTo(CloseReason.PROXY_HEADER);
		}
	}

	@ParameterizedTest
	@EnumSource
	void s45HeaderFromASenderThatIsNotTrustedIsRefused(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			fixture.start(platform,
					accepting(ProxyProtocolVersion.ANY, List.of("10.0.0.0/8")).upstream(fixture.closedPort()));
			fixture.assertReset(fixture.connect());
			assertThat(fixture.awaitReport().reason()).isEqualTo(CloseReason.PROXY_HEADER);
		}
	}

	@ParameterizedTest
	@EnumSource
	void accessRulesApplyToTheClientTheHeaderNames(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			fixture.start(platform,
					accepting(ProxyProtocolVersion.ANY, List.of("127.0.0.1")).deny(List.of("203.0.113.0/24"))
						.upstream(fixture.closedPort()));
			Socket socket = fixture.connect();
			socket.getOutputStream().write(V1);
			fixture.assertReset(socket);
			assertThat(fixture.awaitReport().reason()).isEqualTo(CloseReason.DENIED);
		}
	}

	@ParameterizedTest
	@EnumSource
	void sentHeaderOfVersion1ComesBeforeThePayload(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket server = fixture.server();
			fixture.start(platform, sending(ProxyProtocolVersion.V1).upstream(ForwarderFixture.address(server)));
			Socket socket = fixture.connect();
			socket.getOutputStream().write("payload".getBytes());
			socket.shutdownOutput();
			Socket accepted = fixture.accept(server);
			assertThat(new String(accepted.getInputStream().readAllBytes())).isEqualTo(
					"PROXY TCP4 127.0.0.1 127.0.0.1 " + socket.getLocalPort() + " " + socket.getPort() + "\r\npayload");
			accepted.close();
			assertThat(fixture.awaitReport().toUpstream().total()).isEqualTo(7);
		}
	}

	@ParameterizedTest
	@EnumSource
	void sentHeaderReachesTheUpstreamBeforeTheClientSendsAnything(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket server = fixture.server();
			fixture.start(platform, sending(ProxyProtocolVersion.V2).upstream(ForwarderFixture.address(server)));
			Socket socket = fixture.connect();
			InputStream in = fixture.accept(server).getInputStream();
			String header = HexFormat.of().formatHex(in.readNBytes(28));
			assertThat(header).isEqualTo(V2_SIGNATURE + "2111" + "000c" + "7f000001" + "7f000001"
					+ String.format("%04x%04x", socket.getLocalPort(), socket.getPort()));
		}
	}

	@ParameterizedTest
	@EnumSource
	void receivedClientIsPassedOn(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket server = fixture.server();
			fixture.start(platform,
					ForwarderFixture.route()
						.proxyProtocol(new ProxyProtocolSettings(ProxyProtocolVersion.V2, ProxyProtocolVersion.V1,
								List.of("127.0.0.1"), Duration.ofSeconds(5)))
						.upstream(ForwarderFixture.address(server)));
			Socket socket = fixture.connect();
			socket.getOutputStream().write(V2_WITH_TLV);
			InputStream in = fixture.accept(server).getInputStream();
			assertThat(new String(in.readNBytes(V1.length))).isEqualTo(new String(V1));
		}
	}

	private RouteSpecBuilder accepting(ProxyProtocolVersion version, List<String> trusted) {
		return ForwarderFixture.route()
			.proxyProtocol(
					new ProxyProtocolSettings(version, ProxyProtocolVersion.NONE, trusted, Duration.ofSeconds(5)));
	}

	private RouteSpecBuilder sending(ProxyProtocolVersion version) {
		return ForwarderFixture.route()
			.proxyProtocol(
					new ProxyProtocolSettings(ProxyProtocolVersion.NONE, version, List.of(), Duration.ofSeconds(5)));
	}

}
