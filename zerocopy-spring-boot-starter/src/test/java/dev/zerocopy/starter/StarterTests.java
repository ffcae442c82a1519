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
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.WebFilterChain;

import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The starter in an application that has routes, filters, resources and security of its
 * own.
 */
class StarterTests {

	private static TestSite site;

	@BeforeAll
	static void create() throws IOException {
		site = TestSite.create();
		site.write("both.txt", "from the directory");
		site.write("greeting", "hidden by the controller");
		site.write("api/form", "get me");
	}

	@AfterAll
	static void delete() throws IOException {
		site.close();
	}

	@Test
	void onePropertyServesADirectory() throws IOException {
		try (StaticServer server = StaticServer.serving(site.root()).start()) {
			assertThat(get(server, "/").text()).isEqualTo(TestSite.HOME);
			assertThat(get(server, "/hello.txt").text()).isEqualTo(TestSite.HELLO);
		}
	}

	@Test
	void withoutThePropertyNothingIsServed() throws IOException {
		try (StaticServer server = StaticServer.builder().start()) {
			assertThat(get(server, "/hello.txt").status()).isEqualTo(404);
			assertThat(get(server, "/from-classpath.txt").text()).isEqualTo("from the class path\n");
		}
	}

	@Test
	void controllersComeFirstThenFilesThenResourcesOfTheClassPath() throws IOException {
		try (StaticServer server = StaticServer.serving(site.root()).with(GreetingController.class).start()) {
			assertThat(get(server, "/greeting").text()).isEqualTo("from the controller");
			assertThat(get(server, "/both.txt").text()).isEqualTo("from the directory");
			assertThat(get(server, "/from-classpath.txt").text()).isEqualTo("from the class path\n");
			assertThat(get(server, "/nowhere.txt").status()).isEqualTo(404);
		}
	}

	@Test
	void routeForAnotherMethodIsNotHiddenByAFile() throws IOException {
		try (StaticServer server = StaticServer.serving(site.root()).with(GreetingController.class).start()) {
			RawResponse response = server.exchange(RawRequest.of("POST", "/api/form").body("a"));
			assertThat(response.text()).isEqualTo("posted");
		}
	}

	@Test
	void actuatorAnswersBesideADirectoryAtTheRoot() throws IOException {
		try (StaticServer server = StaticServer.serving(site.root()).start()) {
			assertThat(get(server, "/actuator/health").text()).contains("\"UP\"");
		}
	}

	@Test
	void crossOriginRulesOfTheApplicationApplyToFiles() throws IOException {
		try (StaticServer server = StaticServer.serving(site.root()).with(CorsConfiguration.class).start()) {
			RawResponse response = server.exchange(RawRequest.get("/hello.txt").header("Origin", "http://other.test"));
			assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
			RawResponse preflight = server.exchange(RawRequest.of("OPTIONS", "/hello.txt")
				.header("Origin", "http://other.test")
				.header("Access-Control-Request-Method", "GET"));
			assertThat(preflight.status()).isEqualTo(200);
			assertThat(preflight.header("Access-Control-Allow-Methods")).contains("GET");
		}
	}

	@Test
	void separateManagementPortServesNoFiles() throws IOException {
		try (StaticServer server = StaticServer.serving(site.root())
			.property("management.server.port", "0")
			.property("zerocopy.static.fallback", "/index.html")
			.start()) {
			assertThat(get(server, "/hello.txt").status()).isEqualTo(200);
			assertThat(manage(server, RawRequest.get("/actuator/health")).status()).isEqualTo(200);
			assertThat(manage(server, RawRequest.get("/hello.txt")).status()).isEqualTo(404);
			assertThat(manage(server, RawRequest.get("/page").header("Accept", "text/html")).status()).isEqualTo(404);
		}
	}

	/**
	 * A connection for each request: nothing keeps Reactor Netty from forgetting one of
	 * the management server (reactor-netty#4361).
	 */
	private static RawResponse manage(StaticServer server, RawRequest request) throws IOException {
		int port = Integer.parseInt(server.property("local.management.port"));
		try (RawHttpConnection connection = RawHttpConnection.open(port, 0)) {
			return connection.exchange(request);
		}
	}

	@Test
	void responseThatFailsBeforeItIsSentDoesNotLookLikeTheFile() throws IOException {
		try (StaticServer server = StaticServer.serving(site.root())
			.with(FailingFilter.class)
			.property("zerocopy.static.cache-control[**]", "public, max-age=31536000, immutable")
			.property("logging.level.root", "off")
			.start()) {
			RawResponse response = get(server, "/hello.txt");
			assertThat(response.status()).isEqualTo(500);
			assertThat(response.header("ETag")).isNull();
			assertThat(response.header("Cache-Control")).isNull();
			assertThat(response.header("Last-Modified")).isNull();
		}
	}

	@Test
	void filtersOfTheApplicationSeeFiles() throws IOException {
		try (StaticServer server = StaticServer.serving(site.root()).with(RecordingFilter.class).start()) {
			for (String target : new String[] { "/hello.txt", "/size-5242880.bin", "/app.js" }) {
				assertThat(get(server, target).header("X-Filtered")).isEqualTo("before-commit");
			}
			assertThat(server.bean(RecordingFilter.class).paths).containsExactly("/hello.txt", "/size-5242880.bin",
					"/app.js");
		}
	}

	@Test
	void springSecurityProtectsFiles() throws IOException {
		try (StaticServer server = StaticServer.serving(site.root())
			.withSpringSecurity()
			.with(SecurityRules.class)
			.start()) {
			assertThat(get(server, "/private/plan.txt").status()).isIn(401, 403);
			for (String target : new String[] { "/private/plan.txt", "/%70rivate/plan.txt",
					"/private/../private/plan.txt", "//private/plan.txt", "/private//plan.txt", "/./private/plan.txt",
					"/private;a=b/plan.txt", "/private%2fplan.txt", "/link-self/../private/plan.txt",
					"/docs/../private/plan.txt" }) {
				RawResponse response = get(server, target);
				assertThat(response.status()).as(target).isIn(400, 401, 403, 404);
				assertThat(response.text()).as(target).doesNotContain("for members");
			}
			RawResponse open = get(server, "/hello.txt");
			assertThat(open.text()).isEqualTo(TestSite.HELLO);
			assertThat(open.header("X-Content-Type-Options")).isEqualTo("nosniff");
			assertThat(open.header("X-Frame-Options")).isEqualTo("DENY");
		}
	}

	@Test
	void basePathOfTheApplicationComesBeforeThePathOfTheMount() throws IOException {
		try (StaticServer server = StaticServer.serving(site.root())
			.property("spring.webflux.base-path", "/ctx")
			.property("zerocopy.static.path", "/files")
			.start()) {
			assertThat(get(server, "/ctx/files/hello.txt").text()).isEqualTo(TestSite.HELLO);
			assertThat(get(server, "/ctx/files/docs").header("Location")).isEqualTo("/ctx/files/docs/");
			assertThat(get(server, "/files/hello.txt").status()).isEqualTo(404);
			assertThat(get(server, "/ctx/hello.txt").status()).isEqualTo(404);
		}
	}

	@Test
	void basePathWorksWithADirectoryAtTheRoot() throws IOException {
		try (StaticServer server = StaticServer.serving(site.root())
			.property("spring.webflux.base-path", "/ctx")
			.start()) {
			assertThat(get(server, "/ctx/hello.txt").text()).isEqualTo(TestSite.HELLO);
			assertThat(get(server, "/ctx/").text()).isEqualTo(TestSite.HOME);
			assertThat(get(server, "/ctx/docs").header("Location")).isEqualTo("/ctx/docs/");
			assertThat(get(server, "/hello.txt").status()).isEqualTo(404);
		}
	}

	@Test
	void longestPathOfSeveralMountsWins() throws IOException {
		Path media = site.write("../media/film.txt", "film").getParent().toRealPath();
		site.write("../media/docs/index.html", "never served at /media/docs/");
		site.write("../media/.hidden", "shown by this mount");
		try (StaticServer server = StaticServer.serving(site.root())
			.property("zerocopy.static.cache-control[**]", "no-cache")
			.property("zerocopy.static.mounts.media.root", media.toString())
			.property("zerocopy.static.mounts.media.path", "/media")
			.property("zerocopy.static.mounts.media.hidden-files", "allow")
			.property("zerocopy.static.mounts.media.cache-control[**]", "max-age=60")
			.property("zerocopy.static.mounts.deep.root", site.path("docs").toString())
			.property("zerocopy.static.mounts.deep.path", "/media/docs")
			.start()) {
			assertThat(get(server, "/hello.txt").text()).isEqualTo(TestSite.HELLO);
			assertThat(get(server, "/hello.txt").header("Cache-Control")).isEqualTo("no-cache");
			assertThat(get(server, "/media/film.txt").text()).isEqualTo("film");
			assertThat(get(server, "/media/film.txt").header("Cache-Control")).isEqualTo("max-age=60");
			assertThat(get(server, "/media/.hidden").status()).isEqualTo(200);
			assertThat(get(server, "/.env").status()).isEqualTo(404);
			assertThat(get(server, "/media/docs/").text()).contains("<title>docs</title>");
			assertThat(get(server, "/media/docs/guide").header("Location")).isEqualTo("/media/docs/guide/");
			assertThat(get(server, "/media/docs/.htpasswd").status()).isEqualTo(404);
			assertThat(get(server, "/media/nothing.txt").status()).isEqualTo(404);
			assertThat(get(server, "/mediafilm.txt").status()).isEqualTo(404);
		}
	}

	@Test
	void mountsNeedNoDirectoryAtTheRoot() throws IOException {
		try (StaticServer server = StaticServer.builder()
			.property("zerocopy.static.mounts.site.root", site.root().toString())
			.property("zerocopy.static.mounts.site.path", "/site")
			.start()) {
			assertThat(get(server, "/site/hello.txt").text()).isEqualTo(TestSite.HELLO);
			assertThat(get(server, "/hello.txt").status()).isEqualTo(404);
			assertThat(get(server, "/from-classpath.txt").status()).isEqualTo(200);
		}
	}

	private static RawResponse get(StaticServer server, String target) throws IOException {
		return server.exchange(RawRequest.get(target));
	}

	@RestController
	static class GreetingController {

		@GetMapping("/greeting")
		String greeting() {
			return "from the controller";
		}

		@PostMapping("/api/form")
		String post() {
			return "posted";
		}

	}

	static class RecordingFilter implements WebFilter {

		private final List<String> paths = new CopyOnWriteArrayList<>();

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			this.paths.add(exchange.getRequest().getPath().value());
			exchange.getResponse()
				.beforeCommit(() -> Mono
					.fromRunnable(() -> exchange.getResponse().getHeaders().set("X-Filtered", "before-commit")));
			return chain.filter(exchange);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecurityRules {

		@Bean
		SecurityWebFilterChain rules(ServerHttpSecurity http) {
			return http
				.authorizeExchange(
						(exchanges) -> exchanges.pathMatchers("/private/**").denyAll().anyExchange().permitAll())
				.build();
		}

	}

	static class CorsConfiguration implements WebFluxConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/**").allowedOrigins("*");
		}

	}

	static class FailingFilter implements WebFilter {

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			exchange.getResponse().beforeCommit(() -> Mono.error(new IllegalStateException("Session store is down")));
			return chain.filter(exchange);
		}

	}

}
