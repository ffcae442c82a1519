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

/**
 * Why a connection ended. The names are stable: they appear as metric tags and in the
 * access log.
 */
public enum CloseReason {

	/**
	 * Both sides finished in order, the client first.
	 */
	CLIENT_CLOSED,

	/**
	 * Both sides finished in order, the upstream first.
	 */
	UPSTREAM_CLOSED,

	/**
	 * The client reset the connection.
	 */
	CLIENT_RESET,

	/**
	 * The upstream reset the connection.
	 */
	UPSTREAM_RESET,

	/**
	 * No byte moved for the idle timeout.
	 */
	IDLE_TIMEOUT,

	/**
	 * One side had finished and the other moved no byte for the half-close timeout.
	 */
	HALF_CLOSE_TIMEOUT,

	/**
	 * Still open when draining ran out of time, or the forwarder was stopped at once.
	 */
	DRAIN_TIMEOUT,

	/**
	 * The address of the client is not allowed on the route.
	 */
	DENIED,

	/**
	 * The route had its maximum number of connections.
	 */
	ROUTE_LIMIT,

	/**
	 * The client had its maximum number of connections.
	 */
	CLIENT_LIMIT,

	/**
	 * The PROXY protocol header was malformed, too long, of another version, late, or
	 * from a sender that is not trusted.
	 */
	PROXY_HEADER,

	/**
	 * The TLS ClientHello needed for routing did not arrive in time.
	 */
	CLIENT_HELLO,

	/**
	 * No upstream was available.
	 */
	NO_UPSTREAM,

	/**
	 * Every attempted upstream refused, failed or timed out.
	 */
	CONNECT_FAILED,

	/**
	 * The last attempt to connect to an upstream failed in this process: no descriptor,
	 * memory or local port was left.
	 */
	NO_SOCKET,

	/**
	 * A defect or an exhausted resource of this process.
	 */
	INTERNAL_ERROR

}
