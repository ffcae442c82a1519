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

import io.netty.handler.codec.http.HttpRequest;

/**
 * Who answers the current request of a connection.
 */
enum Turn {

	/** There is none. */
	NOBODY,

	/** Not known until the disk was looked at. */
	LOOKUP,

	/** The lane. */
	LANE,

	/** Reactor Netty. */
	APPLICATION,

	/** Reactor Netty whatever comes: the connection no longer speaks HTTP/1.1. */
	SWITCHED;

	/**
	 * Return whether a message may go on now: the rest of a request may, the next request
	 * may not while one is being answered.
	 */
	boolean admits(Object message) {
		return switch (this) {
			case NOBODY, SWITCHED -> true;
			case LOOKUP -> false;
			case LANE, APPLICATION -> !(message instanceof HttpRequest);
		};
	}

	/**
	 * Return whether the client waits for the lane.
	 */
	boolean isOfLane() {
		return this == LOOKUP || this == LANE;
	}

}
