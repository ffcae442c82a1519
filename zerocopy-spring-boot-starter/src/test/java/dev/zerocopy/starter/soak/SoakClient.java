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
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;

import dev.zerocopy.starter.fixture.Content;
import dev.zerocopy.starter.fixture.EchoServer;
import dev.zerocopy.starter.fixture.Protocol;
import dev.zerocopy.starter.fixture.ProtocolClient;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;
import dev.zerocopy.starter.soak.SoakReport.Count;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One client that does a bit of everything. Used by one thread.
 */
final class SoakClient implements AutoCloseable {

	private static final int SMALL = 1024;

	private static final int MIDDLE = 70 << 10;

	private static final int LARGE = TestSite.FIVE_MIB;

	private static final int BATCH = 50;

	private static final int MOST_STALLED = 4;

	private final SoakServers servers;

	private final SoakReport report;

	private final SplittableRandom random;

	private final ProtocolClient http2;

	private final ProtocolClient http2Tls;

	private final Deque<RawHttpConnection> stalled = new ArrayDeque<>();

	private final byte[] small = Content.of(SMALL, SMALL);

	private final byte[] middle = Content.of(MIDDLE, MIDDLE);

	private final byte[] large = Content.of(LARGE, LARGE);

	private String tag;

	SoakClient(SoakServers servers, SoakReport report, long seed) {
		this.servers = servers;
		this.report = report;
		this.random = new SplittableRandom(seed);
		this.http2 = new ProtocolClient(servers.plain(), Protocol.H2C);
		this.http2Tls = new ProtocolClient(servers.tls(), Protocol.H2_TLS);
	}

	/**
	 * Do one thing, chosen by chance.
	 * @throws Exception if anything is not as it should be
	 */
	void act() throws Exception {
		int choice = this.random.nextInt(100);
		if (choice < 50) {
			keepAlive(this.servers.plain(), BATCH);
		}
		else if (choice < 60) {
			keepAlive(this.servers.tls(), BATCH / 2);
		}
		else if (choice < 68) {
			streams((choice % 2 == 0) ? this.http2 : this.http2Tls);
		}
		else if (choice < 71) {
			keepAliveLarge((choice == 68) ? this.servers.tls() : this.servers.plain());
		}
		else if (choice < 81) {
			abort((choice % 3 == 0) ? this.servers.tls() : this.servers.plain());
		}
		else if (choice < 82) {
			stall();
		}
		else if (choice < 92) {
			echo();
		}
		else {
			changing();
		}
	}

	private void keepAlive(StaticServer server, int requests) throws IOException {
		try (RawHttpConnection connection = connect(server, 0)) {
			for (int i = 0; i < requests; i++) {
				exchange(connection);
			}
		}
	}

	private void exchange(RawHttpConnection connection) throws IOException {
		RawRequest request = RawRequest.get("/" + TestSite.sizeName(SMALL));
		switch (this.random.nextInt(10)) {
			case 0 -> check(connection.exchange(request.method("HEAD")), 200, new byte[0]);
			case 1 -> check(connection.exchange(RawRequest.get("/nothing-" + this.random.nextInt(100_000))), 404, null);
			case 2 -> {
				if (this.tag != null) {
					check(connection.exchange(request.header("If-None-Match", this.tag)), 304, new byte[0]);
				}
			}
			case 3 -> {
				int first = this.random.nextInt(MIDDLE);
				check(connection
					.exchange(RawRequest.get("/" + TestSite.sizeName(MIDDLE)).header("Range", "bytes=" + first + "-")),
						206, Arrays.copyOfRange(this.middle, first, MIDDLE));
			}
			case 4 -> check(connection.exchange(RawRequest.get("/" + TestSite.sizeName(LARGE))
				.header("Range", "bytes=0-99,5000-5999,1000000-1000099,-9")), 206, null);
			case 5 -> check(connection.exchange(request.header("Range", "bytes=5000-")), 416, new byte[0]);
			case 6 -> check(connection.exchange(RawRequest.get("/" + TestSite.sizeName(MIDDLE))), 200, this.middle);
			default -> {
				RawResponse response = connection.exchange(request);
				check(response, 200, this.small);
				this.tag = response.header("ETag");
			}
		}
	}

	private void streams(ProtocolClient client) throws IOException {
		for (int i = 0; i < BATCH / 5; i++) {
			boolean whole = this.random.nextInt(16) == 0;
			check(client.exchange(RawRequest.get("/" + TestSite.sizeName(whole ? MIDDLE : SMALL))), 200,
					whole ? this.middle : this.small);
		}
	}

	private void keepAliveLarge(StaticServer server) throws IOException {
		try (RawHttpConnection connection = connect(server, 0)) {
			for (int i = 0; i < 2; i++) {
				check(connection.exchange(RawRequest.get("/" + TestSite.sizeName(LARGE))), 200, this.large);
			}
		}
	}

	private void check(RawResponse response, int status, byte[] body) {
		assertThat(response.status()).isEqualTo(status);
		if (body != null && !Arrays.equals(response.body(), body)) {
			throw new AssertionError("The body of a response with status " + status + " is another one");
		}
		this.report.add(Count.REQUESTS);
		this.report.add(Count.BYTES_RECEIVED, response.body().length);
	}

	private void abort(StaticServer server) throws IOException {
		RawHttpConnection connection = connect(server, (this.random.nextInt(4) == 0) ? 1 << 12 : 0);
		connection.send(RawRequest.get(this.random.nextBoolean() ? "/huge.bin" : "/" + TestSite.sizeName(LARGE)));
		if (this.random.nextBoolean()) {
			connection.receiveHead();
			this.report.add(Count.BYTES_RECEIVED, connection.read(this.random.nextInt(1 << 18)).length);
		}
		connection.reset();
		this.report.add(Count.REQUESTS);
		this.report.add(Count.ABORTED_DOWNLOADS);
	}

	private void stall() throws IOException {
		RawHttpConnection connection = connect(this.servers.plain(), 1 << 12);
		connection.send(RawRequest.get("/huge.bin")).receiveHead();
		this.report.add(Count.REQUESTS);
		this.report.add(Count.STALLED_READERS);
		this.stalled.add(connection);
		if (this.stalled.size() > MOST_STALLED) {
			this.stalled.remove().close();
		}
	}

	private void echo() {
		byte[] sent = Content.of(this.random.nextLong(), 1 + this.random.nextInt(1 << (4 + this.random.nextInt(15))));
		boolean reset = this.random.nextInt(4) == 0;
		this.report.add(Count.FORWARDED_CONNECTIONS);
		try (Socket socket = EchoServer.connect(this.servers.routePort())) {
			socket.getOutputStream().write(sent);
			if (reset) {
				socket.setSoLinger(true, 0);
				this.report.add(Count.FORWARDED_RESETS);
				return;
			}
			socket.shutdownOutput();
			byte[] received = socket.getInputStream().readAllBytes();
			this.report.add(Count.BYTES_ECHOED, received.length);
			if (received.length < sent.length) {
				this.report.add(Count.CONNECTIONS_LOST_WITH_THEM);
			}
			assertThat(Arrays.equals(received, Arrays.copyOf(sent, received.length))).as("bytes echoed").isTrue();
		}
		catch (IOException ex) {
			// Its upstream was killed
			this.report.add(Count.CONNECTIONS_LOST_WITH_THEM);
		}
	}

	private void changing() throws IOException {
		this.report.add(Count.REQUESTS);
		try (RawHttpConnection connection = connect(this.servers.plain(), 0)) {
			RawResponse response = connection.exchange(RawRequest.get("/" + SoakServers.CHANGING));
			assertThat(response.status()).isIn(200, 404, 503);
			if (response.status() == 200) {
				this.report.add(Count.BYTES_RECEIVED, response.body().length);
				if (!SoakServers.isVersion(response.body())) {
					assertThat(SoakServers.isZeroedVersion(response.body())).as("one version of the file").isTrue();
					this.report.add(Count.DOWNLOADS_ZEROED);
				}
			}
		}
		catch (IOException ex) {
			// Truncated while it was sent
			this.report.add(Count.DOWNLOADS_CUT_SHORT);
		}
	}

	private RawHttpConnection connect(StaticServer server, int receiveBuffer) throws IOException {
		this.report.add(Count.CONNECTIONS);
		return server.connect(receiveBuffer);
	}

	@Override
	public void close() throws IOException {
		this.http2.close();
		this.http2Tls.close();
		for (RawHttpConnection connection : this.stalled) {
			connection.close();
		}
	}

}
