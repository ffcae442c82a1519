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
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

import dev.zerocopy.mount.Mount;
import dev.zerocopy.mount.MountStats;
import dev.zerocopy.mount.StaticFiles;
import dev.zerocopy.starter.fixture.Content;
import dev.zerocopy.starter.fixture.Engine;
import dev.zerocopy.starter.fixture.ProcessResources;
import dev.zerocopy.starter.fixture.Protocol;
import dev.zerocopy.starter.fixture.ProtocolClient;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;
import dev.zerocopy.transfer.FallbackReason;
import dev.zerocopy.transfer.TransferWay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Files that Tomcat sends itself, and those that it must not.
 */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class TomcatSendfileTests {

	private static final int SIZE = TestSite.FIVE_MIB;

	private static final RawRequest LARGE = RawRequest.get("/" + TestSite.sizeName(SIZE));

	/** More than the sockets buffer on both sides. */
	private static final int HUGE = 100 << 20;

	private static final RawRequest CHANGING = RawRequest.get("/changing.bin");

	/** Run when the response is committed, before Tomcat opens the file. */
	private static volatile Runnable beforeOpening = () -> {
	};

	private static volatile Connector connector;

	private static TestSite site;

	@BeforeAll
	static void create() throws IOException {
		site = TestSite.create();
		Content.write(site.path("hundred.bin"), 1, HUGE);
		TestSite.settle(site.path("hundred.bin"));
	}

	@AfterAll
	static void delete() throws IOException {
		site.close();
	}

	@AfterEach
	void forget() {
		beforeOpening = () -> {
		};
	}

	@Test
	void hundredMebibytesAreTheSame() throws IOException {
		try (StaticServer server = server().start(); RawHttpConnection connection = server.connect()) {
			connection.send(RawRequest.get("/hundred.bin"));
			RawResponse head = connection.receiveHead();
			assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(HUGE));
			for (int at = 0; at < HUGE; at += 1 << 20) {
				assertThat(Content.sha256(connection.read(1 << 20))).as("bytes from %d on", at)
					.isEqualTo(Content.sha256(Content.slice(1, at, 1 << 20)));
			}
			assertThat(stats(server).bytes(TransferWay.SENDFILE)).isEqualTo(HUGE);
			assertThat(connection.exchange(RawRequest.get("/probe.txt")).text()).isEqualTo(TestSite.PROBE);
		}
	}

	@ParameterizedTest
	@CsvSource({ "bytes=0-99999, 0, 100000", "bytes=4000000-, 4000000, 1242880", "bytes=-1, 5242879, 1" })
	void rangeIsSentFromTheFile(String range, int first, int length) throws IOException {
		try (StaticServer server = server().start()) {
			RawResponse response = server.exchange(LARGE.header("Range", range));
			assertThat(response.status()).isEqualTo(206);
			assertThat(response.body()).isEqualTo(Content.slice(SIZE, first, length));
			assertThat(stats(server).bytes(TransferWay.SENDFILE)).isEqualTo(length);
		}
	}

	@Test
	void severalRangesAreReadInChunks() throws IOException {
		try (StaticServer server = server().start()) {
			RawResponse response = server.exchange(LARGE.header("Range", "bytes=0-9,4000000-4000009"));
			assertThat(response.status()).isEqualTo(206);
			assertChunked(server, FallbackReason.SERVER);
		}
	}

	@Test
	void pipelinedRequestsAreAnsweredInOrder() throws IOException {
		try (StaticServer server = server().start(); RawHttpConnection connection = server.connect()) {
			RawRequest range = LARGE.header("Range", "bytes=7-1000006");
			RawRequest probe = RawRequest.get("/probe.txt");
			connection.send(HttpTests.concat(LARGE.toBytes(), range.toBytes(), probe.toBytes(), LARGE.toBytes()));
			assertThat(connection.receive("GET").body()).isEqualTo(Content.of(SIZE, SIZE));
			assertThat(connection.receive("GET").body()).isEqualTo(Content.slice(SIZE, 7, 1000000));
			assertThat(connection.receive("GET").text()).isEqualTo(TestSite.PROBE);
			assertThat(connection.receive("GET").body()).isEqualTo(Content.of(SIZE, SIZE));
		}
	}

	@Test
	void onlyTheHeadAnswersHead() throws IOException {
		try (StaticServer server = server().start()) {
			RawResponse response = server.exchange(LARGE.method("HEAD"));
			assertThat(response.header("Content-Length")).isEqualTo(String.valueOf(SIZE));
			assertThat(stats(server).bytes(TransferWay.SENDFILE)).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource(Change.class)
	void fileThatChangesBeforeItIsOpenedIsSentAsItWas(Change change) throws IOException {
		Path file = site.path("changing.bin");
		Content.write(file, 2, SIZE);
		TestSite.settle(file);
		try (StaticServer server = server().with(Hooks.class).start()) {
			beforeOpening = () -> {
				change.apply(file);
				// nothing but the response holds the old file now
				mount(server).files().invalidateAll();
				await().during(Duration.ofSeconds(3)).until(() -> mount(server).files().stats().openFiles() == 1);
			};
			RawResponse response = server.exchange(CHANGING);
			assertThat(response.status()).isEqualTo(200);
			assertThat(Content.sha256(response.body())).isEqualTo(Content.sha256(Content.of(2, SIZE)));
			assertThat(stats(server).bytes(TransferWay.SENDFILE)).isEqualTo(SIZE);
			assertNothingIsOpen(server);
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

	@Test
	void nothingStaysOpenAfterAbortedDownloads() throws IOException {
		try (StaticServer server = server().start()) {
			server.exchange(RawRequest.get("/probe.txt"));
			for (int i = 0; i < 20; i++) {
				try (RawHttpConnection connection = server.connect(4096)) {
					connection.send(RawRequest.get("/hundred.bin"));
					assertThat(connection.receiveHead().status()).isEqualTo(200);
					assertThat(connection.read(100_000)).isEqualTo(Content.slice(1, 0, 100_000));
					connection.reset();
				}
			}
			assertThat(stats(server).bytes(TransferWay.SENDFILE)).isEqualTo(20L * HUGE);
			assertNothingIsOpen(server);
		}
	}

	@Test
	void truncatedFileEndsTheConnection() throws IOException {
		Path file = site.path("changing.bin");
		Content.write(file, 2, SIZE);
		TestSite.settle(file);
		try (StaticServer server = server().with(Hooks.class).start()) {
			beforeOpening = () -> {
				try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
					channel.truncate(SIZE / 2);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			};
			try (RawHttpConnection connection = server.connect()) {
				connection.send(CHANGING);
				assertThat(connection.receiveHead().header("Content-Length")).isEqualTo(String.valueOf(SIZE));
				assertThat(connection.stream().readAllBytes()).hasSizeLessThan(SIZE);
			}
			assertNothingIsOpen(server);
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

	@ParameterizedTest
	@CsvSource({ "HTTP11_TLS, TLS", "H2C, HTTP2", "H2_TLS, HTTP2" })
	void otherProtocolsAreReadInChunks(Protocol protocol, FallbackReason reason) throws IOException {
		try (StaticServer server = server().protocol(protocol).start();
				ProtocolClient client = new ProtocolClient(server, protocol)) {
			assertThat(client.exchange(LARGE).sha256()).isEqualTo(Content.sha256(Content.of(SIZE, SIZE)));
			assertChunked(server, reason);
		}
	}

	@Test
	void configurationHasTheLastWord() throws IOException {
		try (StaticServer server = server().property("zerocopy.static.transfer", "chunked").start()) {
			assertThat(server.exchange(LARGE).sha256()).isEqualTo(Content.sha256(Content.of(SIZE, SIZE)));
			assertChunked(server, FallbackReason.CONFIGURED);
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreadsSendFilesToo() throws IOException {
		try (StaticServer server = server().property("spring.threads.virtual.enabled", "true").start()) {
			for (int i = 0; i < 10; i++) {
				assertThat(server.exchange(LARGE).sha256()).isEqualTo(Content.sha256(Content.of(SIZE, SIZE)));
			}
			assertThat(stats(server).bytes(TransferWay.SENDFILE)).isEqualTo(10L * SIZE);
			assertNothingIsOpen(server);
		}
	}

	@Test
	void protocolOfTheApplicationIsRespected() throws IOException {
		try (StaticServer server = server().with(OtherProtocol.class).start()) {
			assertThat(server.exchange(LARGE).sha256()).isEqualTo(Content.sha256(Content.of(SIZE, SIZE)));
			assertChunked(server, FallbackReason.SERVER);
		}
	}

	@Test
	void filterThatWrapsTheResponseSeesTheBody() throws IOException {
		try (StaticServer server = server().with(Wrapping.class).start()) {
			RawResponse response = server.exchange(LARGE);
			assertThat(response.sha256()).isEqualTo(Content.sha256(Content.of(SIZE, SIZE)));
			assertChunked(server, FallbackReason.DECORATED);
		}
	}

	@Test
	void filtersOfSpringSecurityLetTheBodyPass() throws IOException {
		try (StaticServer server = server().withSpringSecurity().with(OpenToAll.class).start()) {
			RawResponse response = server.exchange(LARGE);
			assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
			assertThat(response.header("X-Frame-Options")).isEqualTo("DENY");
			assertThat(response.sha256()).isEqualTo(Content.sha256(Content.of(SIZE, SIZE)));
			assertThat(stats(server).bytes(TransferWay.SENDFILE)).isEqualTo(SIZE);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/forwarded", "/included", "/dispatched" })
	void fileIsCompleteHoweverItsHandlerIsReached(String target) throws IOException {
		try (StaticServer server = server().with(Dispatches.class).start();
				RawHttpConnection connection = server.connect()) {
			for (int i = 0; i < 3; i++) {
				RawResponse response = connection.exchange(RawRequest.get(target));
				assertThat(response.status()).isEqualTo(200);
				assertThat(response.sha256()).isEqualTo(Content.sha256(Content.of(SIZE, SIZE)));
			}
			assertThat(connection.exchange(RawRequest.get("/probe.txt")).text()).isEqualTo(TestSite.PROBE);
			assertNothingIsOpen(server);
		}
	}

	@Test
	void failureAfterTheHandOverEndsTheConnection() throws IOException {
		try (StaticServer server = server().with(Hooks.class).start()) {
			beforeOpening = () -> {
				throw new IllegalStateException("of a filter");
			};
			try (RawHttpConnection connection = server.connect()) {
				connection.send(LARGE);
				assertThat(connection.receiveHead().status()).isEqualTo(200);
				assertThat(connection.stream().readAllBytes()).hasSizeLessThan(SIZE);
			}
			assertNothingIsOpen(server);
		}
	}

	@Test
	void gracefulShutdownWaitsForFilesThatTomcatSends() throws Exception {
		StaticServer server = server().property("server.shutdown", "graceful").start();
		try (RawHttpConnection connection = server.connect(4096)) {
			connection.send(RawRequest.get("/hundred.bin"));
			assertThat(connection.receiveHead().status()).isEqualTo(200);
			CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
			for (int at = 0; at < HUGE; at += 1 << 20) {
				assertThat(Content.sha256(connection.read(1 << 20))).as("bytes from %d on", at)
					.isEqualTo(Content.sha256(Content.slice(1, at, 1 << 20)));
				assertThat(closed.isDone() && at < HUGE / 2).isFalse();
			}
			assertThat(closed).succeedsWithin(Duration.ofSeconds(30));
		}
		finally {
			server.close();
		}
	}

	@Test
	void threadsOfTomcatAreSizedByItsOwnProperties() throws IOException {
		try (StaticServer server = server().with(Connectors.class).property("server.tomcat.threads.max", "7").start()) {
			assertThat(server.exchange(LARGE).status()).isEqualTo(200);
			AbstractProtocol<?> protocol = (AbstractProtocol<?>) connector.getProtocolHandler();
			// of its own pool only; -1 for any other executor
			assertThat(protocol.getMaxThreads()).isEqualTo(7);
			assertThat(protocol.getExecutor()).isInstanceOf(ThreadPoolExecutor.class);
		}
	}

	private static StaticServer.Builder server() {
		return StaticServer.serving(site.root()).engine(Engine.SERVLET);
	}

	private static Mount mount(StaticServer server) {
		return server.bean(StaticFiles.class).mounts().get(0);
	}

	private static MountStats stats(StaticServer server) {
		return mount(server).stats();
	}

	private static void assertChunked(StaticServer server, FallbackReason reason) {
		assertThat(stats(server).bytes(TransferWay.SENDFILE)).isZero();
		assertThat(stats(server).fallbacks(reason)).isEqualTo(1);
	}

	private static void assertNothingIsOpen(StaticServer server) {
		await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			mount(server).files().invalidateAll();
			List<String> open = ProcessResources.descriptors();
			assertThat(open).noneMatch((target) -> target.startsWith(site.directory().toString())
					&& (target.contains(".bin") || target.endsWith("(deleted)")));
			assertThat(mount(server).files().stats().openFiles()).isZero();
		});
	}

	private enum Change {

		REPLACED {

			@Override
			void change(Path file) throws IOException {
				Path other = site.directory().resolve("other.bin");
				Content.write(other, 3, SIZE);
				Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			}

		},

		LINKED_ELSEWHERE {

			@Override
			void change(Path file) throws IOException {
				Files.delete(file);
				Files.createSymbolicLink(file, Path.of("../secret.txt"));
			}

		},

		DELETED {

			@Override
			void change(Path file) throws IOException {
				Files.delete(file);
			}

		};

		abstract void change(Path file) throws IOException;

		void apply(Path file) {
			try {
				change(file);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Connectors {

		@Bean
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectors() {
			return (factory) -> factory.addConnectorCustomizers((created) -> connector = created);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Hooks {

		@Bean
		Filter hooks() {
			return (request, response, chain) -> {
				chain.doFilter(request, response);
				beforeOpening.run();
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Wrapping {

		@Bean
		Filter wrapping() {
			return new ShallowEtagHeaderFilter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherProtocol {

		@Bean
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> nio2() {
			return (factory) -> factory.setProtocol("org.apache.coyote.http11.Http11Nio2Protocol");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OpenToAll {

		@Bean
		SecurityFilterChain openToAll(HttpSecurity http) throws Exception {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

	}

	@Controller
	static class Dispatches {

		private static final String PATH = "/" + TestSite.sizeName(SIZE);

		@GetMapping("/forwarded")
		String forward() {
			return "forward:" + PATH;
		}

		@GetMapping("/included")
		void include(HttpServletRequest request, HttpServletResponse response) throws Exception {
			response.setContentLength(SIZE);
			request.getRequestDispatcher(PATH).include(request, response);
		}

		@GetMapping("/dispatched")
		void dispatch(HttpServletRequest request, HttpServletResponse response) {
			request.startAsync().dispatch(PATH);
		}

	}

}
