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

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import reactor.netty.channel.ChannelOperations;

/**
 * The exchange of Reactor Netty on a connection, as far as it can be seen from the lane.
 */
final class ApplicationExchange {

	private final KeepAlive keepAlive;

	private boolean informational;

	private boolean switching;

	private boolean answered;

	ApplicationExchange(KeepAlive keepAlive) {
		this.keepAlive = keepAlive;
	}

	void begin() {
		this.answered = false;
	}

	/**
	 * Follow the response.
	 * @param message what is written next
	 * @return whether the response ends with it
	 */
	boolean follow(Object message) {
		if (message instanceof HttpResponse response) {
			this.informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
			this.switching = HttpResponseStatus.SWITCHING_PROTOCOLS.equals(response.status());
			if (!this.informational) {
				this.keepAlive.follow(response);
			}
		}
		boolean last = message instanceof LastHttpContent && !this.informational;
		this.answered |= last;
		return last;
	}

	/**
	 * Return whether the connection speaks another protocol from now on.
	 */
	boolean isSwitching() {
		return this.switching;
	}

	/**
	 * Return whether Reactor Netty can take the next request. It can not as soon as it
	 * has answered: what it is given then it queues, and may stop reading the body of a
	 * queued request for good.
	 */
	boolean isOver(Channel channel) {
		return this.answered && ChannelOperations.get(channel) == null;
	}

}
