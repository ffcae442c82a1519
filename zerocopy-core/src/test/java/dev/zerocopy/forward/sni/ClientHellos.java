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

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Real ClientHello messages, made by the JDK.
 */
public final class ClientHellos {

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
		ByteBuffer in = ByteBuffer.wrap(hello);
		int position = 5 + 4 + 2 + 32;
		position += 1 + (in.get(position) & 0xff);
		position += 2 + (in.getShort(position) & 0xffff);
		position += 1 + (in.get(position) & 0xff);
		int extensions = in.getShort(position) & 0xffff;
		ByteBuffer out = ByteBuffer.allocate(hello.length + 4 + padding);
		out.put(hello, 0, 3).putShort((short) (hello.length - 5 + 4 + padding));
		int message = hello.length - 9 + 4 + padding;
		out.put((byte) 1).put((byte) (message >> 16)).putShort((short) message);
		out.put(hello, 9, position - 9).putShort((short) (extensions + 4 + padding));
		out.putShort((short) 21).putShort((short) padding).put(new byte[padding]);
		out.put(hello, position + 2, hello.length - position - 2);
		return out.array();
	}

}
