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

import java.net.InetSocketAddress;

import io.netty.channel.unix.DomainSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link HostAddress}.
 */
class HostAddressTests {

	@ParameterizedTest
	@CsvSource({ "127.0.0.1:80, 127.0.0.1, 80, false", "[::1]:443, ::1, 443, false",
			"db.example.org:5432, db.example.org, 5432, true", "localhost:0, localhost, 0, true",
			"my_service-1:65535, my_service-1, 65535, true" })
	void hostAndPortAreFound(String text, String host, int port, boolean name) {
		HostAddress address = HostAddress.parse(text);
		assertThat(address.host()).isEqualTo(host);
		assertThat(address.port()).isEqualTo(port);
		assertThat(address.needsResolution()).isEqualTo(name);
		assertThat(address).hasToString(text);
	}

	@Test
	void portAloneMeansEveryLocalAddress() {
		assertThat(HostAddress.parse(":8080").literal()).isEqualTo(new InetSocketAddress(8080));
	}

	@Test
	void unixPathIsAnAddress() {
		HostAddress address = HostAddress.parse("unix:/run/app/db.sock");
		assertThat(address.isUnix()).isTrue();
		assertThat(address.literal()).isEqualTo(new DomainSocketAddress("/run/app/db.sock"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "localhost|has no port", "localhost:|no port number", "localhost:http|no port number",
					"localhost:65536|above 65535", "localhost:-1|no port number", "::1:80|without brackets",
					"[::g]:80|no valid IPv6", "unix:run/x|no absolute path", "a b:80|characters", "a/b:80|characters",
					"h:123456|no port number" })
	void messageOfAnInvalidAddressNamesItAndTheReason(String text, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> HostAddress.parse(text))
			.withMessageContaining("'" + text + "'")
			.withMessageContaining(reason);
	}

	@Test
	void unixPathMustFitTheKernelsLimit() {
		HostAddress.parse("unix:/" + "x".repeat(106));
		assertThatIllegalArgumentException().isThrownBy(() -> HostAddress.parse("unix:/" + "x".repeat(107)))
			.withMessageContaining("longer than 107 bytes");
	}

}
