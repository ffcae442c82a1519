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
import java.util.concurrent.Executor;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;

import dev.zerocopy.mount.Mount;
import dev.zerocopy.transfer.TransferWay;

/**
 * A body that is made while it is sent, when the client has taken what was made before.
 */
final class GeneratedBody {

	private GeneratedBody() {
	}

	/**
	 * Write a body through {@code writeWith}.
	 * @param response the response, whose head is set
	 * @param body makes the body, a chunk at a time; called on the file threads, so that
	 * a long one keeps no event loop from other connections
	 * @param mount the mount that answers
	 * @param loop where the filters see the buffers
	 * @return completes when the body is written
	 */
	static Mono<Void> write(ServerHttpResponse response, Iterator<byte[]> body, Mount mount, Scheduler loop) {
		DataBufferFactory buffers = response.bufferFactory();
		Executor executor = mount.options().settings().executor();
		byte[] first = body.next();
		if (!body.hasNext()) {
			return response.writeWith(Mono.fromSupplier(() -> counted(buffers.wrap(first), mount)));
		}
		Flux<byte[]> others = Flux.<byte[]>generate((sink) -> {
			if (body.hasNext()) {
				sink.next(body.next());
			}
			else {
				sink.complete();
			}
		}).subscribeOn(Schedulers.fromExecutor(executor::execute)).publishOn(loop, 1);
		return response
			.writeWith(Flux.concat(Mono.just(first), others).map((chunk) -> counted(buffers.wrap(chunk), mount)));
	}

	private static DataBuffer counted(DataBuffer chunk, Mount mount) {
		mount.stats().transferred(TransferWay.GENERATED, chunk.readableByteCount());
		return chunk;
	}

}
