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

import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.zerocopy.forward.relay.CloseReason;
import dev.zerocopy.forward.sni.ClientHellos;
import dev.zerocopy.forward.upstream.UpstreamSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Scenario 46: TLS routed by server name.
 */
class ServerNameScenarioTests {

	static Stream<Arguments> hellos() {
		byte[] hello = ClientHellos.of("a.example");
		return Stream.of(Platform.values())
			.flatMap((platform) -> Stream.of(Arguments.of(platform, hello, "a"),
					Arguments.of(platform, ClientHellos.of("x.b.example"), "b"),
					Arguments.of(platform, ClientHellos.of("unknown.example"), "default"),
					Arguments.of(platform, ClientHellos.of(null), "default"),
					Arguments.of(platform, "SSH-2.0-OpenSSH_9\r\n".getBytes(), "default"),
					Arguments.of(platform, ClientHellos.inRecords(hello, 50), "a"),
					Arguments.of(platform, ClientHellos.padded(hello, 15_000), "a")));
	}

	/**
	 * With Encrypted Client Hello. What stands for the encrypted part of some is a
	 * ClientHello with another name, as it is: whoever looks into it goes astray.
	 */
	static Stream<Arguments> encryptedHellos() {
		byte[] outer = ClientHellos.of("a.example");
		byte[] inner = ClientHellos.of("x.b.example");
		byte[] encrypted = ClientHellos.encrypted(outer, inner);
		return Stream.of(Platform.values())
			.flatMap((platform) -> Stream.of(Arguments.of(platform, encrypted, "a"),
					Arguments.of(platform, ClientHellos.inRecords(encrypted, 50), "a"),
					Arguments.of(platform, ClientHellos.padded(encrypted, 15_000), "a"),
					Arguments.of(platform, ClientHellos.encrypted(ClientHellos.of("public.example"), inner), "default"),
					Arguments.of(platform, ClientHellos.encrypted(ClientHellos.of(null), inner), "default"),
					Arguments.of(platform, ClientHellos.greased(inner), "b"),
					Arguments.of(platform, ClientHellos.inRecords(ClientHellos.greased(outer), 100), "a")));
	}

	@ParameterizedTest
	@MethodSource("encryptedHellos")
	void s46EncryptedHelloInThreeSegmentsIsRoutedByItsPublicName(Platform platform, byte[] hello, String expected)
			throws Exception {
		assertRouted(platform, hello, expected);
	}

	@ParameterizedTest
	@MethodSource("hellos")
	void s46HelloInThreeSegmentsChoosesTheUpstreamAndIsForwardedOnce(Platform platform, byte[] hello, String expected)
			throws Exception {
		assertRouted(platform, hello, expected);
	}

	private static void assertRouted(Platform platform, byte[] hello, String expected) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket a = fixture.server();
			ServerSocket b = fixture.server();
			ServerSocket other = fixture.server();
			fixture.start(platform,
					ForwarderFixture.route()
						.serverName("a.example", List.of(UpstreamSpec.of(ForwarderFixture.address(a))))
						.serverName("*.b.example", List.of(UpstreamSpec.of(ForwarderFixture.address(b))))
						.upstream(ForwarderFixture.address(other)));
			Socket socket = fixture.connect();
			OutputStream out = socket.getOutputStream();
			int third = hello.length / 3;
			out.write(hello, 0, 3);
			pause();
			out.write(hello, 3, third);
			pause();
			out.write(hello, 3 + third, hello.length - 3 - third);
			ServerSocket chosen = switch (expected) {
				case "a" -> a;
				case "b" -> b;
				default -> other;
			};
			Socket accepted = fixture.accept(chosen);
			assertThat(accepted.getInputStream().readNBytes(hello.length)).isEqualTo(hello);
			fixture.assertEcho(socket, accepted);
		}
	}

	/**
	 * Long enough for a segment to be read before the next one arrives.
	 */
	private static void pause() {
		await().pollDelay(Duration.ofMillis(20)).until(() -> true);
	}

	@ParameterizedTest
	@EnumSource
	void s46SilentClientIsForwardedToTheDefaultAfterTheTimeout(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket other = fixture.server();
			fixture.start(platform,
					ForwarderFixture.route()
						.headTimeout(Duration.ofMillis(100))
						.serverName("a.example", List.of(UpstreamSpec.of(fixture.closedPort())))
						.upstream(ForwarderFixture.address(other)));
			Socket socket = fixture.connect();
			fixture.assertEcho(socket, fixture.accept(other));
		}
	}

	@ParameterizedTest
	@EnumSource
	void s46HalfAHelloAndAnEndAreForwardedToTheDefault(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			ServerSocket other = fixture.server();
			fixture.start(platform,
					ForwarderFixture.route()
						.serverName("a.example", List.of(UpstreamSpec.of(fixture.closedPort())))
						.upstream(ForwarderFixture.address(other)));
			Socket socket = fixture.connect();
			byte[] hello = ClientHellos.of("a.example");
			socket.getOutputStream().write(hello, 0, 40);
			socket.shutdownOutput();
			assertThat(fixture.accept(other).getInputStream().readAllBytes()).hasSize(40);
		}
	}

	@ParameterizedTest
	@EnumSource
	void s46UnknownNameIsResetWithoutADefault(Platform platform) throws Exception {
		try (ForwarderFixture fixture = new ForwarderFixture()) {
			fixture.start(platform,
					ForwarderFixture.route().serverName("a.example", List.of(UpstreamSpec.of(fixture.closedPort()))));
			Socket socket = fixture.connect();
			socket.getOutputStream().write(ClientHellos.of("b.example"));
			fixture.assertReset(socket);
			assertThat(fixture.awaitReport().reason()).isEqualTo(CloseReason.CLIENT_HELLO);
		}
	}

}
