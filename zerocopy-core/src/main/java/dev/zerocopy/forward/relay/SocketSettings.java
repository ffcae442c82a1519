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

import java.time.Duration;
import java.util.Objects;

/**
 * Options of TCP sockets; without effect on unix sockets.
 *
 * @param noDelay {@code TCP_NODELAY}
 * @param keepAlive {@code SO_KEEPALIVE}
 * @param userTimeout {@code TCP_USER_TIMEOUT}, how long sent data may stay
 * unacknowledged; zero for the default of the system. Linux with epoll only
 */
public record SocketSettings(boolean noDelay, boolean keepAlive, Duration userTimeout) {

	/**
	 * No delay, keep alive, the system's user timeout.
	 */
	public static final SocketSettings DEFAULT = new SocketSettings(true, true, Duration.ZERO);

	public SocketSettings {
		Objects.requireNonNull(userTimeout, "userTimeout");
	}

}
