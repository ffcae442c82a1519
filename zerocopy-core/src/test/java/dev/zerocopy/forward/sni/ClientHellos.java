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

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Real ClientHello messages, made by the JDK.
 */
public final class ClientHellos {

	private static final int PADDING = 21;

	private static final int ENCRYPTED_CLIENT_HELLO = 0xfe0d;

	private ClientHellos() {
	}

	/**
	 * Make a ClientHello in one record.
	 * @param serverName the server name, {@code null} for none
	 * @return the bytes
	 */
	public static byte[] of(String serverName) {
		try {
			SSLEngine engine = SSLContext.getDefault().createSSLEngine();
			engine.setUseClientMode(true);
			if (serverName != null) {
				SSLParameters parameters = engine.getSSLParameters();
				parameters.setServerNames(List.of(new SNIHostName(serverName)));
				engine.setSSLParameters(parameters);
			}
			ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
			engine.wrap(ByteBuffer.allocate(0), out);
			byte[] bytes = new byte[out.flip().remaining()];
			out.get(bytes);
			return bytes;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Spread the handshake message of one record over several.
	 * @param hello a ClientHello in one record
	 * @param size the size of each record
	 * @return the same message in more records
	 */
	public static byte[] inRecords(byte[] hello, int size) {
		ByteBuffer out = ByteBuffer.allocate(hello.length * 6);
		for (int from = 5; from < hello.length; from += size) {
			int length = Math.min(size, hello.length - from);
			out.put(hello, 0, 3).putShort((short) length).put(hello, from, length);
		}
		byte[] bytes = new byte[out.flip().remaining()];
		out.get(bytes);
		return bytes;
	}

	/**
	 * Lengthen a ClientHello by a padding extension (RFC 7685).
	 * @param hello a ClientHello in one record
	 * @param padding the length of the padding
	 * @return a longer ClientHello
	 */
	public static byte[] padded(byte[] hello, int padding) {
		return extended(hello, PADDING, new byte[padding]);
	}

	/**
	 * Add an Encrypted Client Hello (RFC 9849 section 5) in front of all other
	 * extensions, so that who looks for the server name meets it first.
	 * @param outer a ClientHello in one record, with the public name
	 * @param payload what is encrypted, or stands for it
	 * @return a ClientHello with both
	 */
	public static byte[] encrypted(byte[] outer, byte[] payload) {
		byte[] encapsulatedKey = new byte[32];
		new Random(payload.length).nextBytes(encapsulatedKey);
		ByteBuffer extension = ByteBuffer.allocate(10 + encapsulatedKey.length + payload.length);
		// type outer, HKDF-SHA256 and AES-128-GCM, the number of a configuration
		extension.put((byte) 0).putShort((short) 1).putShort((short) 1).put((byte) 7);
		extension.putShort((short) encapsulatedKey.length).put(encapsulatedKey);
		extension.putShort((short) payload.length).put(payload);
		return extended(outer, ENCRYPTED_CLIENT_HELLO, extension.array());
	}

	/**
	 * Add an Encrypted Client Hello that nobody can decrypt, as clients without a
	 * configuration of the server send it (RFC 9849 section 6.2).
	 * @param hello a ClientHello in one record
	 * @return a ClientHello with a random extension
	 */
	public static byte[] greased(byte[] hello) {
		// a multiple of 32 and the tag of the cipher
		byte[] payload = new byte[192 + 16];
		new Random(46).nextBytes(payload);
		return encrypted(hello, payload);
	}

	private static byte[] extended(byte[] hello, int type, byte[] extension) {
		ByteBuffer in = ByteBuffer.wrap(hello);
		int position = 5 + 4 + 2 + 32;
		position += 1 + (in.get(position) & 0xff);
		position += 2 + (in.getShort(position) & 0xffff);
		position += 1 + (in.get(position) & 0xff);
		int extensions = in.getShort(position) & 0xffff;
		int added = 4 + extension.length;
		ByteBuffer out = ByteBuffer.allocate(hello.length + added);
		out.put(hello, 0, 3).putShort((short) (hello.length - 5 + added));
		int message = hello.length - 9 + added;
		out.put((byte) 1).put((byte) (message >> 16)).putShort((short) message);
		out.put(hello, 9, position - 9).putShort((short) (extensions + added));
		out.putShort((short) type).putShort((short) extension.length).put(extension);
		out.put(hello, position + 2, hello.length - position - 2);
		return out.array();
	}

}
