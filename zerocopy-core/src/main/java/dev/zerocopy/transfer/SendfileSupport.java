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
import io.netty.channel.socket.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Whether a transport sends files without copying them through this process.
 *
 * @param transport short name of the transport
 * @param unavailabilityCause why it does not, or {@code null} if it does
 */
public record SendfileSupport(String transport, @Nullable String unavailabilityCause) {

	private static final SendfileSupport EPOLL = new SendfileSupport("epoll", null);

	private static final SendfileSupport KQUEUE = new SendfileSupport("kqueue", null);

	private static final SendfileSupport NIO = new SendfileSupport("nio", null);

	private static final SendfileSupport IO_URING = new SendfileSupport("io_uring",
			"io_uring splices files on kernel worker threads, which costs more than reading them");

	/**
	 * Tell what the transport of a channel class can do. NIO counts as available:
	 * {@code FileChannel.transferTo} is sendfile where the platform has it.
	 * @param channelType the class of the connection's channel
	 * @return the transport and its ability
	 */
	public static SendfileSupport of(Class<? extends Channel> channelType) {
		String name = channelType.getSimpleName();
		if (name.startsWith("Epoll")) {
			return EPOLL;
		}
		if (name.startsWith("KQueue")) {
			return KQUEUE;
		}
		if (name.startsWith("IoUring")) {
			return IO_URING;
		}
		if (name.startsWith("Nio") && SocketChannel.class.isAssignableFrom(channelType)) {
			return NIO;
		}
		return new SendfileSupport(name, "the transport " + name + " is not known to send file regions");
	}

	/**
	 * Whether file regions are sent by the kernel.
	 * @return {@code true} if there is no unavailability cause
	 */
	public boolean available() {
		return this.unavailabilityCause == null;
	}

}
