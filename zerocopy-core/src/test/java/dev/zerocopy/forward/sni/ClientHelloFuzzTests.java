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

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.zerocopy.forward.sni.ClientHelloResult.State;
import dev.zerocopy.fuzz.FuzzSource;
import dev.zerocopy.fuzz.FuzzTarget;
import dev.zerocopy.fuzz.Fuzzer;
import dev.zerocopy.fuzz.Require;

/**
 * Properties of {@link ClientHelloParser} that hold for every start of a connection.
 */
@Tag("slow")
class ClientHelloFuzzTests {

	private static final int ENOUGH = 600;

	private static final ServerNames<String> NAMES = new ServerNames<>(Map.of("*.b", "star", "a", "exact"));

	@Test
	void nameIsTheSameHoweverTheMessageArrives() {
		Fuzzer.run("client hello", 100_000, new Target());
	}

	/**
	 * A start of a connection.
	 *
	 * @param bytes the bytes
	 * @param wellFormed whether they are a ClientHello
	 * @param name the name in it, {@code null} for none
	 */
	private record Input(byte[] bytes, boolean wellFormed, String name) {

	}

	private static final class Target implements FuzzTarget<Input> {

		@Override
		public Input generate(FuzzSource source) {
			String name = source.oneIn(4) ? null : source.text("abAB.-09\u007f", 0, source.oneIn(64) ? 300 : 12);
			byte[] message = message(source, name);
			byte[] records = records(source, message);
			return source.oneIn(3) ? new Input(records, true, name) : new Input(source.damage(records), false, null);
		}

		private static byte[] message(FuzzSource source, String name) {
			Bytes hello = new Bytes().number(2, 0x0303).put(new byte[32]);
			hello.sized(1, source.bytes(source.pick(0, 0, 2, 32)));
			hello.sized(2, source.bytes(2 * source.between(1, 4)));
			hello.sized(1, new byte[1]);
			if (name != null || source.oneIn(2)) {
				Bytes extensions = new Bytes();
				for (int i = source.below(3); i > 0; i--) {
					extensions.number(2, source.between(1, 60))
						.sized(2, source.bytes(source.oneIn(200) ? source.below(20_000) : source.below(8)));
				}
				if (name != null) {
					Bytes names = new Bytes();
					if (source.oneIn(8)) {
						names.number(1, source.between(1, 255)).sized(2, source.bytes(source.below(4)));
					}
					names.number(1, 0).sized(2, name.getBytes(StandardCharsets.US_ASCII));
					extensions.number(2, 0).sized(2, new Bytes().sized(2, names.toByteArray()).toByteArray());
				}
				extensions.number(2, 43).sized(2, source.bytes(source.below(6)));
				hello.sized(2, extensions.toByteArray());
			}
			return new Bytes().number(1, 1).sized(3, hello.toByteArray()).toByteArray();
		}

		private static byte[] records(FuzzSource source, byte[] message) {
			Bytes records = new Bytes();
			int largest = source.oneIn(3) ? source.between(1, 64) : 16384;
			for (int from = 0; from < message.length; from += largest) {
				int length = Math.min(largest, message.length - from);
				records.number(1, 22).number(2, 0x0301).number(2, length);
				records.write(message, from, length);
			}
			return records.put(source.bytes(source.below(4))).toByteArray();
		}

		@Override
		public void check(Input input) {
			int length = input.bytes().length;
			ClientHelloResult whole = Require.allocating(16 * 1024 + 8L * length, () -> parse(input, length));
			if (input.wellFormed()) {
				Require.equal(whole.state(), State.CLIENT_HELLO, "state");
				String name = input.name();
				Require.equal(whole.serverName(), (name != null) ? name.toLowerCase(Locale.ROOT) : null, "name");
			}
			Require.that(whole.serverName() == null || whole.state() == State.CLIENT_HELLO,
					"a name is of a ClientHello");
			Require.that((whole.needed() > length) == (whole.state() == State.INCOMPLETE),
					"more is needed if incomplete");
			Require.that(whole.needed() <= length + 4 + 65535, "a bounded number of bytes is needed");
			NAMES.find(whole.serverName());
			arriving(input, whole);
		}

		/** Byte by byte, or as many as are asked for where that would take too long. */
		private static void arriving(Input input, ClientHelloResult whole) {
			int length = input.bytes().length;
			int needed = 0;
			int known = 0;
			while (known < length) {
				ClientHelloResult result = parse(input, known);
				if (result.state() != State.INCOMPLETE) {
					Require.equal(result, whole, "result before the end");
					Require.that(known >= needed || result.state() == State.NOT_TLS,
							"no message ends before the bytes asked for");
					return;
				}
				needed = result.needed();
				known = (length <= ENOUGH) ? known + 1 : Math.max(known + 1, needed);
			}
		}

		private static ClientHelloResult parse(Input input, int known) {
			ByteBuf bytes = Unpooled.wrappedBuffer(input.bytes(), 0, known);
			ClientHelloResult result = ClientHelloParser.parse(bytes);
			Require.that(bytes.readerIndex() == 0 && bytes.readableBytes() == known, "bytes are left alone");
			return result;
		}

		@Override
		public String describe(Input input) {
			return HexFormat.of().formatHex(input.bytes());
		}

	}

	/**
	 * Bytes in network order.
	 */
	private static final class Bytes extends ByteArrayOutputStream {

		Bytes number(int width, int value) {
			write(ByteBuffer.allocate(4).putInt(value).array(), 4 - width, width);
			return this;
		}

		Bytes sized(int width, byte[] value) {
			return number(width, value.length).put(value);
		}

		Bytes put(byte[] value) {
			writeBytes(value);
			return this;
		}

	}

}
