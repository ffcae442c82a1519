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

package dev.zerocopy.forward.sni;

import org.jspecify.annotations.Nullable;

/**
 * What the first bytes of a connection are.
 *
 * @param state how far they are understood
 * @param serverName the server name in lower case, {@code null} if there is none
 * @param needed how many bytes there must be at least before it is worth looking again; 0
 * unless incomplete
 */
public record ClientHelloResult(State state, @Nullable String serverName, int needed) {

	static final ClientHelloResult NOT_TLS = new ClientHelloResult(State.NOT_TLS, null, 0);

	static ClientHelloResult incomplete(int needed) {
		return new ClientHelloResult(State.INCOMPLETE, null, needed);
	}

	static ClientHelloResult found(@Nullable String serverName) {
		return new ClientHelloResult(State.CLIENT_HELLO, serverName, 0);
	}

	/**
	 * How far the bytes are understood.
	 */
	public enum State {

		/**
		 * More bytes are needed.
		 */
		INCOMPLETE,

		/**
		 * A complete ClientHello, with or without a server name.
		 */
		CLIENT_HELLO,

		/**
		 * Something else.
		 */
		NOT_TLS

	}

}
