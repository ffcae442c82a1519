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

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
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

	static final int SMALL = 1024;

	private static final int MIDDLE = 70 << 10;

	private static final int LARGE = TestSite.FIVE_MIB;

	private static final int BATCH = 30;

	private final SoakServers servers;

	private final SoakReport report;

	private final SplittableRandom random;

	private final ProtocolClient http2;

	private final ProtocolClient http2Tls;

	private final SoakFaults faults;

	private final byte[] small = Content.of(SMALL, SMALL);

	private final byte[] middle = Content.of(MIDDLE, MIDDLE);

	private final byte[] large = Content.of(LARGE, LARGE);

	private String tag;

	SoakClient(SoakServers servers, SoakReport report, long seed) {
		this.servers = servers;
		this.report = report;
		this.random = new SplittableRandom(seed);
		this.faults = new SoakFaults(servers, report, this.random.split());
		this.http2 = new ProtocolClient(servers.plain(), Protocol.H2C);
		this.http2Tls = new ProtocolClient(servers.tls(), Protocol.H2_TLS);
	}

	/**
	 * Do one thing, chosen by chance.
	 * @throws Exception if anything is not as it should be
	 */
	void act() throws Exception {
		int choice = this.random.nextInt(100);
		if (choice < 40) {
			keepAlive(this.servers.plain(), BATCH);
		}
		else if (choice < 48) {
			keepAlive(this.servers.tls(), BATCH / 2);
		}
		else if (choice < 56) {
			streams((choice % 2 == 0) ? this.http2 : this.http2Tls);
		}
		else if (choice < 58) {
			keepAliveLarge((choice == 56) ? this.servers.tls() : this.servers.plain());
		}
		else if (choice < 66) {
			echo();
		}
		else if (choice < 76) {
			changing((choice % 5 == 0) ? this.servers.tls() : this.servers.plain());
		}
		else {
			this.faults.act();
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
		for (int i = 0; i < BATCH / 3; i++) {
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

	private void echo() {
		boolean streams = this.random.nextInt(8) == 0;
		int length = streams ? 1 << 17 : 1 + this.random.nextInt(1 << (4 + this.random.nextInt(14)));
		byte[] sent = Content.of(this.random.nextLong(), length);
		this.report.add(Count.FORWARDED_CONNECTIONS);
		try (Socket socket = EchoServer.connect(this.servers.routePort())) {
			for (int rounds = streams ? 16 : 1; rounds > 0; rounds--) {
				socket.getOutputStream().write(sent);
				if (rounds == 1) {
					socket.shutdownOutput();
				}
				byte[] received = socket.getInputStream().readNBytes(length);
				this.report.add(Count.BYTES_ECHOED, received.length);
				assertThat(Arrays.equals(received, Arrays.copyOf(sent, received.length))).as("bytes echoed").isTrue();
				if (received.length < length) {
					throw new EOFException();
				}
			}
			assertThat(socket.getInputStream().read()).as("after the last byte echoed").isEqualTo(-1);
		}
		catch (IOException ex) {
			// Its upstream was killed
			this.report.add(Count.FORWARDED_CUT_SHORT);
		}
	}

	/**
	 * Download what others replace, truncate and delete, so slowly that most of it is
	 * still to be sent when they do.
	 */
	private void changing(StaticServer server) throws IOException {
		this.report.add(Count.REQUESTS);
		try (RawHttpConnection connection = connect(server, 1 << 15)) {
			RawResponse response = connection.exchange(RawRequest.get("/" + SoakServers.CHANGING));
			assertThat(response.status()).isIn(200, 404, 503);
			if (response.status() != 200) {
				this.report.add(Count.DOWNLOADS_NOT_FOUND);
				return;
			}
			this.report.add(Count.BYTES_RECEIVED, response.body().length);
			if (!SoakServers.isVersion(response.body())) {
				// bytes are read, not lent to the socket, for TLS
				assertThat(server.tls()).as("bytes of no version over TLS").isFalse();
				assertThat(SoakServers.isZeroedVersion(response.body())).as("one version of the file").isTrue();
				this.report.add(Count.DOWNLOADS_ZEROED);
			}
		}
		catch (SocketTimeoutException ex) {
			throw new AssertionError("A download stalled", ex);
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
	public void close() throws Exception {
		this.http2.close();
		this.http2Tls.close();
		this.faults.close();
	}

}
