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
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;

/**
 * Whether a connection goes on after the current request.
 */
final class KeepAlive {

	private final int maxRequests;

	private int requests;

	private boolean ended;

	/**
	 * Begin a connection.
	 * @param maxRequests most requests of a connection, {@code -1} for any number
	 */
	KeepAlive(int maxRequests) {
		this.maxRequests = maxRequests;
	}

	void requested() {
		this.requests++;
	}

	boolean isLastRequest() {
		return this.requests == this.maxRequests;
	}

	/**
	 * Return whether no request is taken any more.
	 */
	boolean hasEnded() {
		return this.ended;
	}

	void end() {
		this.ended = true;
	}

	/**
	 * Follow the wish of a client.
	 */
	void follow(HttpRequest request) {
		this.ended |= !HttpUtil.isKeepAlive(request) || isLastRequest();
	}

	/**
	 * Follow the application, which is overruled after the last request.
	 */
	void follow(HttpResponse response) {
		if (isLastRequest()) {
			HttpUtil.setKeepAlive(response, false);
		}
		this.ended = !HttpUtil.isKeepAlive(response);
	}

}
