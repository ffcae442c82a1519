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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * What an application has beside files, and a filter that marks what WebFlux answers.
 */
@Configuration(proxyBeanMethods = false)
class LaneApplication {

	/** More than the kernel takes of one response. */
	static final String LONG = "0123456789abcdef".repeat(1 << 19);

	@Bean
	MarkingFilter markingFilter() {
		return new MarkingFilter();
	}

	@Bean
	HandlerMapping webSockets() {
		WebSocketHandler echo = (session) -> session
			.send(session.receive().map((message) -> session.textMessage("echo " + message.getPayloadAsText())));
		return new SimpleUrlHandlerMapping(Map.of("/api/socket", echo), -1);
	}

	static class MarkingFilter implements WebFilter {

		private final List<String> paths = new CopyOnWriteArrayList<>();

		List<String> paths() {
			return this.paths;
		}

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			this.paths.add(exchange.getRequest().getPath().value());
			exchange.getResponse().getHeaders().set("X-Answered-By", "webflux");
			return chain.filter(exchange);
		}

	}

	@RestController
	static class ApiController {

		@PostMapping("/api/echo")
		String echo(@RequestBody String body) {
			return body;
		}

		@GetMapping("/api/slow/{millis}/{text}")
		Mono<String> slow(@PathVariable long millis, @PathVariable String text) {
			return Mono.just(text).delayElement(Duration.ofMillis(millis));
		}

		@GetMapping("/api/long")
		String longText() {
			return LONG;
		}

		@GetMapping("/api/quick/{text}")
		String quick(@PathVariable String text) {
			return text;
		}

	}

}
