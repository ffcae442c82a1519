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
import java.util.function.Supplier;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.util.pattern.PathPattern;

import dev.zerocopy.mount.StaticFiles;

/**
 * Puts a lane for files into the pipeline of every HTTP/1.1 connection, between the HTTP
 * codec and Reactor Netty. HTTP/2 connections are left as they are.
 */
public final class NettyLane {

	private static final String NAME = "zerocopy.lane";

	private final Supplier<LaneRouter> router;

	private volatile boolean installed;

	/**
	 * Create a lane.
	 * @param files the directories to serve
	 * @param basePath what precedes the path within the application: empty, or with a
	 * slash at its begin only
	 * @param crossOrigin paths to which WebFlux applies cross-origin rules, and which are
	 * therefore left to it; asked when the first connection is accepted
	 */
	public NettyLane(StaticFiles files, String basePath, Supplier<List<PathPattern>> crossOrigin) {
		this.router = SingletonSupplier.of(() -> new LaneRouter(files, basePath, crossOrigin.get()));
	}

	/**
	 * Whether a server has been built with this lane.
	 * @return {@code true} once {@link #install} has been called
	 */
	public boolean installed() {
		return this.installed;
	}

	/**
	 * Add the lane to a server. Not a customizer by itself: those are beans that Spring
	 * Boot applies before the limits are set, and to any server.
	 * @param server the server, with its limits set
	 * @return the server with the lane
	 */
	public HttpServer install(HttpServer server) {
		this.installed = true;
		LaneLimits limits = LaneLimits.of(server);
		return server.doOnChannelInit((observer, channel, remoteAddress) -> install(channel, limits));
	}

	private void install(Channel channel, LaneLimits limits) {
		ChannelPipeline pipeline = channel.pipeline();
		if (pipeline.get(NettyPipeline.HttpTrafficHandler) != null) {
			addLane(pipeline, limits);
		}
		else if (pipeline.get(NettyPipeline.H2OrHttp11Codec) != null) {
			// the protocol is known after the handshake only
			pipeline.addBefore(NettyPipeline.ReactiveBridge, NAME, new AfterHandshake(limits));
		}
	}

	/** Ahead of a compressor too, which would take files for something to compress. */
	private void addLane(ChannelPipeline pipeline, LaneLimits limits) {
		String next = (pipeline.get(NettyPipeline.CompressionHandler) != null) ? NettyPipeline.CompressionHandler
				: NettyPipeline.HttpTrafficHandler;
		pipeline.addBefore(next, NAME, new LaneHandler(this.router.get(), limits));
	}

	private final class AfterHandshake extends ChannelInboundHandlerAdapter {

		private final LaneLimits limits;

		AfterHandshake(LaneLimits limits) {
			this.limits = limits;
		}

		@Override
		public void userEventTriggered(ChannelHandlerContext context, Object event) {
			if (event instanceof SslHandshakeCompletionEvent) {
				ChannelPipeline pipeline = context.pipeline();
				pipeline.remove(this);
				if (pipeline.get(NettyPipeline.HttpTrafficHandler) != null) {
					addLane(pipeline, this.limits);
				}
			}
			context.fireUserEventTriggered(event);
		}

	}

}
