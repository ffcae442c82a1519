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
import java.net.SocketAddress;

/**
 * This process could not have a socket for a connection, for want of a descriptor, of
 * memory, or of a local address and port. Says nothing about the peer.
 */
public class NoSocketException extends IOException {

	private static final long serialVersionUID = 1L;

	NoSocketException(String message, Throwable cause) {
		super(message, cause);
	}

	static NoSocketException of(SocketAddress address, Throwable cause) {
		return (cause instanceof NoSocketException same) ? same
				: new NoSocketException("No socket for " + address + ": " + cause.getMessage(), cause);
	}

}
