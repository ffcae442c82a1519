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

import io.netty.channel.ChannelPipeline;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.HttpConnectionLiveness;
import reactor.netty.http.IdleTimeoutHandler;
import reactor.netty.http.server.HttpServer;

/**
 * Limits of the server that hold for connections whichever engine answers on them.
 *
 * @param maxRequests most requests of a connection, {@code -1} for any number
 * @param idleTimeout how long a connection may wait for a request, {@code null} for ever
 */
record LaneLimits(int maxRequests, @Nullable Duration idleTimeout) {

	static LaneLimits of(HttpServer server) {
		return new LaneLimits(server.configuration().maxKeepAliveRequests(), server.configuration().idleTimeout());
	}

	/**
	 * Keep the connection open while a request is being answered.
	 */
	void suspendIdleTimeout(ChannelPipeline pipeline) {
		if (this.idleTimeout != null) {
			IdleTimeoutHandler.removeIdleTimeoutHandler(pipeline);
		}
	}

	/**
	 * Wait for the next request, but not for ever.
	 */
	void resumeIdleTimeout(ChannelPipeline pipeline) {
		IdleTimeoutHandler.addIdleTimeoutHandler(pipeline, this.idleTimeout, HttpConnectionLiveness.CLOSE);
	}

}
