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

import java.net.InetSocketAddress;
import java.util.Locale;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.AddressFamily;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header a proxy in front sends ahead of the client's bytes, see
 * <a href="https://www.haproxy.org/download/3.2/doc/proxy-protocol.txt">The PROXY
 * protocol, versions 1 and 2</a>. Finds the end of the header itself, as the bytes may
 * arrive one by one, and leaves its content to Netty's decoder.
 */
public final class ProxyHeaderParser {

	private static final byte[] V1_PREFIX = { 'P', 'R', 'O', 'X', 'Y', ' ' };

	private static final byte[] V2_PREFIX = { 0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A };

	private static final int V1_MAX_LENGTH = 107;

	private static final int V2_FIXED_LENGTH = 16;

	private ProxyHeaderParser() {
	}

	/**
	 * Parse the header and skip it.
	 * @param bytes all bytes received so far; advanced behind the header if it is
	 * complete, otherwise left alone
	 * @param accepted the versions accepted
	 * @return the header, {@code null} if more bytes are needed
	 * @throws IllegalArgumentException if this is not an accepted header
	 */
	public static @Nullable ProxyHeader parse(ByteBuf bytes, ProxyProtocolVersion accepted) {
		int length = length(bytes, accepted);
		if (length < 0) {
			return null;
		}
		return decode(bytes.readRetainedSlice(length));
	}

	private static int length(ByteBuf bytes, ProxyProtocolVersion accepted) {
		boolean v1 = (accepted != ProxyProtocolVersion.V2) && startsLike(bytes, V1_PREFIX);
		boolean v2 = (accepted != ProxyProtocolVersion.V1) && startsLike(bytes, V2_PREFIX);
		if (!v1 && !v2) {
			throw new IllegalArgumentException("The connection does not start with a PROXY protocol header of version "
					+ accepted.name().toLowerCase(Locale.ROOT));
		}
		return v1 ? lengthOfLine(bytes) : lengthOfBinary(bytes);
	}

	private static boolean startsLike(ByteBuf bytes, byte[] prefix) {
		int known = Math.min(prefix.length, bytes.readableBytes());
		for (int i = 0; i < known; i++) {
			if (bytes.getByte(bytes.readerIndex() + i) != prefix[i]) {
				return false;
			}
		}
		return true;
	}

	private static int lengthOfLine(ByteBuf bytes) {
		int known = Math.min(V1_MAX_LENGTH, bytes.readableBytes());
		int end = bytes.indexOf(bytes.readerIndex(), bytes.readerIndex() + known, (byte) '\n');
		if (end >= 0) {
			return end + 1 - bytes.readerIndex();
		}
		if (known == V1_MAX_LENGTH) {
			throw new IllegalArgumentException(
					"The PROXY protocol line is longer than " + V1_MAX_LENGTH + " characters");
		}
		return -1;
	}

	private static int lengthOfBinary(ByteBuf bytes) {
		if (bytes.readableBytes() < V2_FIXED_LENGTH) {
			return -1;
		}
		int length = V2_FIXED_LENGTH + bytes.getUnsignedShort(bytes.readerIndex() + V2_FIXED_LENGTH - 2);
		return (bytes.readableBytes() >= length) ? length : -1;
	}

	private static ProxyHeader decode(ByteBuf header) {
		try {
			return decode(new EmbeddedChannel(new HAProxyMessageDecoder()), header);
		}
		catch (DecoderException ex) {
			throw new IllegalArgumentException("The PROXY protocol header is malformed: " + ex.getMessage(), ex);
		}
	}

	/**
	 * After a failure the decoder looks at the bytes it has left once more when its
	 * channel ends, so that fails too.
	 */
	private static ProxyHeader decode(EmbeddedChannel channel, ByteBuf header) {
		try {
			channel.writeInbound(header);
			HAProxyMessage message = channel.readInbound();
			if (message == null) {
				throw new IllegalArgumentException("The PROXY protocol header is malformed");
			}
			try {
				return convert(message);
			}
			finally {
				message.release();
			}
		}
		finally {
			channel.finishAndReleaseAll();
		}
	}

	private static ProxyHeader convert(HAProxyMessage message) {
		AddressFamily family = message.proxiedProtocol().addressFamily();
		if (message.command() == HAProxyCommand.LOCAL
				|| (family != AddressFamily.AF_IPv4 && family != AddressFamily.AF_IPv6)
				|| message.sourceAddress() == null) {
			return ProxyHeader.LOCAL;
		}
		// the decoder accepts literals only, so nothing is looked up
		return new ProxyHeader(new InetSocketAddress(message.sourceAddress(), message.sourcePort()),
				new InetSocketAddress(message.destinationAddress(), message.destinationPort()));
	}

}
