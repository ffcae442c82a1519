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

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.FutureMono;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.http.HeaderField;
import dev.zerocopy.http.plan.ResponsePlan;
import dev.zerocopy.http.representation.DateField;
import dev.zerocopy.mount.Mount;
import dev.zerocopy.transfer.BodyTransfer;
import dev.zerocopy.transfer.FallbackReason;
import dev.zerocopy.transfer.TransferChoice;
import dev.zerocopy.transfer.TransferSettings;
import dev.zerocopy.transfer.TransferWay;

/**
 * Carries out response plans on an exchange.
 * <p>
 * Spring's response has no way to send an open file, so the head is committed through it
 * (which runs the commit actions of filters and sessions, and applies status, fields and
 * cookies without writing) and the body is sent through Reactor Netty's response.
 */
final class StaticFileResponder {

	private final DateField date = new DateField();

	/**
	 * Send a response without a body.
	 * @param exchange the current exchange
	 * @param mount the mount that answers
	 * @param plan the response
	 * @return completes when the response is committed
	 */
	Mono<Void> respond(ServerWebExchange exchange, Mount mount, ResponsePlan plan) {
		apply(plan, exchange.getResponse());
		return measured(mount, plan, TransferWay.NONE, null, exchange.getResponse().setComplete());
	}

	/**
	 * Send a response with a body.
	 * @param exchange the current exchange
	 * @param mount the mount that answers
	 * @param plan the response
	 * @param file the file, retained by the caller until the returned {@code Mono} ends
	 * @return completes when the last byte is accepted by the socket
	 */
	Mono<Void> respond(ServerWebExchange exchange, Mount mount, ResponsePlan plan, CachedFile file) {
		ServerHttpResponse response = exchange.getResponse();
		apply(plan, response);
		HttpServerResponse nativeResponse = NativeResponses.find(response);
		if (nativeResponse == null || NativeResponses.isDecorated(response)) {
			FallbackReason reason = (nativeResponse != null) ? FallbackReason.DECORATED : FallbackReason.SERVER;
			return measured(mount, plan, TransferWay.CHUNKED, reason,
					DecoratedBody.write(response, file, plan.body(), mount));
		}
		// a compressor would change bytes whose length, range and validator are announced
		nativeResponse.compression(false);
		Channel channel = channel(nativeResponse);
		TransferChoice choice = TransferChoice.of(channel, file, mount.options().transfer());
		Mono<Void> send = (choice.way() == TransferWay.MEMORY) ? sendMemory(nativeResponse, channel, mount, plan, file)
				: sendFile(nativeResponse, channel, mount, plan, file, choice.way());
		return measured(mount, plan, choice.way(), choice.reason(), response.setComplete().then(send));
	}

	private static Mono<Void> sendMemory(HttpServerResponse response, Channel channel, Mount mount, ResponsePlan plan,
			CachedFile file) {
		TransferSettings settings = mount.options().settings();
		return new GuardedWrite(Mono.defer(() -> {
			ByteBuf content = Objects.requireNonNull(file.content());
			ByteBuf body = BodyTransfer.inMemory(content, plan.body());
			int length = body.readableBytes();
			return response.sendObject(body)
				.then()
				.doOnSuccess((done) -> mount.stats().transferred(TransferWay.MEMORY, length));
		}), channel, settings.writeTimeout());
	}

	private static Mono<Void> sendFile(HttpServerResponse response, Channel channel, Mount mount, ResponsePlan plan,
			CachedFile file, TransferWay way) {
		return response.then(FutureMono.deferFuture(() -> {
			file.retain();
			return BodyTransfer.write(channel, file, plan.body(), way, mount.options().settings(), mount.stats());
		})).then();
	}

	private static Mono<Void> measured(Mount mount, ResponsePlan plan, TransferWay way, @Nullable FallbackReason reason,
			Mono<Void> response) {
		return Mono.defer(() -> {
			long started = System.nanoTime();
			mount.stats().started(reason);
			return response
				.doFinally((signal) -> mount.stats().finished(plan.status(), way, System.nanoTime() - started));
		});
	}

	private void apply(ResponsePlan plan, ServerHttpResponse response) {
		response.setStatusCode(HttpStatusCode.valueOf(plan.status()));
		HttpHeaders headers = response.getHeaders();
		// Reactor Netty presets it, and leaves it on responses to HEAD
		headers.remove(HttpHeaders.TRANSFER_ENCODING);
		headers.set(HttpHeaders.DATE, this.date.value());
		for (HeaderField field : plan.fields()) {
			if (field.name().equalsIgnoreCase(HttpHeaders.VARY)) {
				// other filters may vary the response too
				headers.add(HttpHeaders.VARY, field.value());
			}
			else {
				headers.set(field.name(), field.value());
			}
		}
	}

	private static Channel channel(HttpServerResponse response) {
		AtomicReference<Channel> channel = new AtomicReference<>();
		response.withConnection((connection) -> channel.set(connection.channel()));
		return channel.get();
	}

}
