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
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;

import dev.zerocopy.starter.fixture.NoLeaks;
import dev.zerocopy.starter.fixture.Protocol;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that reach the server while the exchange before them is not quite over.
 */
@NoLeaks
class HttpKeepAliveTests {

	private static TestSite site;

	@BeforeAll
	static void create() throws IOException {
		site = TestSite.create();
	}

	@AfterAll
	static void delete() throws IOException {
		site.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "HTTP11", "HTTP11_TLS", "H2_TLS" })
	void requestAfterOneThatWaitedForAnExchangeToEndIsAnswered(Protocol protocol) throws IOException {
		try (StaticServer server = StaticServer.serving(site.root()).protocol(protocol).with(LateEnd.class).start();
				RawHttpConnection connection = server.connect()) {
			connection.timeout(Duration.ofSeconds(10));
			RawRequest late = RawRequest.get("/" + TestSite.sizeName(TestSite.FIVE_MIB)).header("Late", "true");
			RawRequest cached = RawRequest.get("/hello.txt");
			String etag = connection.exchange(cached).header("ETag");
			for (int round = 0; round < 5; round++) {
				// the response is there, the exchange is not over
				assertThat(connection.exchange(late).status()).isEqualTo(200);
				assertThat(connection.exchange(cached.header("If-None-Match", etag)).status()).isEqualTo(304);
				assertThat(connection.exchange(cached).text()).isEqualTo(TestSite.HELLO);
			}
		}
	}

	/**
	 * Ends exchanges marked late a moment after their response was sent.
	 */
	@Configuration(proxyBeanMethods = false)
	static class LateEnd {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		WebFilter lateEndFilter() {
			return (exchange, chain) -> {
				Mono<Void> answered = chain.filter(exchange);
				boolean late = exchange.getRequest().getHeaders().containsHeader("Late");
				return late ? answered.then(Mono.delay(Duration.ofMillis(100))).then() : answered;
			};
		}

	}

}
