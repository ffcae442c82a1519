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

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;

/**
 * The end of the response the lane gives, for which a close of its connection waits.
 */
final class ResponseEnd {

	private final KeepAlive keepAlive;

	private boolean awaited;

	private @Nullable ChannelFuture sending;

	private @Nullable ChannelPromise close;

	ResponseEnd(KeepAlive keepAlive) {
		this.keepAlive = keepAlive;
	}

	/**
	 * There will be a response, or somebody else will give it.
	 */
	void awaited() {
		this.awaited = true;
	}

	void sending(ChannelFuture sending) {
		this.awaited = true;
		this.sending = sending;
	}

	/**
	 * Put a close off. One response that failed is no longer being sent, and who asks
	 * twice does not want to wait.
	 * @param context where the connection is closed
	 * @param promise of the close
	 * @return {@code false} if it need not, or must not, wait
	 */
	boolean await(ChannelHandlerContext context, ChannelPromise promise) {
		boolean over = !this.awaited || (this.sending != null && this.sending.isDone());
		if (over || this.close != null || !context.channel().isActive()) {
			return false;
		}
		this.close = promise;
		this.keepAlive.end();
		return true;
	}

	/**
	 * Nothing more is to be waited for: carry out the close that has waited. After a
	 * response that has failed none may follow, though TLS takes a while to close the
	 * connection.
	 */
	void reached(ChannelHandlerContext context) {
		if (this.sending != null && !this.sending.isSuccess()) {
			this.keepAlive.end();
		}
		ChannelPromise close = this.close;
		this.awaited = false;
		this.sending = null;
		this.close = null;
		if (close != null) {
			context.close(close);
		}
	}

}
