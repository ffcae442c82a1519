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

package dev.zerocopy.transport;

import io.netty.channel.epoll.Epoll;

/**
 * What this process can use for moving bytes, found out once and kept.
 *
 * @param epoll Netty's native epoll transport
 * @param splice {@code splice(2)} between TCP sockets, proven by moving bytes
 * @param pipeSizing pipes larger than the system's default of 64 KiB
 */
public record TransportCapabilities(Capability epoll, Capability splice, Capability pipeSizing) {

	/**
	 * Return whether the page cache can be looked at and advised. Unlike
	 * {@link #detect()} this does not need the native transport.
	 * @return the capability, with its cause if it can not
	 */
	public static Capability pageCacheControl() {
		return PageControl.detect().capability();
	}

	/**
	 * Return whether an open file can be opened by others under a name that stands for
	 * nothing else. Unlike {@link #detect()} this does not need the native transport.
	 * @return the capability, with its cause if it can not
	 */
	public static Capability descriptorNames() {
		return DescriptorNames.detect().capability();
	}

	/**
	 * Return the capabilities of this process. The first call loads the native libraries
	 * and moves a few bytes over loopback; it may block for some milliseconds.
	 * @return the capabilities
	 */
	public static TransportCapabilities detect() {
		return Detected.CAPABILITIES;
	}

	private static TransportCapabilities probe() {
		if (!isOnClassPath()) {
			String cause = "netty-transport-classes-epoll is not on the class path";
			return new TransportCapabilities(Capability.unavailable("epoll", cause),
					Capability.unavailable("splice", cause), PipeControl.detect().capability());
		}
		if (!Epoll.isAvailable()) {
			return new TransportCapabilities(Capability.unavailable("epoll", Epoll.unavailabilityCause()),
					Capability.unavailable("splice", "needs epoll"),
					Capability.unavailable("pipe-sizing", "needs epoll"));
		}
		return new TransportCapabilities(Capability.available("epoll"), SpliceSelfTest.run(),
				PipeControl.detect().capability());
	}

	private static boolean isOnClassPath() {
		try {
			Class.forName("io.netty.channel.epoll.Epoll", false, TransportCapabilities.class.getClassLoader());
			return true;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return false;
		}
	}

	private static final class Detected {

		private static final TransportCapabilities CAPABILITIES = probe();

	}

}
