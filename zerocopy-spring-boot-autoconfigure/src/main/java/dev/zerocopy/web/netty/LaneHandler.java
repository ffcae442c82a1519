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

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

import dev.zerocopy.mount.Mount;
import dev.zerocopy.mount.MountMatch;
import dev.zerocopy.mount.Resolution;

/**
 * Takes requests for files out of the pipeline of an HTTP/1.1 connection.
 * <p>
 * One request at a time is answered, here or behind this handler; those that follow wait
 * here until its response is written, so responses keep the order of the requests whoever
 * gives them. Reactor Netty reads only when it is told to: nothing more is read while
 * anything waits, which bounds what waits to what one read has brought.
 */
final class LaneHandler extends ChannelDuplexHandler {

	private final LaneRouter router;

	private final LaneLimits limits;

	private final Queue<Object> waiting = new ArrayDeque<>(4);

	private @Nullable LaneResponder responder;

	private Turn turn = Turn.NOBODY;

	/** Whether the rest of the current request is ours to throw away. */
	private boolean taken;

	private boolean informational;

	private int requests;

	private boolean closing;

	/** Whether the connection no longer speaks HTTP/1.1. */
	private boolean switched;

	private boolean readDue;

	private @Nullable ChannelFuture sending;

	private @Nullable ChannelPromise closeWhenSent;

	LaneHandler(LaneRouter router, LaneLimits limits) {
		this.router = router;
		this.limits = limits;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (this.switched) {
			drain(context);
			context.fireChannelRead(message);
		}
		else if (!(message instanceof HttpObject)) {
			context.fireChannelRead(message);
		}
		else if (this.waiting.isEmpty() && accepts(message)) {
			process(context, message);
		}
		else {
			this.waiting.add(message);
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		context.fireChannelReadComplete();
		readIfDue(context);
	}

	private boolean accepts(Object message) {
		return switch (this.turn) {
			case NOBODY -> true;
			case LOOKUP -> false;
			case LANE, APPLICATION -> !(message instanceof HttpRequest);
		};
	}

	private void process(ChannelHandlerContext context, Object message) {
		if (message instanceof HttpRequest request) {
			start(context, request);
		}
		else if (this.taken) {
			ReferenceCountUtil.release(message);
		}
		else {
			context.fireChannelRead(message);
		}
	}

	private void start(ChannelHandlerContext context, HttpRequest request) {
		this.taken = true;
		if (this.closing) {
			ReferenceCountUtil.release(request);
			return;
		}
		this.requests++;
		MountMatch match = this.router.match(request);
		if (match == null) {
			passOn(context, request);
			return;
		}
		List<String> acceptEncoding = request.headers().contains(HttpHeaderNames.ACCEPT_ENCODING)
				? request.headers().getAll(HttpHeaderNames.ACCEPT_ENCODING) : List.of();
		Resolution fresh = match.mount().resolveFresh(match.path(), acceptEncoding);
		if (fresh != null) {
			answer(context, request, match, fresh);
			return;
		}
		occupy(context, Turn.LOOKUP);
		match.mount()
			.resolve(match.path(), acceptEncoding)
			.whenComplete((resolution, failure) -> context.executor()
				.execute(() -> lookedUp(context, request, match, resolution)));
	}

	private void lookedUp(ChannelHandlerContext context, HttpRequest request, MountMatch match,
			@Nullable Resolution resolution) {
		if (!context.channel().isActive()) {
			ReferenceCountUtil.release(request);
			return;
		}
		free(context);
		if (resolution != null) {
			answer(context, request, match, resolution);
		}
		else {
			passOn(context, request);
		}
		drain(context);
	}

	/**
	 * Whatever is not a file that can be sent now is left to WebFlux, which serves the
	 * same mounts.
	 */
	private void answer(ChannelHandlerContext context, HttpRequest request, MountMatch match, Resolution resolution) {
		if (!(resolution instanceof Resolution.Found found) || !found.file().retain()) {
			passOn(context, request);
			return;
		}
		if (this.responder == null) {
			this.responder = new LaneResponder(context);
		}
		boolean keepAlive = HttpUtil.isKeepAlive(request) && this.requests != this.limits.maxRequests();
		this.closing = !keepAlive;
		this.readDue = keepAlive;
		ChannelFuture sending = respond(context, this.responder, request, match.mount(), found);
		if (sending != null) {
			this.sending = sending;
			occupy(context, Turn.LANE);
			sending.addListener((done) -> sent(context));
		}
	}

	private @Nullable ChannelFuture respond(ChannelHandlerContext context, LaneResponder responder, HttpRequest request,
			Mount mount, Resolution.Found found) {
		try {
			return responder.respond(request, mount, found, !this.closing);
		}
		catch (RuntimeException ex) {
			// without a response the next one would be taken for it
			this.closing = true;
			context.close();
			throw ex;
		}
		finally {
			found.file().release();
			ReferenceCountUtil.release(request);
		}
	}

	private void sent(ChannelHandlerContext context) {
		this.sending = null;
		free(context);
		ChannelPromise close = this.closeWhenSent;
		if (close != null) {
			context.close(close);
		}
		drain(context);
	}

	private void passOn(ChannelHandlerContext context, HttpRequest request) {
		this.turn = Turn.APPLICATION;
		this.taken = false;
		this.readDue = false;
		context.fireChannelRead(request);
	}

	/** Someone waits for us now, not we for someone: the connection is not idle. */
	private void occupy(ChannelHandlerContext context, Turn turn) {
		this.turn = turn;
		this.limits.suspendIdleTimeout(context.pipeline());
	}

	private void free(ChannelHandlerContext context) {
		this.turn = Turn.NOBODY;
		if (context.channel().isActive()) {
			this.limits.resumeIdleTimeout(context.pipeline());
		}
	}

	private void drain(ChannelHandlerContext context) {
		if (!context.channel().isActive()) {
			discard();
			return;
		}
		boolean passedOn = false;
		for (Object next = this.waiting.peek(); next != null
				&& (this.switched || accepts(next)); next = this.waiting.peek()) {
			this.waiting.remove();
			if (this.switched) {
				context.fireChannelRead(next);
			}
			else {
				process(context, next);
			}
			passedOn |= !this.taken;
		}
		if (passedOn) {
			context.fireChannelReadComplete();
		}
		readIfDue(context);
	}

	private void readIfDue(ChannelHandlerContext context) {
		boolean ours = this.turn == Turn.LOOKUP || this.turn == Turn.LANE;
		if (this.readDue && !ours && this.waiting.isEmpty() && !this.closing) {
			this.readDue = false;
			context.read();
		}
	}

	@Override
	public void read(ChannelHandlerContext context) {
		if (this.waiting.isEmpty()) {
			context.read();
		}
		else {
			this.readDue = true;
		}
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (this.turn != Turn.APPLICATION || this.switched) {
			context.write(message, promise);
			return;
		}
		if (message instanceof HttpResponse response) {
			inspect(response);
		}
		if (!(message instanceof LastHttpContent) || this.informational) {
			context.write(message, promise);
			return;
		}
		if (this.requests == this.limits.maxRequests()) {
			context.write(message, promise.unvoid()).addListener(ChannelFutureListener.CLOSE);
		}
		else {
			context.write(message, promise);
		}
		// Reactor Netty has some tidying up to do before it can take the next request
		context.executor().execute(() -> {
			this.turn = Turn.NOBODY;
			drain(context);
		});
	}

	private void inspect(HttpResponse response) {
		this.informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
		if (this.informational) {
			this.switched = HttpResponseStatus.SWITCHING_PROTOCOLS.equals(response.status());
			return;
		}
		if (this.requests == this.limits.maxRequests()) {
			HttpUtil.setKeepAlive(response, false);
		}
		this.closing = !HttpUtil.isKeepAlive(response);
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		context.fireUserEventTriggered(event);
		if (this.turn == Turn.LOOKUP || this.turn == Turn.LANE) {
			// Reactor Netty takes the end of its own request for the begin of idleness
			this.limits.suspendIdleTimeout(context.pipeline());
		}
	}

	/**
	 * A graceful shutdown closes connections without a request of Reactor Netty: let a
	 * response of ours end first. One that failed is no longer being sent, and who asks
	 * twice does not want to wait.
	 */
	@Override
	public void close(ChannelHandlerContext context, ChannelPromise promise) {
		boolean busy = this.sending != null && !this.sending.isDone() && context.channel().isActive();
		if (busy && this.closeWhenSent == null) {
			this.closing = true;
			this.closeWhenSent = promise;
		}
		else {
			context.close(promise);
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		discard();
		context.fireChannelInactive();
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		discard();
	}

	private void discard() {
		for (Object next = this.waiting.poll(); next != null; next = this.waiting.poll()) {
			ReferenceCountUtil.release(next);
		}
	}

	/**
	 * Who answers the current request.
	 */
	private enum Turn {

		/** There is none. */
		NOBODY,

		/** Not known until the disk was looked at. */
		LOOKUP,

		/** This handler. */
		LANE,

		/** Reactor Netty. */
		APPLICATION

	}

}
