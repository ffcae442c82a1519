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

package dev.zerocopy.forward.access;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

import io.netty.channel.unix.DomainSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AccessRules} and {@link CidrList}.
 */
class AccessRulesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			value = { "10.1.2.3|-|-|true", "10.1.2.3|10.0.0.0/8|-|true", "11.1.2.3|10.0.0.0/8|-|false",
					"10.1.2.3|10.0.0.0/8|10.1.0.0/16|false", "10.2.2.3|10.0.0.0/8|10.1.0.0/16|true",
					"10.1.2.3|-|10.1.2.3|false", "10.1.2.4|-|10.1.2.3|true", "fd00::7|fd00::/8|-|true",
					"fd00::7|10.0.0.0/8|-|false", "::1|::1|-|true", "::ffff:10.1.2.3|10.0.0.0/8|-|true",
					"10.1.2.3|0.0.0.0/0|-|true", "192.0.2.1|10.0.0.0/8,192.0.2.0/24|-|true",
					"10.0.0.255|10.0.0.0/25|-|false", "10.0.0.127|10.0.0.0/25|-|true" })
	void denyWinsOverAllowAndNothingAllowsEveryone(String client, String allow, String deny, boolean expected)
			throws UnknownHostException {
		AccessRules rules = new AccessRules(list(allow), list(deny));
		assertThat(rules.allows(new InetSocketAddress(InetAddress.getByName(client), 1))).isEqualTo(expected);
	}

	@Test
	void clientsOfAUnixSocketAreAllowed() {
		AccessRules rules = new AccessRules(List.of("10.0.0.0/8"), List.of("0.0.0.0/0"));
		assertThat(rules.allows(null)).isTrue();
		assertThat(rules.allows(new DomainSocketAddress("/x"))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "host", "10.0.0.0/", "fd00::/129", "" })
	void messageOfAMalformedNetworkNamesIt(String network) {
		assertThatIllegalArgumentException().isThrownBy(() -> CidrList.of(List.of(network)))
			.withMessageContaining("Network '" + network + "'");
	}

	private List<String> list(String networks) {
		return (networks != null) ? Arrays.asList(networks.split(",")) : List.of();
	}

}
