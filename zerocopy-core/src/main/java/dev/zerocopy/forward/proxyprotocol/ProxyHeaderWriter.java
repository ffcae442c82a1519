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

package dev.zerocopy.forward.proxyprotocol;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageEncoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import org.jspecify.annotations.Nullable;

/**
 * Writes the header that tells an upstream who the client is.
 */
public final class ProxyHeaderWriter {

	private ProxyHeaderWriter() {
	}

	/**
	 * Write a header. Without IP addresses on both sides it says that they are unknown.
	 * @param version the version, {@link ProxyProtocolVersion#V1} or
	 * {@link ProxyProtocolVersion#V2}
	 * @param source the client
	 * @param destination the address the client connected to
	 * @return the bytes, owned by the caller
	 */
	public static ByteBuf write(ProxyProtocolVersion version, @Nullable SocketAddress source,
			@Nullable SocketAddress destination) {
		HAProxyProtocolVersion protocol = (version == ProxyProtocolVersion.V1) ? HAProxyProtocolVersion.V1
				: HAProxyProtocolVersion.V2;
		EmbeddedChannel channel = new EmbeddedChannel(HAProxyMessageEncoder.INSTANCE);
		try {
			channel.writeOutbound(message(protocol, source, destination));
			ByteBuf bytes = channel.readOutbound();
			return bytes;
		}
		finally {
			channel.finishAndReleaseAll();
		}
	}

	private static HAProxyMessage message(HAProxyProtocolVersion version, @Nullable SocketAddress source,
			@Nullable SocketAddress destination) {
		if (!(source instanceof InetSocketAddress from) || !(destination instanceof InetSocketAddress to)
				|| from.isUnresolved() || to.isUnresolved()) {
			return new HAProxyMessage(version, HAProxyCommand.PROXY, HAProxyProxiedProtocol.UNKNOWN, null, null, 0, 0);
		}
		if (from.getAddress() instanceof Inet4Address && to.getAddress() instanceof Inet4Address) {
			return new HAProxyMessage(version, HAProxyCommand.PROXY, HAProxyProxiedProtocol.TCP4,
					from.getAddress().getHostAddress(), to.getAddress().getHostAddress(), from.getPort(), to.getPort());
		}
		return new HAProxyMessage(version, HAProxyCommand.PROXY, HAProxyProxiedProtocol.TCP6, ipv6(from.getAddress()),
				ipv6(to.getAddress()), from.getPort(), to.getPort());
	}

	/**
	 * The header has one family for both addresses, so an IPv4 one beside an IPv6 one is
	 * mapped; scopes mean nothing to another host.
	 */
	private static String ipv6(InetAddress address) {
		if (address instanceof Inet6Address) {
			try {
				return InetAddress.getByAddress(address.getAddress()).getHostAddress();
			}
			catch (UnknownHostException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return "::ffff:" + address.getHostAddress();
	}

}
