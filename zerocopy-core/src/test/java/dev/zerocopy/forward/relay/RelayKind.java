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

import dev.zerocopy.transport.TransportCapabilities;

/**
 * The relays a scenario runs on.
 */
enum RelayKind {

	EPOLL_AUTO(TransferMode.AUTO),

	EPOLL_SPLICE(TransferMode.SPLICE),

	EPOLL_COPY(TransferMode.COPY),

	NIO(TransferMode.AUTO);

	private final TransferMode mode;

	RelayKind(TransferMode mode) {
		this.mode = mode;
	}

	TransferMode mode() {
		return this.mode;
	}

	boolean isEpoll() {
		return this != NIO;
	}

	boolean isAvailable() {
		return !isEpoll() || TransportCapabilities.detect().splice().isAvailable();
	}

	RelayTransport open(int threads) {
		return isEpoll() ? new EpollTransport(threads) : new NioTransport(threads);
	}

}
