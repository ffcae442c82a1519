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

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.zerocopy.forward.upstream.HealthCheckSettings;
import dev.zerocopy.forward.upstream.HostResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A forwarder with one route named "test", its upstream servers and its clients.
 */
final class ForwarderFixture implements AutoCloseable, ForwarderListener {

	static final String ROUTE = "test";

	private final List<Closeable> resources = new ArrayList<>();

	private final BlockingQueue<ConnectionReport> reports = new LinkedBlockingQueue<>();

	private TcpForwarder forwarder;

	static RouteSpecBuilder route() {
		return RouteSpec.route(ROUTE).listen("127.0.0.1:0").healthCheck(HealthCheckSettings.DISABLED);
	}

	ForwarderFixture start(Platform platform, RouteSpecBuilder route) {
		return start(platform.settings(), route);
	}

	ForwarderFixture start(Platform platform, HostResolver resolver, RouteSpecBuilder route) {
		return start(platform.settings(resolver), route);
	}

	ForwarderFixture start(ForwarderSettings settings, RouteSpecBuilder route) {
		this.forwarder = new TcpForwarder(settings, List.of(route.build()), this);
		this.forwarder.start();
		return this;
	}

	@Override
	public void connectionClosed(ConnectionReport report) {
		this.reports.add(report);
	}

	ConnectionReport awaitReport() throws InterruptedException {
		ConnectionReport report = this.reports.poll(15, TimeUnit.SECONDS);
		assertThat(report).as("report of a connection").isNotNull();
		return report;
	}

	TcpForwarder forwarder() {
		return this.forwarder;
	}

	RouteState state() {
		return this.forwarder.state(ROUTE);
	}

	ServerSocket server() {
		return server("127.0.0.1", 0);
	}

	ServerSocket server(String address, int port) {
		try {
			ServerSocket server = new ServerSocket();
			server.setReuseAddress(true);
			server.bind(new InetSocketAddress(InetAddress.getByName(address), port), 50);
			server.setSoTimeout(10_000);
			this.resources.add(server);
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A port that drops connection attempts: its accept queue is full.
	 */
	String blackhole() throws IOException {
		ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
		this.resources.add(server);
		for (int i = 0; i < 2; i++) {
			this.resources.add(new Socket(server.getInetAddress(), server.getLocalPort()));
		}
		return address(server);
	}

	/**
	 * A port nobody listens on.
	 */
	String closedPort() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			return address(server);
		}
	}

	static String address(ServerSocket server) {
		return "127.0.0.1:" + server.getLocalPort();
	}

	Socket accept(ServerSocket server) throws IOException {
		Socket socket = server.accept();
		socket.setSoTimeout(10_000);
		this.resources.add(socket);
		return socket;
	}

	Socket connect() throws IOException {
		String listening = state().listening().get(0);
		Socket socket = new Socket();
		socket.setTcpNoDelay(true);
		socket.setSoTimeout(10_000);
		this.resources.add(socket);
		socket.connect(new InetSocketAddress("127.0.0.1",
				Integer.parseInt(listening.substring(listening.lastIndexOf(':') + 1))));
		return socket;
	}

	void assertEcho(Socket one, Socket other) throws IOException {
		one.getOutputStream().write(42);
		assertThat(other.getInputStream().read()).isEqualTo(42);
		other.getOutputStream().write(43);
		assertThat(one.getInputStream().read()).isEqualTo(43);
	}

	/**
	 * Wait for the reset of a refused connection.
	 */
	void assertReset(Socket socket) {
		boolean reset = false;
		try {
			reset = socket.getInputStream().read() >= 0;
		}
		catch (IOException ex) {
			reset = !(ex instanceof SocketTimeoutException);
		}
		assertThat(reset).as("connection was reset").isTrue();
	}

	@Override
	public void close() throws IOException {
		for (Closeable resource : this.resources) {
			resource.close();
		}
		if (this.forwarder != null) {
			this.forwarder.stop(Duration.ZERO);
		}
	}

}
