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

package dev.zerocopy.starter.soak;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;

import dev.zerocopy.starter.fixture.Content;
import dev.zerocopy.starter.fixture.EchoServer;
import dev.zerocopy.starter.fixture.RawHttp2Connection;
import dev.zerocopy.starter.fixture.RawHttp2Connection.Frame;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;
import dev.zerocopy.starter.soak.SoakReport.Count;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one client does wrong. Used by one thread.
 */
final class SoakFaults implements AutoCloseable {

	private static final int MOST_STALLED = 4;

	private static final int FEW_BYTES = 1 << 12;

	private static final String[] MALFORMED = { "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
			"GET / HTTP/9.9 twice\r\n\r\n", "GET /%2e%2e/%2e%2e/etc/passwd%00 HTTP/1.1\r\nHost: a\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(1 << 14) + "\r\n\r\n" };

	private final SoakServers servers;

	private final SoakReport report;

	private final SplittableRandom random;

	private final Deque<AutoCloseable> stalled = new ArrayDeque<>();

	SoakFaults(SoakServers servers, SoakReport report, SplittableRandom random) {
		this.servers = servers;
		this.report = report;
		this.random = random;
	}

	/**
	 * Do one thing wrong, chosen by chance.
	 * @throws Exception if a server answers what it should not
	 */
	void act() throws Exception {
		int choice = this.random.nextInt(20);
		if (choice < 6) {
			abort((choice % 3 == 0) ? this.servers.tls() : this.servers.plain());
		}
		else if (choice < 7) {
			stall();
		}
		else if (choice < 10) {
			resetStreams();
		}
		else if (choice < 12) {
			cutOffHead((choice == 10) ? this.servers.tls() : this.servers.plain());
		}
		else if (choice < 14) {
			cutOffHandshake();
		}
		else if (choice < 16) {
			malformed();
		}
		else if (choice < 19) {
			resetForwarded();
		}
		else {
			stallForwarded();
		}
	}

	private void abort(StaticServer server) throws IOException {
		RawHttpConnection connection = connect(server, (this.random.nextInt(4) == 0) ? FEW_BYTES : 0);
		connection
			.send(RawRequest.get(this.random.nextBoolean() ? "/huge.bin" : "/" + TestSite.sizeName(TestSite.FIVE_MIB)));
		if (this.random.nextBoolean()) {
			connection.receiveHead();
			this.report.add(Count.BYTES_RECEIVED, connection.read(this.random.nextInt(1 << 18)).length);
		}
		connection.reset();
		this.report.add(Count.REQUESTS);
		this.report.add(Count.ABORTED_DOWNLOADS);
	}

	private void stall() throws Exception {
		RawHttpConnection connection = connect(this.servers.plain(), FEW_BYTES);
		connection.send(RawRequest.get("/huge.bin")).receiveHead();
		this.report.add(Count.REQUESTS);
		this.report.add(Count.STALLED_READERS);
		stalled(connection);
	}

	private void resetStreams() throws IOException {
		this.report.add(Count.CONNECTIONS);
		try (RawHttp2Connection connection = new RawHttp2Connection(this.servers.plain().port(), 1 << 16, 1 << 18)) {
			for (int i = 1 + this.random.nextInt(4); i > 0; i--) {
				int huge = connection.get("/huge.bin");
				for (int frames = this.random.nextInt(8); frames > 0; frames--) {
					this.report.add(Count.BYTES_RECEIVED, connection.read().length());
				}
				connection.reset(huge);
				this.report.add(Count.STREAMS_RESET);
				int whole = connection.get("/" + TestSite.sizeName(SoakClient.SMALL));
				int received = 0;
				while (received < SoakClient.SMALL) {
					Frame frame = connection.read();
					this.report.add(Count.BYTES_RECEIVED, frame.length());
					received += (frame.stream() == whole && frame.type() == RawHttp2Connection.DATA) ? frame.length()
							: 0;
				}
				assertThat(received).isEqualTo(SoakClient.SMALL);
				this.report.add(Count.REQUESTS, 2);
			}
		}
	}

	private void cutOffHead(StaticServer server) throws IOException {
		byte[] head = RawRequest.get("/" + TestSite.sizeName(SoakClient.SMALL)).header("Range", "bytes=0-9").toBytes();
		RawHttpConnection connection = connect(server, 0);
		connection.send(Arrays.copyOf(head, 1 + this.random.nextInt(head.length - 1)));
		end(connection);
		this.report.add(Count.HEADS_CUT_OFF);
	}

	private void cutOffHandshake() throws IOException {
		this.report.add(Count.CONNECTIONS);
		byte[] record = Content.of(this.random.nextLong(), 6 + this.random.nextInt(500));
		if (this.random.nextInt(4) > 0) {
			// handshake, TLS 1.0 as first records have it, a ClientHello in 512 bytes
			System.arraycopy(new byte[] { 22, 3, 1, 2, 0, 1 }, 0, record, 0, 6);
		}
		RawHttpConnection connection = RawHttpConnection.open(this.servers.tls().port());
		connection.send(record);
		end(connection);
		this.report.add(Count.HANDSHAKES_CUT_OFF);
	}

	private void malformed() throws IOException {
		StaticServer server = this.random.nextBoolean() ? this.servers.tls() : this.servers.plain();
		this.report.add(Count.REQUESTS);
		this.report.add(Count.MALFORMED_REQUESTS);
		try (RawHttpConnection connection = connect(server, 0)) {
			assertThat(connection
				.send(MALFORMED[this.random.nextInt(MALFORMED.length)].getBytes(StandardCharsets.US_ASCII))
				.receiveHead()
				.status()).isBetween(400, 499);
		}
		catch (SocketTimeoutException ex) {
			throw new AssertionError("A malformed request was not answered", ex);
		}
		catch (IOException ex) {
			// Closed, with some of the request unread
		}
	}

	private void resetForwarded() {
		this.report.add(Count.FORWARDED_CONNECTIONS);
		try (Socket socket = EchoServer.connect(this.servers.routePort())) {
			socket.getOutputStream()
				.write(Content.of(this.random.nextLong(), 1 + this.random.nextInt(1 << (4 + this.random.nextInt(15)))));
			if (this.random.nextBoolean()) {
				this.report.add(Count.BYTES_ECHOED, Math.max(0, socket.getInputStream().read(new byte[FEW_BYTES])));
			}
			socket.setSoLinger(true, 0);
			this.report.add(Count.FORWARDED_RESETS);
		}
		catch (IOException ex) {
			this.report.add(Count.FORWARDED_CUT_SHORT);
		}
	}

	private void stallForwarded() throws Exception {
		this.report.add(Count.FORWARDED_CONNECTIONS);
		try {
			Socket socket = EchoServer.connect(this.servers.routePort());
			stalled(socket);
			socket.setSoLinger(true, 0);
			// no more than the buffers on the way hold
			socket.getOutputStream().write(new byte[1 << 18]);
			this.report.add(Count.FORWARDED_STALLS);
		}
		catch (IOException ex) {
			this.report.add(Count.FORWARDED_CUT_SHORT);
		}
	}

	private void stalled(AutoCloseable connection) throws Exception {
		this.stalled.add(connection);
		if (this.stalled.size() > MOST_STALLED) {
			this.stalled.remove().close();
		}
	}

	private void end(RawHttpConnection connection) throws IOException {
		if (this.random.nextBoolean()) {
			connection.reset();
		}
		else {
			connection.close();
		}
	}

	private RawHttpConnection connect(StaticServer server, int receiveBuffer) throws IOException {
		this.report.add(Count.CONNECTIONS);
		return server.connect(receiveBuffer);
	}

	@Override
	public void close() throws Exception {
		for (AutoCloseable connection : this.stalled) {
			connection.close();
		}
	}

}
