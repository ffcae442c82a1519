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

package dev.zerocopy.forward.relay;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Pauses a listening channel that cannot accept. Stands before Netty's own handler, which
 * would pause for a second and log a stack trace each time.
 */
final class NioAcceptPause extends ChannelInboundHandlerAdapter {

	private final AcceptPause pause = new AcceptPause();

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (!(cause instanceof IOException)) {
			context.fireExceptionCaught(cause);
			return;
		}
		Channel channel = context.channel();
		this.pause.warn(String.valueOf(channel.localAddress()), cause);
		channel.config().setAutoRead(false);
		channel.eventLoop().schedule(() -> resume(channel), AcceptPause.MILLIS, TimeUnit.MILLISECONDS);
	}

	private static void resume(Channel channel) {
		if (channel.isOpen()) {
			channel.config().setAutoRead(true);
		}
	}

}
