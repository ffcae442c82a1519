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

package dev.zerocopy.starter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.zerocopy.starter.fixture.Content;
import dev.zerocopy.starter.fixture.Engine;
import dev.zerocopy.starter.fixture.NoLeaks;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests for the lane and for WebFlux in one pipeline are answered in order.
 */
@NoLeaks
@Timeout(300)
class LaneOrderTests {

	private static final int SEQUENCES = 500;

	private static TestSite site;

	private static StaticServer server;

	private static String etag;

	@BeforeAll
	static void start() throws IOException {
		site = TestSite.create();
		server = StaticServer.serving(site.root()).engine(Engine.NETTY).with(LaneApplication.class).start();
		etag = server.exchange(RawRequest.get("/hello.txt")).header("ETag");
	}

	@AfterAll
	static void stop() throws IOException {
		server.close();
		site.close();
	}

	@Test
	void randomInterleavingsAreAnsweredInOrder() throws IOException {
		for (int sequence = 0; sequence < SEQUENCES; sequence++) {
			SplittableRandom random = new SplittableRandom(sequence);
			List<Exchange> exchanges = new ArrayList<>();
			for (int count = 1 + random.nextInt(12); count > 0; count--) {
				exchanges.add(exchange(random));
			}
			run(sequence, exchanges, random);
		}
	}

	@Test
	void manyRequestsInOneWriteAreAnswered() throws IOException {
		ByteArrayOutputStream pipeline = new ByteArrayOutputStream();
		int count = 2000;
		for (int index = 0; index < count; index++) {
			pipeline.writeBytes(RawRequest.get((index % 50 == 0) ? "/api/quick/" + index : "/hello.txt").toBytes());
		}
		try (RawHttpConnection connection = server.connect()) {
			connection.send(pipeline.toByteArray());
			for (int index = 0; index < count; index++) {
				String expected = (index % 50 == 0) ? String.valueOf(index) : TestSite.HELLO;
				assertThat(connection.receive("GET").text()).as("response %d", index).isEqualTo(expected);
			}
		}
	}

	@Test
	void bodyBehindAResponseThatIsTakenSlowlyIsReadToItsEnd() throws IOException {
		RawRequest refused = RawRequest.of("POST", "/hello.txt").body("a".repeat(1 << 19));
		try (RawHttpConnection connection = server.connect(1 << 12).timeout(Duration.ofSeconds(10))) {
			assertThat(connection.exchange(refused).status()).isEqualTo(405);
			CompletableFuture<Void> sending = CompletableFuture.runAsync(
					() -> send(connection, RawRequest.get("/api/long"), refused, RawRequest.get("/api/quick/next")));
			connection.receiveHead();
			assertThat(connection.read(LaneApplication.LONG.length())).hasSize(LaneApplication.LONG.length());
			assertThat(connection.receive("POST").status()).isEqualTo(405);
			assertThat(connection.receive("GET").text()).isEqualTo("next");
			sending.join();
		}
	}

	private static void send(RawHttpConnection connection, RawRequest... requests) {
		try {
			for (RawRequest request : requests) {
				connection.send(request);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void run(int sequence, List<Exchange> exchanges, SplittableRandom random) throws IOException {
		ByteArrayOutputStream pipeline = new ByteArrayOutputStream();
		exchanges.forEach((exchange) -> pipeline.writeBytes(exchange.request().toBytes()));
		byte[] bytes = pipeline.toByteArray();
		try (RawHttpConnection connection = server.connect()) {
			int cut = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length);
			connection.send(Arrays.copyOf(bytes, cut));
			connection.send(Arrays.copyOfRange(bytes, cut, bytes.length));
			for (int index = 0; index < exchanges.size(); index++) {
				Exchange exchange = exchanges.get(index);
				String name = "sequence " + sequence + ", response " + index + " to " + exchange.request();
				RawResponse response = connection.receive(exchange.request().method());
				assertThat(response.status()).as(name).isEqualTo(exchange.status());
				if (exchange.body() != null) {
					assertThat(Content.sha256(response.body())).as(name).isEqualTo(Content.sha256(exchange.body()));
				}
			}
		}
	}

	private static Exchange exchange(SplittableRandom random) {
		String text = Integer.toString(random.nextInt(1_000_000));
		return switch (random.nextInt(12)) {
			case 0 -> new Exchange(RawRequest.get("/api/quick/" + text), 200, text.getBytes());
			case 1 -> new Exchange(RawRequest.get("/api/slow/" + random.nextInt(4) + "/" + text), 200, text.getBytes());
			case 2 ->
				new Exchange(RawRequest.of("POST", "/api/echo").body(text.repeat(1 + random.nextInt(2000))), 200, null);
			case 3 -> new Exchange(RawRequest.get("/missing-" + text + ".txt"), 404, null);
			case 4 -> new Exchange(RawRequest.head("/hello.txt"), 200, new byte[0]);
			case 5 -> new Exchange(RawRequest.get("/hello.txt").header("If-None-Match", etag), 304, new byte[0]);
			case 6 -> new Exchange(RawRequest.get("/size-5242880.bin").header("Range", "bytes=100-300099"), 206,
					Content.slice(TestSite.FIVE_MIB, 100, 300_000));
			case 7 -> new Exchange(RawRequest.get("/size-71680.bin"), 200, Content.of(71680, 71680));
			case 8 -> new Exchange(RawRequest.of("POST", "/hello.txt").body(text), 405, null);
			case 9 -> new Exchange(RawRequest.get("/docs"), 301, null);
			default -> new Exchange(RawRequest.get("/hello.txt"), 200, TestSite.HELLO.getBytes());
		};
	}

	/**
	 * A request and what must come back.
	 *
	 * @param request the request
	 * @param status the status
	 * @param body the body, {@code null} for any
	 */
	record Exchange(RawRequest request, int status, byte[] body) {

	}

}
