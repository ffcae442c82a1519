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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

import dev.zerocopy.mount.StaticFiles;
import dev.zerocopy.starter.LaneApplication.MarkingFilter;
import dev.zerocopy.starter.fixture.Engine;
import dev.zerocopy.starter.fixture.NoLeaks;
import dev.zerocopy.starter.fixture.Protocol;
import dev.zerocopy.starter.fixture.ProtocolClient;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Which requests the lane ahead of WebFlux takes, and how it shares a connection.
 */
@NoLeaks
@ExtendWith(OutputCaptureExtension.class)
class LaneTests {

	private static final String LARGE = "/size-5242880.bin";

	private static TestSite site;

	@BeforeAll
	static void create() throws IOException {
		site = TestSite.create();
	}

	@AfterAll
	static void delete() throws IOException {
		site.close();
	}

	@Test
	void filesAreAnsweredBeforeAnyFilter() throws IOException {
		try (StaticServer server = start()) {
			for (String target : new String[] { "/hello.txt", "/docs/", LARGE, "/hello.txt?query" }) {
				assertLane(server.exchange(RawRequest.get(target)));
				assertLane(server.exchange(RawRequest.head(target)));
				assertLane(server.exchange(RawRequest.of("OPTIONS", target)));
			}
			assertThat(server.bean(MarkingFilter.class).paths()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/missing.txt", "/docs", "/.env", "/a|b", "/..%2fsecret.txt", "//hello.txt", "/%zz",
			"/hello.txt#part" })
	void whatIsNoFileIsLeftToWebFlux(String target) throws IOException {
		try (StaticServer server = start(); RawHttpConnection connection = server.connect()) {
			RawResponse response = connection.exchange(RawRequest.get(target));
			assertThat(response.status()).isIn(200, 301, 308, 400, 404);
			if (response.status() != 400) {
				assertWebFlux(response);
			}
		}
	}

	@Test
	void bodyOfARequestReachesTheController() throws IOException {
		try (StaticServer server = start(); RawHttpConnection connection = server.connect()) {
			assertLane(connection.exchange(RawRequest.get("/hello.txt")));
			String body = "0123456789".repeat(20_000);
			RawResponse echo = connection.exchange(RawRequest.of("POST", "/api/echo").body(body));
			assertWebFlux(echo);
			assertThat(echo.text()).isEqualTo(body);
			assertLane(connection.exchange(RawRequest.get("/hello.txt")));
		}
	}

	@Test
	void requestWithABodyIsLeftToWebFluxEvenForAFile() throws IOException {
		try (StaticServer server = start()) {
			RawResponse response = server.exchange(RawRequest.get("/hello.txt").body("GET /x HTTP/1.1"));
			assertWebFlux(response);
			assertThat(response.text()).isEqualTo(TestSite.HELLO);
		}
	}

	@Test
	void expectationIsMetByWebFlux() throws IOException {
		try (StaticServer server = start(); RawHttpConnection connection = server.connect()) {
			assertLane(connection.exchange(RawRequest.get("/hello.txt")));
			connection.send("POST /api/echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
			String interim = "HTTP/1.1 100 Continue\r\n";
			assertThat(new String(connection.read(interim.length()), StandardCharsets.ISO_8859_1)).isEqualTo(interim);
			while (connection.read(1)[0] != '\n') {
				assertThat(connection).isNotNull();
			}
			connection.send("body");
			assertThat(connection.receive("POST").text()).isEqualTo("body");
			assertLane(connection.exchange(RawRequest.get("/hello.txt")));
		}
	}

	@Test
	void webSocketWorksBesideFiles() throws Exception {
		try (StaticServer server = start()) {
			CompletableFuture<String> received = new CompletableFuture<>();
			WebSocket socket = HttpClient.newHttpClient()
				.newWebSocketBuilder()
				.buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/api/socket"), new WebSocket.Listener() {

					@Override
					public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
						received.complete(data.toString());
						return null;
					}

				})
				.get(30, TimeUnit.SECONDS);
			socket.sendText("hello", true);
			assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo("echo hello");
			socket.abort();
			assertLane(server.exchange(RawRequest.get("/hello.txt")));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/hello.txt", LARGE })
	void connectionIsClosedIfTheClientWantsIt(String target) throws IOException {
		try (StaticServer server = start(); RawHttpConnection connection = server.connect()) {
			RawRequest request = RawRequest.get(target).header("Connection", "close");
			// in one write: closing with something unread would reset the connection
			connection.send(HttpTests.concat(request.toBytes(), RawRequest.get("/probe.txt").toBytes()));
			RawResponse response = connection.receive("GET");
			assertLane(response);
			assertThat(response.closes()).isTrue();
			assertThat(connection.read(1)).isEmpty();
		}
	}

	@Test
	void clientsOfTheOldVersionAreServed() throws IOException {
		try (StaticServer server = start()) {
			try (RawHttpConnection connection = server.connect()) {
				connection.send("GET /hello.txt HTTP/1.0\r\n\r\n");
				RawResponse response = connection.receive("GET");
				assertThat(response.text()).isEqualTo(TestSite.HELLO);
				assertThat(response.closes()).isTrue();
				assertThat(connection.read(1)).isEmpty();
			}
			try (RawHttpConnection connection = server.connect()) {
				for (int request = 0; request < 3; request++) {
					connection.send("GET /hello.txt HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
					RawResponse response = connection.receive("GET");
					assertThat(response.text()).isEqualTo(TestSite.HELLO);
					assertThat(response.list("Connection")).containsExactly("keep-alive");
				}
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /app.js HTTP/1.1\r\nHost: a\r\n\r\n", "GET /app.js HTTP/1.0\r\n\r\n",
			"GET /app.js HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
			"GET /app.js HTTP/1.1\r\nHost: a\r\nConnection: close\r\nIf-None-Match: \"other\"\r\n\r\n" })
	void noFieldIsLostWhateverBecomesOfTheConnection(String request) throws IOException {
		try (StaticServer server = builder().property("zerocopy.static.headers[Vary]", "Origin").start();
				RawHttpConnection connection = server.connect()) {
			RawResponse response = connection.send(request).receive("GET");
			assertLane(response);
			assertThat(response.list("Vary")).containsExactlyInAnyOrder("accept-encoding", "origin");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/hello.txt", LARGE, "/api/quick/last" })
	void connectionEndsAfterTheMostRequestsAllowed(String last) throws IOException {
		try (StaticServer server = builder().property("server.netty.max-keep-alive-requests", "4").start();
				RawHttpConnection connection = server.connect()) {
			assertThat(connection.exchange(RawRequest.get("/hello.txt")).closes()).isFalse();
			assertThat(connection.exchange(RawRequest.get("/api/quick/a")).closes()).isFalse();
			assertThat(connection.exchange(RawRequest.head("/hello.txt")).closes()).isFalse();
			RawResponse response = connection.exchange(RawRequest.get(last));
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.closes()).isTrue();
			assertThat(connection.read(1)).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/hello.txt", LARGE, "/api/quick/a" })
	void idleConnectionIsClosed(String target) throws IOException {
		try (StaticServer server = builder().property("server.netty.idle-timeout", "300ms").start();
				RawHttpConnection connection = server.connect()) {
			assertThat(connection.exchange(RawRequest.get(target)).status()).isEqualTo(200);
			assertThat(connection.read(1)).isEmpty();
		}
	}

	@Test
	void connectionThatIsSlowToReadIsNotIdle() throws IOException {
		try (StaticServer server = builder().property("server.netty.idle-timeout", "300ms").start();
				RawHttpConnection connection = server.connect(1 << 14)) {
			connection.exchange(RawRequest.get("/api/quick/a"));
			connection.send(RawRequest.get("/huge.bin")).receiveHead();
			await().pollDelay(Duration.ofMillis(1200)).until(() -> true);
			assertThat(connection.read(16 << 20)).hasSize(16 << 20);
		}
	}

	@Test
	void gracefulShutdownLetsADownloadEnd() throws Exception {
		try (RawHttpConnection connection = downloadThroughAShutdown()) {
			assertThat(connection.read(TestSite.FIVE_MIB)).hasSize(TestSite.FIVE_MIB);
			assertThat(connection.read(1)).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/hello.txt", LARGE })
	void gracefulShutdownLetsALookUpEnd(String target) throws Exception {
		StaticServer server = builder().property("server.shutdown", "graceful").start();
		ThreadPoolExecutor disk = (ThreadPoolExecutor) server.bean(StaticFiles.class)
			.mounts()
			.get(0)
			.options()
			.settings()
			.executor();
		CountDownLatch slow = new CountDownLatch(1);
		for (int thread = 0; thread < disk.getMaximumPoolSize(); thread++) {
			disk.execute(() -> awaitLatch(slow));
		}
		try (RawHttpConnection connection = server.connect()) {
			connection.send(RawRequest.get(target));
			await().until(() -> !disk.getQueue().isEmpty());
			Thread stop = new Thread(server::close, "stop");
			stop.start();
			await().pollDelay(Duration.ofMillis(300)).until(() -> true);
			slow.countDown();
			assertLane(connection.receive("GET"));
			assertThat(connection.read(1)).isEmpty();
		}
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static RawHttpConnection downloadThroughAShutdown() throws IOException {
		StaticServer server = builder().property("server.shutdown", "graceful").start();
		RawHttpConnection connection = server.connect(1 << 12);
		connection.send(RawRequest.get(LARGE)).receiveHead();
		Thread stop = new Thread(server::close, "stop");
		stop.start();
		await().pollDelay(Duration.ofMillis(300)).until(() -> true);
		assertThat(stop.isAlive()).isTrue();
		return connection;
	}

	@ParameterizedTest
	@EnumSource(value = Protocol.class)
	void httpTwoIsLeftToWebFlux(Protocol protocol) throws IOException {
		try (StaticServer server = builder().protocol(protocol).start()) {
			try (ProtocolClient client = new ProtocolClient(server, protocol)) {
				RawResponse response = client.exchange(RawRequest.get("/hello.txt"));
				assertThat(response.text()).isEqualTo(TestSite.HELLO);
				assertThat(response.header("X-Answered-By")).isEqualTo(protocol.http2() ? "webflux" : null);
			}
			try (RawHttpConnection connection = server.connect()) {
				assertLane(connection.exchange(RawRequest.get("/hello.txt")));
				assertWebFlux(connection.exchange(RawRequest.get("/api/quick/a")));
				assertLane(connection.exchange(RawRequest.get(LARGE)));
			}
		}
	}

	@Test
	void eachMountHasItsEngine() throws IOException {
		try (StaticServer server = StaticServer.serving(site.root())
			.with(LaneApplication.class)
			.property("zerocopy.static.mounts.docs.root", site.path("docs").toString())
			.property("zerocopy.static.mounts.docs.path", "/manual")
			.property("zerocopy.static.mounts.docs.engine", "netty")
			.start()) {
			assertWebFlux(server.exchange(RawRequest.get("/hello.txt")));
			assertWebFlux(server.exchange(RawRequest.get("/docs/index.html")));
			assertLane(server.exchange(RawRequest.get("/manual/index.html")));
		}
	}

	@Test
	void basePathOfTheApplicationIsHonoured() throws IOException {
		try (StaticServer server = builder().property("spring.webflux.base-path", "/ctx").start()) {
			assertLane(server.exchange(RawRequest.get("/ctx/hello.txt")));
			assertLane(server.exchange(RawRequest.get("/ctx/")));
			assertThat(server.exchange(RawRequest.get("/hello.txt")).status()).isEqualTo(404);
		}
	}

	@Test
	void pathsWithCrossOriginRulesAreLeftToWebFlux() throws IOException {
		try (StaticServer server = StaticServer.serving(site.root())
			.engine(Engine.NETTY)
			.with(LaneApplication.class, CrossOrigin.class)
			.start()) {
			assertLane(server.exchange(RawRequest.get("/hello.txt")));
			RawResponse response = server.exchange(RawRequest.get("/docs/").header("Origin", "http://other"));
			assertWebFlux(response);
			assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
		}
	}

	@Test
	void managementPortServesNoFiles() throws IOException {
		try (StaticServer server = builder().property("management.server.port", "0")
			.property("management.server.address", "127.0.0.1")
			.start()) {
			int port = Integer.parseInt(server.property("local.management.port"));
			try (RawHttpConnection connection = RawHttpConnection.open(port)) {
				assertThat(connection.exchange(RawRequest.get("/hello.txt")).status()).isEqualTo(404);
				assertThat(connection.exchange(RawRequest.get("/actuator/health")).status()).isEqualTo(200);
			}
		}
	}

	@Test
	void responsesAreInTheAccessLog(CapturedOutput output) throws IOException {
		try (StaticServer server = StaticServer.serving(site.root())
			.engine(Engine.NETTY)
			.with(LaneApplication.class, AccessLogging.class)
			.property("logging.level.reactor.netty.http.server.AccessLog", "info")
			.start(); RawHttpConnection connection = server.connect()) {
			connection.exchange(RawRequest.get("/hello.txt?a"));
			connection.exchange(RawRequest.get("/api/quick/a"));
			connection.exchange(RawRequest.get(LARGE));
			await().untilAsserted(() -> assertThat(output.getOut())
				.containsPattern("127\\.0\\.0\\.1 - - \\[[^]]+] \"GET /hello.txt\\?a HTTP/1.1\" 200 18 [0-9]+")
				.contains("\"GET /api/quick/a HTTP/1.1\" 200 1 ")
				.contains("\"GET " + LARGE + " HTTP/1.1\" 200 5242880 "));
		}
	}

	@Test
	void startTellsThatFiltersSeeNothing(CapturedOutput output) {
		try (StaticServer server = builder().property("logging.level.dev.zerocopy", "info").start()) {
			assertThat(server.port()).isPositive();
			assertThat(output).contains("mount 'default' before WebFlux: no WebFilter sees them")
				.contains("engine netty, transport ")
				.doesNotContain("Spring Security");
		}
	}

	@Test
	void startTellsThatSpringSecurityDoesNotProtectFiles(CapturedOutput output) throws IOException {
		try (StaticServer server = StaticServer.serving(site.root())
			.engine(Engine.NETTY)
			.withSpringSecurity()
			.with(DenyAll.class)
			.property("logging.level.dev.zerocopy", "warn")
			.start()) {
			assertThat(output).contains("Spring Security does not protect these files");
			assertThat(server.exchange(RawRequest.get("/hello.txt")).status()).isEqualTo(200);
			assertThat(server.exchange(RawRequest.get("/missing.txt")).status()).isEqualTo(401);
		}
	}

	@Test
	void defaultEngineWarnsOfNothing(CapturedOutput output) {
		try (StaticServer server = StaticServer.serving(site.root())
			.property("logging.level.dev.zerocopy", "warn")
			.start()) {
			assertThat(server.port()).isPositive();
			assertThat(output).doesNotContain("WebFilter");
		}
	}

	private static StaticServer.Builder builder() {
		return StaticServer.serving(site.root()).engine(Engine.NETTY).with(LaneApplication.class);
	}

	private static StaticServer start() {
		return builder().start();
	}

	private static void assertLane(RawResponse response) {
		assertThat(response.status()).as("%s", response).isEqualTo(200);
		assertThat(response.header("X-Answered-By")).as("%s", response).isNull();
	}

	private static void assertWebFlux(RawResponse response) {
		assertThat(response.header("X-Answered-By")).as("%s", response).isEqualTo("webflux");
	}

	static class CrossOrigin implements WebFluxConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/docs/**").allowedOrigins("*");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AccessLogging {

		@Bean
		NettyServerCustomizer accessLog() {
			return (server) -> server.accessLog(true);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DenyAll {

		@Bean
		SecurityWebFilterChain rules(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().denyAll()).build();
		}

	}

}
