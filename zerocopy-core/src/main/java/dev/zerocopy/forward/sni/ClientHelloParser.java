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
			int type = in.isReadable() ? in.getUnsignedByte(in.readerIndex()) : HANDSHAKE_RECORD;
			if (type != HANDSHAKE_RECORD) {
				return ClientHelloResult.NOT_TLS;
			}
			if (in.readableBytes() >= 2 && in.getUnsignedByte(in.readerIndex() + 1) != 3) {
				return ClientHelloResult.NOT_TLS;
			}
			if (in.readableBytes() < RECORD_HEADER) {
				return ClientHelloResult.INCOMPLETE;
			}
			int length = in.getUnsignedShort(in.readerIndex() + 3);
			if (length == 0 || length > MAX_RECORD) {
				return ClientHelloResult.NOT_TLS;
			}
			in.skipBytes(RECORD_HEADER);
			int available = Math.min(length, in.readableBytes());
			handshake.writeBytes(in, available);
			ClientHelloResult result = parseHandshake(handshake.duplicate());
			if (result != ClientHelloResult.INCOMPLETE || available < length) {
				return result;
			}
		}
	}

	private static ClientHelloResult parseHandshake(ByteBuf handshake) {
		if (handshake.isReadable() && handshake.getUnsignedByte(handshake.readerIndex()) != CLIENT_HELLO) {
			return ClientHelloResult.NOT_TLS;
		}
		if (handshake.readableBytes() < 4) {
			return ClientHelloResult.INCOMPLETE;
		}
		int length = handshake.getUnsignedMedium(handshake.readerIndex() + 1);
		if (length > MAX_CLIENT_HELLO) {
			return ClientHelloResult.NOT_TLS;
		}
		handshake.skipBytes(4);
		if (handshake.readableBytes() < length) {
			return ClientHelloResult.INCOMPLETE;
		}
		try {
			return ClientHelloResult.found(serverName(handshake.readSlice(length)));
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
