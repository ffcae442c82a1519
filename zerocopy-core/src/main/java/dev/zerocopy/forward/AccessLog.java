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

package dev.zerocopy.forward;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Locale;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.zerocopy.forward.relay.ByteCounts;

/**
 * Writes one line for each connection, as {@code key=value} pairs, to the logger
 * {@value #NAME} at level INFO.
 */
final class AccessLog {

	static final String NAME = "dev.zerocopy.forward.access";

	private static final Logger logger = LoggerFactory.getLogger(NAME);

	private AccessLog() {
	}

	static void log(ConnectionReport report) {
		if (logger.isInfoEnabled()) {
			logger.info(format(report));
		}
	}

	static String format(ConnectionReport report) {
		return "client=" + text(report.client()) + " route=" + report.route() + " upstream=" + text(report.upstream())
				+ " connect=" + millis(report.connectDuration()) + " duration=" + millis(report.duration())
				+ " attempts=" + report.attempts() + " up=" + bytes(report.toUpstream()) + " down="
				+ bytes(report.toClient()) + " end=" + report.reason().name().toLowerCase(Locale.ROOT);
	}

	private static String bytes(ByteCounts counts) {
		return counts.total() + "(spliced=" + counts.spliced() + ",copied=" + counts.copied() + ")";
	}

	private static String millis(@Nullable Duration duration) {
		return (duration != null) ? duration.toMillis() + "ms" : "-";
	}

	private static String text(@Nullable SocketAddress address) {
		if (address == null) {
			return "-";
		}
		return (address instanceof InetSocketAddress inet) ? NetUtil.toSocketAddressString(inet) : "unix:" + address;
	}

}
