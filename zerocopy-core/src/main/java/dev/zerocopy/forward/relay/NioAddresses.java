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

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

import io.netty.channel.unix.DomainSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Translates unix socket addresses between Netty's type and that of the JDK.
 */
final class NioAddresses {

	private NioAddresses() {
	}

	static boolean isUnix(SocketAddress address) {
		return address instanceof DomainSocketAddress;
	}

	static SocketAddress toChannel(SocketAddress address) {
		return (address instanceof DomainSocketAddress unix) ? UnixDomainSocketAddress.of(unix.path()) : address;
	}

	static @Nullable SocketAddress fromChannel(@Nullable SocketAddress address) {
		if (address instanceof UnixDomainSocketAddress unix) {
			String path = unix.getPath().toString();
			return path.isEmpty() ? null : new DomainSocketAddress(path);
		}
		return address;
	}

}
