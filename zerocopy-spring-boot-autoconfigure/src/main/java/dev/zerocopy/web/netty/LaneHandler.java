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

import java.util.List;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

import dev.zerocopy.mount.MountMatch;
import dev.zerocopy.mount.Resolution;

/**
 * Takes requests for files out of the pipeline of an HTTP/1.1 connection.
 * <p>
 * One request at a time is answered, here or behind this handler; those that follow wait
 * here until its response is written, so responses keep the order of the requests whoever
 * gives them. Nothing more is read while anything waits, which bounds what waits to what
 * one read has brought.
 */
final class LaneHandler extends ChannelDuplexHandler {

	private final LaneRouter router;

	private final LaneLimits limits;

	private final RequestOrder order = new RequestOrder();

	private final KeepAlive keepAlive;

	private final ApplicationExchange exchange;

	private final ResponseEnd end;

	private @Nullable LaneResponder responder;

	/** Whether the rest of the current request is ours to throw away. */
	private boolean taken;

	private boolean readDue;

	LaneHandler(LaneRouter router, LaneLimits limits) {
		this.router = router;
		this.limits = limits;
		this.keepAlive = new KeepAlive(limits.maxRequests());
		this.exchange = new ApplicationExchange(this.keepAlive);
		this.end = new ResponseEnd(this.keepAlive);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (this.order.turn() == Turn.SWITCHED) {
			drain(context);
			context.fireChannelRead(message);
		}
		else if (!(message instanceof HttpObject)) {
			context.fireChannelRead(message);
		}
		else if (this.order.admits(message)) {
			process(context, message);
		}
		else {
			this.order.hold(message, context.channel().config());
			this.readDue = true;
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		context.fireChannelReadComplete();
		readIfDue(context);
	}

	private void process(ChannelHandlerContext context, Object message) {
		if (message instanceof HttpRequest request && this.order.turn() != Turn.SWITCHED) {
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
		if (this.keepAlive.hasEnded() || !context.channel().isActive()) {
			// what one read has brought goes on after a response has failed
			ReferenceCountUtil.release(request);
			return;
		}
		this.keepAlive.requested();
		MountMatch match = this.router.match(request);
		if (match == null) {
			passOn(context, request);
			return;
		}
		List<String> acceptEncoding = LaneRouter.acceptEncoding(request);
		Resolution fresh = match.mount().resolveFresh(match.path(), acceptEncoding);
		if (fresh != null) {
			answer(context, request, match, fresh);
			return;
		}
		occupy(context, Turn.LOOKUP);
		this.end.awaited();
		match.mount().stats().started(null);
		match.mount()
			.resolve(match.path(), acceptEncoding)
			.whenComplete((resolution, failure) -> context.executor()
				.execute(() -> lookedUp(context, request, match, resolution)));
	}

	private void lookedUp(ChannelHandlerContext context, HttpRequest request, MountMatch match,
			@Nullable Resolution resolution) {
		if (context.channel().isActive()) {
			free(context);
			answer(context, request, match, resolution);
			if (!this.order.turn().isOfLane()) {
				this.end.reached(context);
			}
			drain(context);
		}
		else {
			ReferenceCountUtil.release(request);
		}
		match.mount().stats().abandoned();
	}

	/**
	 * Whatever is not a file that can be sent now is left to WebFlux, which serves the
	 * same mounts.
	 */
	private void answer(ChannelHandlerContext context, HttpRequest request, MountMatch match,
			@Nullable Resolution resolution) {
		if (!(resolution instanceof Resolution.Found found) || !found.file().retain()) {
			passOn(context, request);
			return;
		}
		if (this.responder == null) {
			this.responder = new LaneResponder(context, this.keepAlive);
		}
		this.readDue = true;
		ChannelFuture sending = this.responder.respond(request, match.mount(), found);
		if (sending != null) {
			this.end.sending(sending);
			occupy(context, Turn.LANE);
			sending.addListener((done) -> sent(context));
		}
	}

	private void sent(ChannelHandlerContext context) {
		free(context);
		this.end.reached(context);
		drain(context);
	}

	private void passOn(ChannelHandlerContext context, HttpRequest request) {
		this.order.turn(Turn.APPLICATION);
		this.exchange.begin();
		this.taken = false;
		this.readDue = false;
		context.fireChannelRead(request);
	}

	/** Someone waits for us now, not we for someone: the connection is not idle. */
	private void occupy(ChannelHandlerContext context, Turn turn) {
		this.order.turn(turn);
		this.limits.suspendIdleTimeout(context.pipeline());
	}

	private void free(ChannelHandlerContext context) {
		this.order.turn(Turn.NOBODY);
		if (context.channel().isActive()) {
			this.limits.resumeIdleTimeout(context.pipeline());
		}
	}

	private void drain(ChannelHandlerContext context) {
		if (!context.channel().isActive()) {
			this.order.discard();
			return;
		}
		boolean passedOn = false;
		for (Object next = this.order.next(); next != null; next = this.order.next()) {
			process(context, next);
			passedOn |= !this.taken;
		}
		if (passedOn) {
			context.fireChannelReadComplete();
		}
		readIfDue(context);
	}

	private void readIfDue(ChannelHandlerContext context) {
		if (this.readDue && !this.order.turn().isOfLane() && !this.order.isHolding() && !this.keepAlive.hasEnded()) {
			this.readDue = false;
			context.read();
		}
	}

	@Override
	public void read(ChannelHandlerContext context) {
		if (this.order.isHolding()) {
			this.readDue = true;
		}
		else {
			context.read();
		}
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (this.order.turn() != Turn.APPLICATION) {
			context.write(message, promise);
			return;
		}
		boolean last = this.exchange.follow(message);
		if (this.exchange.isSwitching()) {
			this.order.turn(Turn.SWITCHED);
		}
		if (last && this.keepAlive.isLastRequest()) {
			context.write(message, promise.unvoid()).addListener(ChannelFutureListener.CLOSE);
		}
		else {
			context.write(message, promise);
		}
		if (last) {
			context.executor().execute(() -> endExchange(context));
		}
	}

	private void endExchange(ChannelHandlerContext context) {
		if (this.order.turn() == Turn.APPLICATION && this.exchange.isOver(context.channel())) {
			this.order.turn(Turn.NOBODY);
			drain(context);
		}
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		context.fireUserEventTriggered(event);
		if (this.order.turn().isOfLane()) {
			// Reactor Netty takes the end of its own request for the begin of idleness
			this.limits.suspendIdleTimeout(context.pipeline());
		}
		else if (this.exchange.isOver(context.channel())) {
			// an event of the end, which Reactor Netty has not quite reached yet
			context.executor().execute(() -> endExchange(context));
		}
	}

	/**
	 * A graceful shutdown closes connections without a request of Reactor Netty: let one
	 * of ours be answered first.
	 */
	@Override
	public void close(ChannelHandlerContext context, ChannelPromise promise) {
		if (!this.end.await(context, promise)) {
			context.close(promise);
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.order.discard();
		context.fireChannelInactive();
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		this.order.discard();
	}

}
