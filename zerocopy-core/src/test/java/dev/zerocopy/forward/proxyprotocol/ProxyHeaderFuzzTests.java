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

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.zerocopy.fuzz.FuzzSource;
import dev.zerocopy.fuzz.FuzzTarget;
import dev.zerocopy.fuzz.Fuzzer;
import dev.zerocopy.fuzz.Require;

/**
 * Properties of {@link ProxyHeaderParser} that hold for every start of a connection.
 */
@Tag("slow")
class ProxyHeaderFuzzTests {

	private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");

	@Test
	void headerIsTheSameHoweverItArrives() {
		Fuzzer.run("proxy header", 50_000, new Target());
	}

	/**
	 * A start of a connection.
	 *
	 * @param bytes the bytes
	 * @param accepted what the route accepts
	 * @param expected the header, {@code null} unless it is well-formed
	 * @param length the length of a well-formed header
	 */
	private record Input(byte[] bytes, ProxyProtocolVersion accepted, ProxyHeader expected, int length) {

	}

	/**
	 * What came of parsing.
	 *
	 * @param header the header, {@code null} if there is none
	 * @param rejected whether the parser threw
	 * @param consumed bytes skipped
	 */
	private record Outcome(ProxyHeader header, boolean rejected, int consumed) {

	}

	private static final class Target implements FuzzTarget<Input> {

		@Override
		public Input generate(FuzzSource source) {
			boolean v1 = source.oneIn(2);
			InetSocketAddress from = address(source, source.oneIn(2));
			InetSocketAddress to = address(source, from.getAddress().getAddress().length == 16);
			boolean local = source.oneIn(8);
			byte[] header = v1 ? line(source, from, to, local) : binary(source, from, to, local);
			byte[] payload = source.bytes(source.below(24));
			byte[] bytes = ByteBuffer.allocate(header.length + payload.length).put(header).put(payload).array();
			if (source.oneIn(3)) {
				ProxyHeader expected = local ? ProxyHeader.LOCAL : new ProxyHeader(from, to);
				return new Input(bytes,
						source.pick(ProxyProtocolVersion.ANY, v1 ? ProxyProtocolVersion.V1 : ProxyProtocolVersion.V2),
						expected, header.length);
			}
			return new Input(source.oneIn(32) ? payload : source.damage(bytes),
					source.pick(ProxyProtocolVersion.ANY, ProxyProtocolVersion.V1, ProxyProtocolVersion.V2), null, 0);
		}

		private static InetSocketAddress address(FuzzSource source, boolean ipv6) {
			byte[] address = source.bytes(ipv6 ? 16 : 4);
			// an IPv4 address in an IPv6 one would come back as what it is; the decoder
			// wants a port
			address[0] = (byte) (address[0] | 1);
			try {
				return new InetSocketAddress(InetAddress.getByAddress(address), source.between(1, 65535));
			}
			catch (UnknownHostException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private static byte[] line(FuzzSource source, InetSocketAddress from, InetSocketAddress to, boolean local) {
			String text = "PROXY " + (local ? source.pick("UNKNOWN", "UNKNOWN a b c d")
					: ((from.getAddress().getAddress().length == 4) ? "TCP4 " : "TCP6 ")
							+ from.getAddress().getHostAddress() + ' ' + to.getAddress().getHostAddress() + ' '
							+ from.getPort() + ' ' + to.getPort())
					+ "\r\n";
			return text.getBytes(StandardCharsets.ISO_8859_1);
		}

		private static byte[] binary(FuzzSource source, InetSocketAddress from, InetSocketAddress to, boolean local) {
			ByteArrayOutputStream body = new ByteArrayOutputStream();
			body.writeBytes(from.getAddress().getAddress());
			body.writeBytes(to.getAddress().getAddress());
			body.writeBytes(
					ByteBuffer.allocate(4).putShort((short) from.getPort()).putShort((short) to.getPort()).array());
			for (int options = source.below(3); options > 0; options--) {
				byte[] value = source.bytes(source.oneIn(100) ? source.below(4000) : source.below(12));
				body.write(source.pick(1, 2, 3, 4, 5, 0x30, 0xee));
				body.writeBytes(ByteBuffer.allocate(2).putShort((short) value.length).array());
				body.writeBytes(value);
			}
			int family = (from.getAddress().getAddress().length == 4) ? 0x11 : 0x21;
			return ByteBuffer.allocate(16 + body.size())
				.put(SIGNATURE)
				.put((byte) (local ? 0x20 : 0x21))
				.put((byte) family)
				.putShort((short) body.size())
				.put(body.toByteArray())
				.array();
		}

		@Override
		public void check(Input input) {
			int length = input.bytes().length;
			Outcome whole = Require.allocating(64 * 1024 + 16L * length, () -> parse(input, length));
			if (input.expected() != null) {
				Require.equal(whole, new Outcome(input.expected(), false, input.length()), "outcome");
			}
			Require.that(whole.rejected() || whole.header() != null || length < 16 + 65535,
					"a header is never waited for without an end");
			Require.that(whole.header() == null || whole.consumed() > 0, "a header has been skipped");
			Require.that(whole.header() != null || whole.consumed() == 0 || whole.rejected(), "nothing is lost");
			Require.equal(arriving(input), whole, "outcome when bytes arrive one by one");
		}

		private static Outcome arriving(Input input) {
			for (int known = 0; known < input.bytes().length; known++) {
				Outcome outcome = parse(input, known);
				if (outcome.header() != null || outcome.rejected()) {
					return outcome;
				}
			}
			return parse(input, input.bytes().length);
		}

		private static Outcome parse(Input input, int known) {
			ByteBuf bytes = Unpooled.wrappedBuffer(input.bytes(), 0, known);
			try {
				ProxyHeader header = ProxyHeaderParser.parse(bytes, input.accepted());
				return new Outcome(header, false, bytes.readerIndex());
			}
			catch (IllegalArgumentException ex) {
				return new Outcome(null, true, 0);
			}
			finally {
				Require.that(bytes.refCnt() == 1, "the header is released");
				bytes.release();
			}
		}

		@Override
		public String describe(Input input) {
			return HexFormat.of().formatHex(input.bytes()) + " for " + input.accepted();
		}

	}

}
