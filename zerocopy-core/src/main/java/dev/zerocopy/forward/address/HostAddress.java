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

package dev.zerocopy.forward.address;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

/**
 * An address as written in a configuration: {@code host:port}, {@code [ipv6]:port},
 * {@code :port} for every local address, or {@code unix:/path}.
 *
 * @param text the address as written
 * @param host the host name or literal, empty for every local address, {@code null} for a
 * unix socket
 * @param port the port, 0 to 65535
 * @param path the path of a unix socket, {@code null} for TCP
 */
public record HostAddress(String text, @Nullable String host, int port, @Nullable String path) {

	// sun_path of sockaddr_un(7) without its terminating zero
	private static final int MAX_UNIX_PATH = 107;

	/**
	 * Parse an address.
	 * @param text the text
	 * @return the address
	 * @throws IllegalArgumentException if the text is not an address; the message says
	 * why
	 */
	public static HostAddress parse(String text) {
		if (text.startsWith("unix:")) {
			return unix(text, text.substring("unix:".length()));
		}
		int colon = text.lastIndexOf(':');
		if (colon < 0) {
			throw invalid(text, "has no port; write host:port, :port or unix:/path");
		}
		String host = text.substring(0, colon);
		if (host.startsWith("[") && host.endsWith("]")) {
			host = host.substring(1, host.length() - 1);
			if (!NetUtil.isValidIpV6Address(host)) {
				throw invalid(text, "has no valid IPv6 address in its brackets");
			}
		}
		else if (host.indexOf(':') >= 0) {
			throw invalid(text, "has an IPv6 address without brackets; write [address]:port");
		}
		else if (!host.chars().allMatch(HostAddress::isHostCharacter)) {
			throw invalid(text, "has a host with characters that no host name has");
		}
		return new HostAddress(text, host, port(text, text.substring(colon + 1)), null);
	}

	private static boolean isHostCharacter(int character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || character == '.' || character == '-' || character == '_';
	}

	private static HostAddress unix(String text, String path) {
		if (!path.startsWith("/")) {
			throw invalid(text, "has no absolute path; write unix:/path");
		}
		if (path.getBytes(StandardCharsets.UTF_8).length > MAX_UNIX_PATH) {
			throw invalid(text, "has a path longer than " + MAX_UNIX_PATH + " bytes");
		}
		return new HostAddress(text, null, 0, path);
	}

	private static int port(String text, String digits) {
		if (digits.isEmpty() || digits.length() > 5
				|| !digits.chars().allMatch((digit) -> digit >= '0' && digit <= '9')) {
			throw invalid(text, "has no port number after its last colon");
		}
		int port = Integer.parseInt(digits);
		if (port > 65535) {
			throw invalid(text, "has a port above 65535");
		}
		return port;
	}

	private static IllegalArgumentException invalid(String text, String reason) {
		return new IllegalArgumentException("Address '" + text + "' " + reason);
	}

	/**
	 * Return whether this is a unix socket.
	 * @return {@code true} for {@code unix:/path}
	 */
	public boolean isUnix() {
		return this.path != null;
	}

	/**
	 * Return whether a name service is needed.
	 * @return {@code false} for unix sockets, literals and every local address
	 */
	public boolean needsResolution() {
		return literal() == null;
	}

	/**
	 * Return the socket address if no name service is needed.
	 * @return the address, {@code null} if the host is a name
	 */
	public @Nullable SocketAddress literal() {
		if (this.path != null) {
			return new DomainSocketAddress(this.path);
		}
		if (this.host == null || this.host.isEmpty()) {
			return new InetSocketAddress(this.port);
		}
		byte[] bytes = NetUtil.createByteArrayFromIpAddressString(this.host);
		if (bytes == null) {
			return null;
		}
		try {
			return new InetSocketAddress(InetAddress.getByAddress(bytes), this.port);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String toString() {
		return this.text;
	}

}
