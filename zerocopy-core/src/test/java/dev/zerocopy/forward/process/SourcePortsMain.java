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

package dev.zerocopy.forward.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.zerocopy.forward.ConnectionReport;
import dev.zerocopy.forward.ForwarderListener;
import dev.zerocopy.forward.Platform;
import dev.zerocopy.forward.RouteSpec;
import dev.zerocopy.forward.TcpForwarder;
import dev.zerocopy.forward.relay.CloseReason;
import dev.zerocopy.forward.upstream.HealthCheckSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A network with four source ports.
 */
final class SourcePortsMain {

	private static final int FIRST = 40_000;

	private static final int COUNT = 4;

	private SourcePortsMain() {
	}

	public static void main(String[] arguments) throws Exception {
		NetworkNamespace.ip("link", "set", "lo", "up");
		BlockingQueue<ConnectionReport> reports = new LinkedBlockingQueue<>();
		ForwarderListener listener = new ForwarderListener() {

			@Override
			public void connectionClosed(ConnectionReport report) {
				reports.add(report);
			}

		};
		try (ServerSocket server = new ServerSocket(20_001, 50, InetAddress.getLoopbackAddress())) {
			RouteSpec route = RouteSpec.route("test")
				.listen("127.0.0.1:20000")
				.upstream("127.0.0.1:20001")
				.healthCheck(HealthCheckSettings.DISABLED)
				.build();
			try (TcpForwarder forwarder = new TcpForwarder(Platform.valueOf(arguments[0]).settings(), List.of(route),
					listener)) {
				forwarder.start();
				// the self-test of splice has taken some of the ports of the system
				NetworkNamespace.set("ip_local_port_range", FIRST + " " + (FIRST + COUNT - 1));
				server.setSoTimeout(10_000);
				run(forwarder, server, reports);
			}
		}
	}

	private static void run(TcpForwarder forwarder, ServerSocket server, BlockingQueue<ConnectionReport> reports)
			throws IOException, InterruptedException {
		List<Socket> clients = new ArrayList<>();
		List<Socket> accepted = new ArrayList<>();
		for (int i = 0; i < COUNT; i++) {
			clients.add(connect(i));
			accepted.add(server.accept());
		}
		for (int i = 0; i < 4; i++) {
			Socket refused = connect(COUNT + i);
			assertThatExceptionOfType(SocketException.class).isThrownBy(refused.getInputStream()::read);
			ConnectionReport report = reports.poll(10, TimeUnit.SECONDS);
			assertThat(report).isNotNull();
			assertThat(report.reason()).isEqualTo(CloseReason.NO_SOCKET);
		}
		assertThat(forwarder.state("test").upstreams()).singleElement().satisfies((upstream) -> {
			assertThat(upstream.failed()).isZero();
			assertThat(upstream.isUp()).isTrue();
			assertThat(upstream.active()).isEqualTo(COUNT);
		});
		for (int i = 0; i < COUNT; i++) {
			clients.get(i).getOutputStream().write(i);
			assertThat(accepted.get(i).getInputStream().read()).isEqualTo(i);
		}
		clients.get(0).setSoLinger(true, 0);
		clients.get(0).close();
		assertThat(reports.poll(10, TimeUnit.SECONDS)).isNotNull();
		Socket next = connect(100);
		next.getOutputStream().write(9);
		assertThat(server.accept().getInputStream().read()).isEqualTo(9);
		for (Socket client : clients) {
			client.close();
		}
		for (Socket socket : accepted) {
			socket.close();
		}
		next.close();
	}

	/**
	 * From a port that is none of those of the forwarder.
	 */
	private static Socket connect(int index) throws IOException {
		Socket socket = new Socket();
		socket.setSoTimeout(10_000);
		socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 30_000 + index));
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 20_000));
		return socket;
	}

}
