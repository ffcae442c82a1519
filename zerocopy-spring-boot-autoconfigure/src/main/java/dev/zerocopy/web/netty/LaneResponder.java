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

package dev.zerocopy.web.netty;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

import dev.zerocopy.file.CachedFile;
import dev.zerocopy.http.plan.BodySegment;
import dev.zerocopy.http.plan.ResponsePlan;
import dev.zerocopy.http.plan.ResponsePlanner;
import dev.zerocopy.http.representation.DateField;
import dev.zerocopy.http.representation.Representation;
import dev.zerocopy.mount.Description;
import dev.zerocopy.mount.Mount;
import dev.zerocopy.mount.Resolution;
import dev.zerocopy.transfer.BodyTransfer;
import dev.zerocopy.transfer.StallGuard;
import dev.zerocopy.transfer.TransferChoice;
import dev.zerocopy.transfer.TransferWay;

/**
 * Carries out response plans through the HTTP codec of one connection. Everything happens
 * on its event loop.
 */
final class LaneResponder {

	private static final ResponsePlanner planner = new ResponsePlanner();

	private static final DateField date = new DateField();

	private final ChannelHandlerContext context;

	private final KeepAlive keepAlive;

	private final boolean encrypted;

	private final boolean logged;

	/**
	 * Create a responder.
	 * @param context the context of the lane, in a pipeline that is complete
	 * @param keepAlive whether the connection goes on, which requests and errors decide
	 */
	LaneResponder(ChannelHandlerContext context, KeepAlive keepAlive) {
		this.context = context;
		this.keepAlive = keepAlive;
		this.encrypted = context.pipeline().get(SslHandler.class) != null;
		this.logged = context.pipeline().get(NettyPipeline.AccessLogHandler) != null;
	}

	/**
	 * Answer a request.
	 * @param request the request, released by this method
	 * @param mount the mount that answers
	 * @param found what was found; its file, retained by the caller, is released by this
	 * method
	 * @return completes when the socket has accepted the whole response, {@code null} if
	 * it has already
	 */
	@Nullable ChannelFuture respond(HttpRequest request, Mount mount, Resolution.Found found) {
		try {
			this.keepAlive.follow(request);
			return respond(request, mount, found, !this.keepAlive.hasEnded());
		}
		catch (RuntimeException ex) {
			// without a response the next one would be taken for it
			this.keepAlive.end();
			this.context.close();
			throw ex;
		}
		finally {
			found.file().release();
			ReferenceCountUtil.release(request);
		}
	}

	private @Nullable ChannelFuture respond(HttpRequest request, Mount mount, Resolution.Found found,
			boolean keepAlive) {
		long started = System.nanoTime();
		boolean head = HttpMethod.HEAD.equals(request.method());
		Description description = mount.describe(found);
		ResponsePlan plan;
		HttpHeaders headers;
		if (isUnconditional(request, head)) {
			PreparedResponse prepared = prepared(description);
			plan = prepared.plan();
			headers = prepared.headers(date.value());
		}
		else {
			plan = planner.plan(request.method().name(), request.headers()::getAll, description.representation());
			headers = PreparedResponse.headers(plan, date.value());
		}
		if (!keepAlive || !HttpVersion.HTTP_1_1.equals(request.protocolVersion())) {
			headers = new DefaultHttpHeaders().add(headers)
				.set(HttpHeaderNames.CONNECTION, keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
		}
		boolean bodiless = head || plan.body().isEmpty();
		CachedFile file = found.file();
		TransferChoice choice = bodiless ? TransferChoice.NONE : TransferChoice.of(this.context.channel(), file,
				mount.options().transfer(), mount.options().settings());
		Answer answer = new Answer(this.context, request, mount, plan, choice, keepAlive, this.logged, started);
		if (!bodiless && choice.way() != TransferWay.MEMORY) {
			return sendFile(answer, headers, file);
		}
		ByteBuf body = bodiless ? Unpooled.EMPTY_BUFFER : content(file, plan.body());
		return sendWhole(answer, headers, body);
	}

	private static ByteBuf content(CachedFile file, List<BodySegment> body) {
		return BodyTransfer.inMemory(Objects.requireNonNull(file.content()), body);
	}

	private static boolean isUnconditional(HttpRequest request, boolean head) {
		HttpHeaders headers = request.headers();
		return (head || HttpMethod.GET.equals(request.method())) && !headers.contains(HttpHeaderNames.IF_NONE_MATCH)
				&& !headers.contains(HttpHeaderNames.IF_MODIFIED_SINCE) && !headers.contains(HttpHeaderNames.RANGE)
				&& !headers.contains(HttpHeaderNames.IF_MATCH)
				&& !headers.contains(HttpHeaderNames.IF_UNMODIFIED_SINCE);
	}

	private static PreparedResponse prepared(Description description) {
		if (description.prepared() instanceof PreparedResponse known) {
			return known;
		}
		Representation representation = description.representation();
		PreparedResponse prepared = new PreparedResponse(planner.plan("GET", (name) -> List.of(), representation));
		description.prepare(prepared);
		return prepared;
	}

	private @Nullable ChannelFuture sendWhole(Answer answer, HttpHeaders headers, ByteBuf body) {
		int length = body.readableBytes();
		DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status(answer), body,
				headers, EmptyHttpHeaders.INSTANCE);
		ChannelFuture written;
		if (this.encrypted || !answer.keepAlive()) {
			written = this.context.writeAndFlush(response);
		}
		else {
			// most responses are accepted at once, and need no promise to say so
			this.context.writeAndFlush(response, this.context.voidPromise());
			ChannelOutboundBuffer pending = this.context.channel().unsafe().outboundBuffer();
			if (pending != null && pending.isEmpty()) {
				transferred(answer, length);
				answer.endAtOnce();
				return null;
			}
			written = this.context.writeAndFlush(Unpooled.EMPTY_BUFFER);
		}
		if (written.isSuccess() && answer.keepAlive()) {
			transferred(answer, length);
			answer.endAtOnce();
			return null;
		}
		answer.begin();
		written.addListener((done) -> {
			transferred(answer, done.isSuccess() ? length : 0);
			answer.end();
		});
		if (!answer.keepAlive()) {
			written.addListener(ChannelFutureListener.CLOSE);
		}
		Duration timeout = answer.mount().options().settings().writeTimeout();
		StallGuard.watch(written, timeout, () -> 0, () -> false);
		return written;
	}

	private static void transferred(Answer answer, int length) {
		if (length > 0) {
			answer.mount().stats().transferred(TransferWay.MEMORY, length);
		}
	}

	private @Nullable ChannelFuture sendFile(Answer answer, HttpHeaders headers, CachedFile file) {
		answer.begin();
		Channel channel = this.context.channel();
		this.context.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, status(answer), headers),
				this.context.voidPromise());
		Mount mount = answer.mount();
		file.retain();
		ChannelFuture body = BodyTransfer.write(channel, this.context, file, answer.plan().body(),
				answer.choice().way(), mount.options().settings(), mount.stats());
		body.addListener((done) -> {
			answer.end();
			if (done.isSuccess()) {
				ChannelFuture end = this.context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
				if (!answer.keepAlive()) {
					end.addListener(ChannelFutureListener.CLOSE);
				}
			}
		});
		return body.isSuccess() ? null : body;
	}

	private static HttpResponseStatus status(Answer answer) {
		return HttpResponseStatus.valueOf(answer.plan().status());
	}

}
