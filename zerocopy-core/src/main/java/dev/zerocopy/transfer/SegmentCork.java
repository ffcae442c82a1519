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

package dev.zerocopy.transfer;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollChannelOption;

/**
 * Has the kernel send full segments only, as {@code tcp_nopush} of nginx does. Without it
 * an acknowledgement that arrives while a region is handed over sends what there is so
 * far: half as many segments again, each with its share of processor time. What is held
 * back goes out after 200 ms at the latest ({@code TCP_CORK}, tcp(7)). Used on the event
 * loop only; does nothing for channels that are not those of epoll.
 */
final class SegmentCork {

	private final Channel channel;

	private boolean on;

	SegmentCork(Channel channel) {
		this.channel = channel;
	}

	/**
	 * More bytes follow at once.
	 */
	void hold() {
		if (!this.on && this.channel.isOpen()) {
			this.on = this.channel.config().setOption(EpollChannelOption.TCP_CORK, true);
		}
	}

	/**
	 * No byte follows for now: what is held back is sent.
	 */
	void push() {
		if (this.on && this.channel.isOpen()) {
			this.channel.config().setOption(EpollChannelOption.TCP_CORK, false);
		}
		this.on = false;
	}

}
