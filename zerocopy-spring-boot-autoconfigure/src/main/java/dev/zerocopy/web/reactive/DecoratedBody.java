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

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.http.plan.BodySegment;
import dev.zerocopy.http.plan.BodySegment.FileSlice;
import dev.zerocopy.http.plan.BodySegment.Literal;
import dev.zerocopy.mount.Mount;
import dev.zerocopy.transfer.FileReads;
import dev.zerocopy.transfer.TransferWay;

/**
 * A body as data buffers, for responses that a filter has decorated and for servers other
 * than Reactor Netty. The buffers are on the heap: a filter may drop or copy them, and
 * nothing leaks if it forgets to release one.
 */
final class DecoratedBody {

	/**
	 * Small, because Reactor Netty asks for 128 buffers ahead of what the socket takes: a
	 * slow client holds 2 MiB.
	 */
	private static final int CHUNK = 16 * 1024;

	private DecoratedBody() {
	}

	/**
	 * Write a body through {@code writeWith}.
	 * @param response the response, whose head is set
	 * @param file the file, retained by the caller until the returned {@code Mono} ends
	 * @param body what to send
	 * @param mount the mount that answers
	 * @param loop where the filters see the buffers
	 * @param pace how fast
	 * @return completes when the body is written
	 */
	static Mono<Void> write(ServerHttpResponse response, CachedFile file, List<BodySegment> body, Mount mount,
			Scheduler loop, DecoratedPace pace) {
		int chunkSize = pace.chunkSize(CHUNK);
		// hides that it is an executor service: Reactor would interrupt a read on cancel,
		// which closes the file under every other response
		Executor executor = mount.options().settings().executor();
		Scheduler files = Schedulers.fromExecutor(executor::execute);
		DataBufferFactory buffers = response.bufferFactory();
		Flux<DataBuffer> chunks = Flux.fromIterable(body)
			.concatMap((segment) -> chunks(segment, chunkSize))
			.concatMap((chunk) -> grant(chunk, pace)
				.then(Mono.fromCallable(() -> read(file, chunk, buffers)).subscribeOn(files)), 1)
			.publishOn(loop, 1)
			.doOnNext((chunk) -> {
				pace.emitted(chunk.readableByteCount());
				mount.stats().transferred(TransferWay.CHUNKED, chunk.readableByteCount());
			});
		return response.writeWith(chunks);
	}

	private static Mono<Void> grant(BodySegment chunk, DecoratedPace pace) {
		return (chunk instanceof FileSlice slice) ? pace.grant(Math.toIntExact(slice.length())) : Mono.empty();
	}

	private static Flux<BodySegment> chunks(BodySegment segment, int chunkSize) {
		if (!(segment instanceof FileSlice slice)) {
			return Flux.just(segment);
		}
		return Flux.generate(() -> 0L, (done, sink) -> {
			long length = Math.min(chunkSize, slice.length() - done);
			if (length == 0) {
				sink.complete();
				return done;
			}
			sink.next(new FileSlice(slice.offset() + done, length));
			return done + length;
		});
	}

	private static DataBuffer read(CachedFile file, BodySegment chunk, DataBufferFactory buffers) throws IOException {
		if (!(chunk instanceof FileSlice slice)) {
			return buffers.wrap(((Literal) chunk).bytes());
		}
		byte[] bytes = new byte[Math.toIntExact(slice.length())];
		ByteBuf content = file.content();
		if (content != null) {
			content.getBytes(Math.toIntExact(slice.offset()), bytes);
		}
		else {
			FileChannel channel = Objects.requireNonNull(file.channel());
			ByteBuf target = Unpooled.wrappedBuffer(bytes).clear();
			FileReads.readFully(channel, slice.offset(), target, bytes.length);
		}
		return buffers.wrap(bytes);
	}

}
