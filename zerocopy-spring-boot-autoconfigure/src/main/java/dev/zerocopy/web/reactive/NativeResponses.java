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

package dev.zerocopy.web.reactive;

import java.util.concurrent.atomic.AtomicReference;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.HttpHeadResponseDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/**
 * Finds Reactor Netty's response beneath Spring's.
 */
final class NativeResponses {

	private NativeResponses() {
	}

	/**
	 * Find the native response, whatever decorates it.
	 * @param response the exchange's response
	 * @return the native response, or {@code null} if the server is not Reactor Netty
	 */
	static @Nullable HttpServerResponse find(ServerHttpResponse response) {
		ServerHttpResponse current = response;
		while (current instanceof ServerHttpResponseDecorator decorator) {
			current = decorator.getDelegate();
		}
		if (current instanceof AbstractServerHttpResponse base
				&& base.getNativeResponse() instanceof HttpServerResponse nativeResponse) {
			return nativeResponse;
		}
		return null;
	}

	/**
	 * Return the channel a response is written to.
	 * @param response the native response
	 * @return the channel of the connection or of the HTTP/2 stream
	 */
	static Channel channel(HttpServerResponse response) {
		AtomicReference<Channel> channel = new AtomicReference<>();
		response.withConnection((connection) -> channel.set(connection.channel()));
		return channel.get();
	}

	/**
	 * Whether a filter wants to see or change what is written. WebFlux's own decoration
	 * for HEAD does not.
	 * @param response the exchange's response
	 * @return {@code true} if bytes must pass through {@code writeWith}
	 */
	static boolean isDecorated(ServerHttpResponse response) {
		return response instanceof ServerHttpResponseDecorator && !(response instanceof HttpHeadResponseDecorator);
	}

}
