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
import java.util.Map;
import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.zerocopy.forward.sni.ClientHelloResult.State;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientHelloParser} and {@link ServerNames}.
 */
class ClientHelloParserTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 100, 16384 })
	void everyPrefixIsIncompleteUntilTheNameIsFound(int recordSize) {
		byte[] hello = ClientHellos.inRecords(ClientHellos.of("Www.Example.org"), recordSize);
		for (int length = 0; length < hello.length; length++) {
			assertThat(ClientHelloParser.parse(Unpooled.wrappedBuffer(hello, 0, length)).state())
				.isEqualTo(State.INCOMPLETE);
		}
		assertThat(ClientHelloParser.parse(Unpooled.wrappedBuffer(hello)))
			.isEqualTo(ClientHelloResult.found("www.example.org"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 100, 16384 })
	void bytesNeededNeverGoBeyondTheMessageAndComeInFewSteps(int recordSize) {
		byte[] hello = ClientHellos.inRecords(ClientHellos.padded(ClientHellos.of("www.example.org"), 8000),
				recordSize);
		int length = 0;
		int steps = 0;
		ClientHelloResult result = ClientHelloParser.parse(Unpooled.EMPTY_BUFFER);
		while (result.state() == State.INCOMPLETE) {
			assertThat(result.needed()).isBetween(length + 1, hello.length);
			length = result.needed();
			result = ClientHelloParser.parse(Unpooled.wrappedBuffer(hello, 0, length));
			steps++;
		}
		assertThat(result.serverName()).isEqualTo("www.example.org");
		assertThat(steps).isLessThan(100);
	}

	@Test
	void bytesAreLeftAlone() {
		ByteBuf bytes = Unpooled.wrappedBuffer(ClientHellos.of("a.example"), new byte[100]);
		int readable = bytes.readableBytes();
		assertThat(ClientHelloParser.parse(bytes).serverName()).isEqualTo("a.example");
		assertThat(bytes.readableBytes()).isEqualTo(readable);
	}

	@Test
	void helloWithoutNameIsComplete() {
		assertThat(ClientHelloParser.parse(Unpooled.wrappedBuffer(ClientHellos.of(null))))
			.isEqualTo(ClientHelloResult.found(null));
	}

	@Test
	void nameBehindSixteenKibibytesIsFound() {
		byte[] hello = ClientHellos.padded(ClientHellos.of("far.example"), 15_000);
		assertThat(ClientHelloParser.parse(Unpooled.wrappedBuffer(hello)).serverName()).isEqualTo("far.example");
		byte[] larger = ClientHellos.inRecords(ClientHellos.padded(ClientHellos.of("far.example"), 40_000), 16_000);
		assertThat(ClientHelloParser.parse(Unpooled.wrappedBuffer(larger)).serverName()).isEqualTo("far.example");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1\r\n", "SSH-2.0-OpenSSH", "\u0016\u0002x", "\u0016\u0003\u0001\u0000\u0000",
			"\u0016\u0003\u0001\u007f\u007f", "\u0016\u0003\u0001\u0000\u0004\u0002\u0000\u0000\u0000" })
	void otherProtocolsAreKnownAtOnce(String bytes) {
		assertThat(ClientHelloParser.parse(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1)).state())
			.isEqualTo(State.NOT_TLS);
	}

	@Test
	void nameOfAnEncryptedHelloIsTheOuterOne() {
		byte[] inner = ClientHellos.of("secret.example");
		byte[] outer = ClientHellos.encrypted(ClientHellos.of("public.example"), inner);
		assertThat(ClientHelloParser.parse(Unpooled.wrappedBuffer(outer)).serverName()).isEqualTo("public.example");
		assertThat(ClientHelloParser.parse(Unpooled.wrappedBuffer(ClientHellos.greased(inner))).serverName())
			.isEqualTo("secret.example");
		byte[] nameless = ClientHellos.encrypted(ClientHellos.of(null), inner);
		assertThat(ClientHelloParser.parse(Unpooled.wrappedBuffer(nameless))).isEqualTo(ClientHelloResult.found(null));
	}

	@Test
	void damagedHelloNeverThrows() {
		byte[] hello = ClientHellos.of("www.example.org");
		Random random = new Random(46);
		for (int i = 0; i < 20_000; i++) {
			byte[] damaged = hello.clone();
			for (int j = 0; j <= random.nextInt(4); j++) {
				damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
			}
			assertThat(ClientHelloParser.parse(Unpooled.wrappedBuffer(damaged)).state()).isNotNull();
		}
	}

	@ParameterizedTest
	@CsvSource({ "exact.example, exact", "a.example, star", "a.b.example, star", "a.deep.example, deep", "example, ",
			"deep.example, star", "other.test, " })
	void exactNameWinsThenTheLongestStar(String name, String expected) {
		ServerNames<String> names = new ServerNames<>(
				Map.of("Exact.Example", "exact", "*.example", "star", "*.deep.example", "deep"));
		assertThat(names.find(name)).isEqualTo(expected);
		assertThat(names.find(null)).isNull();
	}

}
