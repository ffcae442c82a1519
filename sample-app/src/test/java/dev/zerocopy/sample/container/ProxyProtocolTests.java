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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.lifecycle.Startables;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the forwarder between HAProxy, which tells it who the client is, and nginx,
 * which it tells.
 */
@ContainerTest
class ProxyProtocolTests {

	// of the loopback interface, but no address that a container would use by itself
	private static final String CLIENT = "127.0.0.77";

	@TempDir
	private Path temporary;

	private final int front = HostContainer.freePort();

	private final int port = HostContainer.freePort();

	private final int upstream = HostContainer.freePort();

	@Test
	void clientAddressIsTakenFromATrustedProxyAndPassedOn() throws Exception {
		try (HostContainer haproxy = haproxy();
				HostContainer nginx = nginx();
				SampleContainer app = forwarder("127.0.0.1/32")) {
			Startables.deepStart(haproxy, nginx, app).join();
			try (Socket client = connect()) {
				String source = CLIENT + ":" + client.getLocalPort();
				request(client);
				assertThat(readUntil(client, "end")).contains("client " + source + " end");
				assertThat(app.<List<String>>report("/web", "$.connections[*].client")).containsExactly(source);
			}
		}
	}

	@Test
	void connectionsOfAProxyThatIsNotTrustedAreRefused() throws Exception {
		try (HostContainer haproxy = haproxy();
				HostContainer nginx = nginx();
				SampleContainer app = forwarder("192.0.2.0/24")) {
			Startables.deepStart(haproxy, nginx, app).join();
			try (Socket client = connect()) {
				request(client);
				assertThat(readUntil(client, "end")).isEmpty();
			}
			Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.until(() -> app.<Number>report("/web", "$.active").intValue() == 0);
		}
	}

	private HostContainer haproxy() throws IOException {
		new Site(this.temporary);
		return Peers.haproxy(this.front, this.port, this.temporary);
	}

	private HostContainer nginx() throws IOException {
		return Peers.nginx(this.upstream, this.temporary, """
				listen 127.0.0.1:%d proxy_protocol;
				location / { return 200 "client $proxy_protocol_addr:$proxy_protocol_port end"; }
				""".formatted(this.upstream));
	}

	private SampleContainer forwarder(String trusted) {
		return new SampleContainer(this.temporary.resolve("site"), Routes.route("web", this.port,
				List.of("proxy-protocol.accept=v2", "proxy-protocol.trusted=" + trusted, "proxy-protocol.send=v2"),
				this.upstream));
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket();
		socket.bind(new InetSocketAddress(CLIENT, 0));
		socket.setSoTimeout(20_000);
		socket.connect(new InetSocketAddress("127.0.0.1", this.front), 5000);
		return socket;
	}

	private static void request(Socket socket) throws IOException {
		socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
	}

	// what arrives until the end of the text or of the connection, however it ends
	private static String readUntil(Socket socket, String text) throws IOException {
		StringBuilder received = new StringBuilder();
		byte[] buffer = new byte[4096];
		try {
			while (received.indexOf(text) < 0) {
				int count = socket.getInputStream().read(buffer);
				if (count < 0) {
					break;
				}
				received.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
			}
		}
		catch (SocketException ex) {
			assertThat(ex).hasMessageContaining("reset");
		}
		return received.toString();
	}

}
