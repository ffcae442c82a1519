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

import java.net.InetSocketAddress;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * Writes what Reactor Netty's own access log would write by default, to the same logger:
 * its handler sits behind the lane and never sees these requests.
 */
final class LaneAccessLog {

	private static final Logger logger = Loggers.getLogger("reactor.netty.http.server.AccessLog");

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.US);

	private static final String FORMAT = "{} - - [{}] \"{} {} {}\" {} {} {}";

	private LaneAccessLog() {
	}

	/**
	 * Log a response.
	 * @param channel the channel of the connection
	 * @param request what was asked
	 * @param status the status sent
	 * @param contentLength value of {@code Content-Length}, or a hyphen
	 * @param millis how long it took
	 */
	static void log(Channel channel, HttpRequest request, int status, String contentLength, long millis) {
		if (logger.isInfoEnabled()) {
			String address = (channel.remoteAddress() instanceof InetSocketAddress inet) ? inet.getHostString() : "-";
			logger.info(FORMAT, address, DATE.format(ZonedDateTime.now().minusNanos(millis * 1_000_000)),
					request.method().name(), request.uri(), request.protocolVersion().text(), status, contentLength,
					millis);
		}
	}

}
