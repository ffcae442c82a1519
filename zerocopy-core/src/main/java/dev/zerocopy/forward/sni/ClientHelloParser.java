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

package dev.zerocopy.forward.sni;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Finds the server name in the first bytes of a connection (RFC 8446 section 4.1.2, RFC
 * 6066 section 3). The handshake message may be spread over records, and records over
 * segments. Only looks: no byte is consumed. With Encrypted Client Hello the outer name
 * is found, which is the one meant for routing.
 */
public final class ClientHelloParser {

	private static final int RECORD_HEADER = 5;

	private static final int HANDSHAKE_HEADER = 4;

	private static final int HANDSHAKE_RECORD = 22;

	private static final int CLIENT_HELLO = 1;

	// RFC 8446 section 5.1, with the slack older versions allow
	private static final int MAX_RECORD = 16384 + 2048;

	private static final int MAX_CLIENT_HELLO = 65535;

	private static final int SERVER_NAME_EXTENSION = 0;

	private static final int HOST_NAME = 0;

	private ClientHelloParser() {
	}

	/**
	 * Look for the server name.
	 * @param bytes all bytes received so far, left as they are
	 * @return what was found
	 */
	public static ClientHelloResult parse(ByteBuf bytes) {
		ByteBuf in = bytes.duplicate();
		ByteBuf handshake = Unpooled.buffer(Math.max(64, in.readableBytes()));
		while (true) {
			if (!startsLikeRecord(in)) {
				return ClientHelloResult.NOT_TLS;
			}
			if (in.readableBytes() < RECORD_HEADER) {
				return ClientHelloResult.incomplete(bytes.readableBytes() + missing(handshake));
			}
			int length = in.getUnsignedShort(in.readerIndex() + 3);
			if (length == 0 || length > MAX_RECORD) {
				return ClientHelloResult.NOT_TLS;
			}
			in.skipBytes(RECORD_HEADER);
			handshake.writeBytes(in, Math.min(length, in.readableBytes()));
			if (!startsLikeClientHello(handshake)) {
				return ClientHelloResult.NOT_TLS;
			}
			if (missing(handshake) == 0) {
				return parseClientHello(handshake);
			}
		}
	}

	private static boolean startsLikeRecord(ByteBuf in) {
		int known = in.readableBytes();
		int start = in.readerIndex();
		return (known < 1 || in.getUnsignedByte(start) == HANDSHAKE_RECORD)
				&& (known < 2 || in.getUnsignedByte(start + 1) == 3);
	}

	private static boolean startsLikeClientHello(ByteBuf handshake) {
		int known = handshake.readableBytes();
		return (known < 1 || handshake.getUnsignedByte(0) == CLIENT_HELLO)
				&& (known < HANDSHAKE_HEADER || handshake.getUnsignedMedium(1) <= MAX_CLIENT_HELLO);
	}

	/**
	 * Return how many bytes of the message have not arrived, as far as is known.
	 */
	private static int missing(ByteBuf handshake) {
		int known = handshake.readableBytes();
		if (known < HANDSHAKE_HEADER) {
			return HANDSHAKE_HEADER - known;
		}
		return Math.max(0, HANDSHAKE_HEADER + handshake.getUnsignedMedium(1) - known);
	}

	private static ClientHelloResult parseClientHello(ByteBuf handshake) {
		int length = handshake.getUnsignedMedium(1);
		try {
			return ClientHelloResult.found(serverName(handshake.slice(HANDSHAKE_HEADER, length)));
		}
		catch (IndexOutOfBoundsException ex) {
			return ClientHelloResult.NOT_TLS;
		}
	}

	private static @Nullable String serverName(ByteBuf hello) {
		hello.skipBytes(2 + 32);
		hello.skipBytes(hello.readUnsignedByte());
		hello.skipBytes(hello.readUnsignedShort());
		hello.skipBytes(hello.readUnsignedByte());
		if (!hello.isReadable()) {
			return null;
		}
		ByteBuf extensions = hello.readSlice(hello.readUnsignedShort());
		while (extensions.isReadable()) {
			int type = extensions.readUnsignedShort();
			ByteBuf extension = extensions.readSlice(extensions.readUnsignedShort());
			if (type == SERVER_NAME_EXTENSION) {
				return hostName(extension);
			}
		}
		return null;
	}

	private static @Nullable String hostName(ByteBuf extension) {
		ByteBuf names = extension.readSlice(extension.readUnsignedShort());
		while (names.isReadable()) {
			int type = names.readUnsignedByte();
			ByteBuf name = names.readSlice(names.readUnsignedShort());
			if (type == HOST_NAME) {
				return name.toString(StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
			}
		}
		return null;
	}

}
