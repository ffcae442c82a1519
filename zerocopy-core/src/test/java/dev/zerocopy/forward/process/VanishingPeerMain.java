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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
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
 * A network where the address of an upstream ceases to exist under an idle connection, as
 * if its machine had lost power, and where TCP finds that out within seconds.
 */
final class VanishingPeerMain {

	private static final String ADDRESS = "10.11.12.13";

	private VanishingPeerMain() {
	}

	public static void main(String[] arguments) throws Exception {
		NetworkNamespace.ip("link", "set", "lo", "up");
		NetworkNamespace.ip("address", "add", ADDRESS + "/32", "dev", "lo");
		NetworkNamespace.set("tcp_keepalive_time", "1");
		NetworkNamespace.set("tcp_keepalive_intvl", "1");
		NetworkNamespace.set("tcp_keepalive_probes", "2");
		BlockingQueue<ConnectionReport> reports = new LinkedBlockingQueue<>();
		ForwarderListener listener = new ForwarderListener() {

			@Override
			public void connectionClosed(ConnectionReport report) {
				reports.add(report);
			}

		};
		RouteSpec route = RouteSpec.route("test")
			.listen("127.0.0.1:20000")
			.upstream(ADDRESS + ":20001")
			.healthCheck(HealthCheckSettings.DISABLED)
			.idleTimeout(Duration.ZERO)
			.build();
		try (ServerSocket server = new ServerSocket(20_001, 50, InetAddress.getByName(ADDRESS));
				TcpForwarder forwarder = new TcpForwarder(Platform.valueOf(arguments[0]).settings(), List.of(route),
						listener)) {
			forwarder.start();
			Socket client = new Socket();
			client.setSoTimeout(10_000);
			server.setSoTimeout(10_000);
			client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 20_000));
			client.getOutputStream().write(1);
			assertThat(server.accept().getInputStream().read()).isEqualTo(1);
			// probes that are answered keep an idle connection open
			assertThat(reports.poll(5, TimeUnit.SECONDS)).isNull();
			NetworkNamespace.ip("address", "del", ADDRESS + "/32", "dev", "lo");
			ConnectionReport report = reports.poll(30, TimeUnit.SECONDS);
			assertThat(report).isNotNull();
			assertThat(report.reason()).isEqualTo(CloseReason.UPSTREAM_RESET);
			assertThatExceptionOfType(SocketException.class).isThrownBy(client.getInputStream()::read);
			client.close();
		}
	}

}
