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

import java.util.Iterator;
import java.util.Objects;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
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
		return measured(exchange, mount, plan, TransferChoice.NONE, exchange.getResponse().setComplete());
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
		if (nativeResponse == null) {
			return measured(exchange, mount, plan, TransferChoice.chunked(FallbackReason.SERVER), DecoratedBody.write(
					response, file, plan.body(), mount, EventLoops.scheduler(exchange), new DecoratedPace(null, null)));
		}
		// a compressor would change bytes whose length, range and validator are announced
		nativeResponse.compression(false);
		Channel channel = NativeResponses.channel(nativeResponse);
		if (NativeResponses.isDecorated(response)) {
			TransferSettings settings = mount.options().settings();
			DecoratedPace pace = new DecoratedPace(channel, settings.rateLimit());
			Mono<Void> write = DecoratedBody.write(response, file, plan.body(), mount, EventLoops.scheduler(exchange),
					pace);
			return measured(exchange, mount, plan, TransferChoice.chunked(FallbackReason.DECORATED),
					closeOnError(exchange, channel,
							new GuardedWrite(write, channel, settings.writeTimeout(), pace::emitted, pace::waiting)));
		}
		TransferChoice choice = TransferChoice.of(channel, file, mount.options().transfer(),
				mount.options().settings());
		Mono<Void> send = (choice.way() == TransferWay.MEMORY) ? sendMemory(nativeResponse, channel, mount, plan, file)
				: sendFile(nativeResponse, channel, mount, plan, file, choice.way());
		return measured(exchange, mount, plan, choice,
				closeOnError(exchange, channel, response.setComplete().then(send)));
	}

	/**
	 * Send a response whose body is made while it is sent.
	 * @param exchange the current exchange
	 * @param mount the mount that answers
	 * @param plan the response
	 * @param body makes the body, a chunk at a time, on the file threads
	 * @return completes when the last byte is accepted by the socket
	 */
	Mono<Void> respond(ServerWebExchange exchange, Mount mount, ResponsePlan plan, Iterator<byte[]> body) {
		ServerHttpResponse response = exchange.getResponse();
		apply(plan, response);
		Mono<Void> write = GeneratedBody.write(response, body, mount, EventLoops.scheduler(exchange));
		HttpServerResponse nativeResponse = NativeResponses.find(response);
		if (nativeResponse == null) {
			return measured(exchange, mount, plan, TransferChoice.GENERATED, write);
		}
		Channel channel = NativeResponses.channel(nativeResponse);
		return measured(exchange, mount, plan, TransferChoice.GENERATED,
				closeOnError(exchange, channel, guarded(write, channel, mount)));
	}

	private static Mono<Void> sendMemory(HttpServerResponse response, Channel channel, Mount mount, ResponsePlan plan,
			CachedFile file) {
		return guarded(Mono.defer(() -> {
			ByteBuf content = Objects.requireNonNull(file.content());
			ByteBuf body = BodyTransfer.inMemory(content, plan.body());
			int length = body.readableBytes();
			return response.sendObject(body)
				.then()
				.doOnSuccess((done) -> mount.stats().transferred(TransferWay.MEMORY, length));
		}), channel, mount);
	}

	private static Mono<Void> sendFile(HttpServerResponse response, Channel channel, Mount mount, ResponsePlan plan,
			CachedFile file, TransferWay way) {
		// on HTTP/2 the head alone can wait behind other streams of a client that reads
		// nothing
		Mono<Void> head = guarded(Mono.defer(response::then), channel, mount);
		return head.then(FutureMono.deferFuture(() -> {
			file.retain();
			return BodyTransfer.write(channel, file, plan.body(), way, mount.options().settings(), mount.stats());
		}));
	}

	private static Mono<Void> guarded(Mono<Void> write, Channel channel, Mount mount) {
		return new GuardedWrite(write, channel, mount.options().settings().writeTimeout());
	}

	/**
	 * Spring reports the failure of a response that has begun and passes it on to Reactor
	 * Netty, which reports it once more if it has to close the connection.
	 */
	private static Mono<Void> closeOnError(ServerWebExchange exchange, Channel channel, Mono<Void> write) {
		return write.onErrorResume((ex) -> {
			Mono<Void> error = Mono.error(ex);
			return exchange.getResponse().isCommitted()
					? FutureMono.deferFuture(channel::close).onErrorComplete().then(error) : error;
		});
	}

	/**
	 * A response that fails before its head is sent is answered by the application's
	 * error handling: then it was not ours, and must not look like it.
	 */
	private static Mono<Void> measured(ServerWebExchange exchange, Mount mount, ResponsePlan plan,
			TransferChoice choice, Mono<Void> response) {
		return Mono.defer(() -> {
			long started = System.nanoTime();
			mount.stats().started(choice.reason());
			return response.doFinally((signal) -> {
				if (signal == SignalType.ON_COMPLETE || exchange.getResponse().isCommitted()) {
					mount.stats().finished(plan.status(), choice.way(), System.nanoTime() - started);
				}
				else {
					mount.stats().abandoned();
				}
			}).doOnError((ex) -> retract(plan, exchange.getResponse()));
		});
	}

	private static void retract(ResponsePlan plan, ServerHttpResponse response) {
		if (!response.isCommitted()) {
			plan.fields()
				.stream()
				.filter((field) -> !field.name().equalsIgnoreCase(HttpHeaders.VARY))
				.forEach((field) -> response.getHeaders().remove(field.name()));
		}
	}

	private void apply(ResponsePlan plan, ServerHttpResponse response) {
		response.setStatusCode(HttpStatusCode.valueOf(plan.status()));
		HttpHeaders headers = response.getHeaders();
		// Reactor Netty presets it, and leaves it on responses to HEAD
		if (plan.hasKnownLength()) {
			headers.remove(HttpHeaders.TRANSFER_ENCODING);
		}
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

}
