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

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

import io.netty.channel.ChannelException;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;

/**
 * Opens sockets and sets their options.
 */
final class EpollSockets {

	private static final int SOL_SOCKET = 1;

	private static final int SO_OOBINLINE = 10;

	private static final int IPPROTO_TCP = 6;

	private static final int TCP_USER_TIMEOUT = 18;

	private EpollSockets() {
	}

	static boolean isUnix(SocketAddress address) {
		return address instanceof DomainSocketAddress;
	}

	/**
	 * Open a non-blocking stream socket for an address.
	 * @param address where it shall be bound or connected
	 * @return the socket
	 * @throws NoSocketException if there are no descriptors left
	 */
	static Socket open(SocketAddress address) throws NoSocketException {
		try {
			if (isUnix(address)) {
				return LinuxSocket.newSocketDomain();
			}
			InetSocketAddress inet = (InetSocketAddress) address;
			boolean ipv6 = inet.getAddress() instanceof Inet6Address
					|| (inet.getAddress().isAnyLocalAddress() && Socket.isIPv6Preferred());
			return LinuxSocket.newSocketStream(ipv6);
		}
		catch (ChannelException ex) {
			throw new NoSocketException("No socket for " + address + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * Set the options of a connection. Accepted sockets inherit them from the listening
	 * one.
	 * @param socket a TCP socket
	 * @param settings the options
	 * @throws IOException if the kernel refuses one
	 */
	static void configure(Socket socket, SocketSettings settings) throws IOException {
		if (settings.noDelay()) {
			socket.setTcpNoDelay(true);
		}
		if (settings.keepAlive()) {
			socket.setKeepAlive(true);
		}
		// a byte sent as urgent stays in the stream instead of vanishing from it
		socket.setIntOpt(SOL_SOCKET, SO_OOBINLINE, 1);
		if (!settings.userTimeout().isZero()) {
			socket.setIntOpt(IPPROTO_TCP, TCP_USER_TIMEOUT,
					(int) Math.min(Integer.MAX_VALUE, settings.userTimeout().toMillis()));
		}
	}

}
