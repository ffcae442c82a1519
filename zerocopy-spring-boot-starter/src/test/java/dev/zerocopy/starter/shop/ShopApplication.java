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

package dev.zerocopy.starter.shop;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;

/**
 * An application like many: it knows nothing of the starter.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ ShopApplication.ProductController.class, ShopApplication.Errors.class })
class ShopApplication {

	static final String USER = "clerk";

	static final String PASSWORD = "secret";

	@Bean
	RouterFunction<ServerResponse> prices() {
		return RouterFunctions.route()
			.GET("/prices/{id}", (request) -> ServerResponse.ok().bodyValue("price of " + request.pathVariable("id")))
			.build();
	}

	@Bean
	HandlerMapping sockets() {
		WebSocketHandler echo = (session) -> session
			.send(session.receive().map((message) -> session.textMessage("echo " + message.getPayloadAsText())));
		// before controllers, as the reference of Spring has it
		return new SimpleUrlHandlerMapping(Map.of("/socket", echo), -1);
	}

	@Bean
	SecurityWebFilterChain security(ServerHttpSecurity http) {
		return http
			.authorizeExchange(
					(exchange) -> exchange.pathMatchers("/private/**").authenticated().anyExchange().permitAll())
			.httpBasic(Customizer.withDefaults())
			.csrf(ServerHttpSecurity.CsrfSpec::disable)
			.build();
	}

	@Bean
	MapReactiveUserDetailsService users() {
		return new MapReactiveUserDetailsService(
				User.withUsername(USER).password("{noop}" + PASSWORD).roles("CLERK").build());
	}

	record Product(@NotBlank String name, @Min(1) int price) {

	}

	static class NoSuchProductException extends RuntimeException {

		NoSuchProductException(String name) {
			super("No product '" + name + "'");
		}

	}

	@RestController
	static class ProductController {

		private final Map<String, Product> products = new ConcurrentHashMap<>();

		@PostMapping("/products")
		@ResponseStatus(HttpStatus.CREATED)
		Mono<Product> add(@Valid @RequestBody Product product) {
			this.products.put(product.name(), product);
			return Mono.just(product);
		}

		@GetMapping("/products/{name}")
		Mono<Product> get(@PathVariable String name) {
			return Mono.justOrEmpty(this.products.get(name))
				.switchIfEmpty(Mono.error(() -> new NoSuchProductException(name)));
		}

		@GetMapping("/catalogue")
		List<Product> catalogue() {
			return IntStream.rangeClosed(1, 200).mapToObj((n) -> new Product("product " + n, n)).toList();
		}

		@GetMapping("/private/orders")
		String orders() {
			return "orders";
		}

		@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<ServerSentEvent<String>> events() {
			return Flux.range(1, 3).map((n) -> ServerSentEvent.builder("event " + n).id(String.valueOf(n)).build());
		}

	}

	@RestControllerAdvice
	static class Errors {

		@ExceptionHandler
		ProblemDetail noSuchProduct(NoSuchProductException ex) {
			return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, ex.getMessage());
		}

	}

}
