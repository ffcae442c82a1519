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

import java.util.HexFormat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ProxyHeaderParser} with headers that looked right at first.
 */
class ProxyHeaderParserTests {

	@ParameterizedTest
	@ValueSource(strings = {
			// version 0, and what follows the signature reads as another header
			"0d0a0d0a000d0a515549540a01110012a989a5233913184da799428302000379cfd1bbf0132fce4a5ecc37de453205",
			"0d0a0d0a000d0a515549540a4f110000", "0d0a0d0a000d0a515549540a2111000401020304",
			"0d0a0d0a000d0a515549540a2f110000" })
	void malformedBinaryHeaderIsRejectedAndReleased(String hex) {
		ByteBuf bytes = Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex));
		assertThatIllegalArgumentException().isThrownBy(() -> ProxyHeaderParser.parse(bytes, ProxyProtocolVersion.V2))
			.withMessageContaining("malformed");
		assertThat(bytes.refCnt()).isOne();
	}

}
