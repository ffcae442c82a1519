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

package dev.zerocopy.forward.upstream;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.zerocopy.forward.address.HostAddress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link UpstreamGroup}, {@link Upstream} and the balancers.
 */
class UpstreamGroupTests {

	private final AtomicLong clock = new AtomicLong();

	@Test
	void roundRobinSpreadsByWeightWithoutBursts() {
		UpstreamGroup group = group(BalanceMode.ROUND_ROBIN, spec("a", 3, false), spec("b", 1, false));
		List<String> order = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			order.add(name(group.choose(null, List.of())));
		}
		assertThat(order).containsExactly("a", "a", "b", "a", "a", "a", "b", "a");
	}

	@Test
	void leastConnectionsFollowsLoadAndWeight() {
		UpstreamGroup group = group(BalanceMode.LEAST_CONNECTIONS, spec("a", 2, false), spec("b", 1, false));
		Map<String, Integer> chosen = count(group, 300);
		assertThat(chosen.get("a")).isEqualTo(200);
		Upstream b = group.upstreams().get(1);
		for (int i = 0; i < 100; i++) {
			b.release();
		}
		for (int i = 0; i < 50; i++) {
			assertThat(name(group.choose(null, List.of()))).isEqualTo("b");
		}
	}

	@Test
	void randomTwoNeverChoosesTheMostLoaded() {
		UpstreamGroup group = group(BalanceMode.RANDOM_TWO, spec("a", 1, false), spec("b", 1, false),
				spec("c", 1, false));
		for (int i = 0; i < 10; i++) {
			group.upstreams().get(2).acquire();
		}
		for (int i = 0; i < 200; i++) {
			Upstream upstream = group.choose(null, List.of());
			assertThat(name(upstream)).isNotEqualTo("c");
			upstream.release();
		}
		assertThat(count(group, 90).values()).allSatisfy((count) -> assertThat(count).isBetween(15, 45));
	}

	@Test
	void sourceHashKeepsClientsAndMovesOnlyThoseOfALostUpstream() {
		UpstreamGroup group = group(BalanceMode.SOURCE_HASH, spec("a", 1, false), spec("b", 1, false),
				spec("c", 2, false));
		Map<InetSocketAddress, String> before = new HashMap<>();
		Map<String, Integer> shares = new HashMap<>();
		for (int i = 0; i < 2000; i++) {
			InetSocketAddress client = client(i);
			String name = name(group.choose(client, List.of()));
			before.put(client, name);
			shares.merge(name, 1, Integer::sum);
			assertThat(name(group.choose(client, List.of()))).isEqualTo(name);
		}
		assertThat(shares.get("c")).isBetween(850, 1150);
		assertThat(shares.get("a")).isBetween(400, 600);
		group.enable("10.0.0.1:1", false);
		before.forEach((client, name) -> {
			String now = name(group.choose(client, List.of()));
			assertThat(now).isNotEqualTo("a");
			if (!name.equals("a")) {
				assertThat(now).isEqualTo(name);
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void everyModeChoosesTheOnlyOneAvailable(BalanceMode mode) {
		UpstreamGroup group = group(mode, spec("a", 1, false), spec("b", 1, false));
		group.enable("10.0.0.1:1", false);
		for (int i = 0; i < 20; i++) {
			assertThat(name(group.choose(client(i), List.of()))).isEqualTo("b");
		}
		group.enable("10.0.0.2:1", false);
		assertThat(group.choose(client(1), List.of())).isNull();
		assertThat(group.enable("10.0.0.3:1", true)).isFalse();
	}

	@Test
	void backupIsChosenWhenNoOtherIsUpAndAfterTheOthersWereTried() {
		UpstreamGroup group = group(BalanceMode.ROUND_ROBIN, spec("a", 1, false), spec("b", 1, true));
		Upstream a = group.choose(null, List.of());
		assertThat(name(a)).isEqualTo("a");
		assertThat(name(group.choose(null, List.of(a)))).isEqualTo("b");
		fail(a, 3);
		assertThat(name(group.choose(null, List.of()))).isEqualTo("b");
	}

	@Test
	void thirdFailureEjectsForTenSecondsThenForTwiceAsLong() {
		UpstreamGroup group = group(BalanceMode.ROUND_ROBIN, spec("a", 1, false), spec("b", 1, false));
		Upstream a = group.upstreams().get(0);
		fail(a, 2);
		assertThat(group.states(null).get(0).ejected()).isFalse();
		fail(a, 1);
		assertThat(group.states(null).get(0).isUp()).isFalse();
		this.clock.addAndGet(Duration.ofSeconds(10).toNanos());
		assertThat(group.states(null).get(0).isUp()).isTrue();
		fail(a, 1);
		this.clock.addAndGet(Duration.ofSeconds(19).toNanos());
		assertThat(group.states(null).get(0).ejected()).isTrue();
		this.clock.addAndGet(Duration.ofSeconds(1).toNanos());
		assertThat(group.states(null).get(0).ejected()).isFalse();
		a.connectSucceeded();
		fail(a, 2);
		assertThat(group.states(null).get(0).ejected()).isFalse();
	}

	@Test
	void ejectionIsIgnoredWhenItWouldLeaveNothing() {
		UpstreamGroup group = group(BalanceMode.ROUND_ROBIN, spec("a", 1, false), spec("b", 1, false));
		group.upstreams().forEach((upstream) -> fail(upstream, 3));
		assertThat(group.choose(null, List.of())).isNotNull();
	}

	@Test
	void checksBringAnUpstreamDownAfterFallAndUpAfterRise() {
		UpstreamGroup group = group(BalanceMode.ROUND_ROBIN, spec("a", 1, false));
		Upstream a = group.upstreams().get(0);
		assertThat(a.checked(false, 2, 3)).isFalse();
		assertThat(a.checked(false, 2, 3)).isFalse();
		assertThat(a.checked(true, 2, 3)).isFalse();
		assertThat(a.checked(false, 2, 3)).isFalse();
		assertThat(a.checked(false, 2, 3)).isFalse();
		assertThat(a.checked(false, 2, 3)).isTrue();
		assertThat(group.choose(null, List.of())).isNull();
		assertThat(a.checked(true, 2, 3)).isFalse();
		assertThat(a.checked(true, 2, 3)).isTrue();
		assertThat(group.choose(null, List.of())).isSameAs(a);
	}

	@Test
	void resolvedAddressesThatStayKeepTheirCounters() throws UnknownHostException {
		UpstreamGroup group = new UpstreamGroup(List.of(UpstreamSpec.of("name.example:1")), BalanceMode.ROUND_ROBIN,
				this.clock::get);
		assertThat(group.choose(null, List.of())).isNull();
		UpstreamEntry entry = group.entries().get(0);
		assertThat(entry.resolved(List.of(InetAddress.getByName("10.0.0.1"), InetAddress.getByName("10.0.0.2"))))
			.isTrue();
		Upstream kept = group.upstreams().get(1);
		assertThat(entry.resolved(List.of(InetAddress.getByName("10.0.0.2"), InetAddress.getByName("10.0.0.1"))))
			.isFalse();
		assertThat(entry.resolved(List.of(InetAddress.getByName("10.0.0.3"), InetAddress.getByName("10.0.0.2"))))
			.isTrue();
		assertThat(group.upstreams()).hasSize(2).contains(kept);
	}

	@Test
	void weightOutOfRangeAndMissingPartsAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> spec("a", 0, false))
			.withMessageContaining("Weight 0 of upstream '10.0.0.1:1'");
		assertThatIllegalArgumentException().isThrownBy(() -> UpstreamSpec.of(":80"));
		assertThatIllegalArgumentException().isThrownBy(() -> UpstreamSpec.of("host:0"));
	}

	private void fail(Upstream upstream, int times) {
		for (int i = 0; i < times; i++) {
			upstream.connectFailed(this.clock.get());
		}
	}

	private UpstreamGroup group(BalanceMode mode, UpstreamSpec... specs) {
		return new UpstreamGroup(List.of(specs), mode, this.clock::get);
	}

	private static UpstreamSpec spec(String name, int weight, boolean backup) {
		return new UpstreamSpec(HostAddress.parse("10.0.0." + (name.charAt(0) - 'a' + 1) + ":1"), weight, backup);
	}

	private static String name(Upstream upstream) {
		assertThat(upstream).isNotNull();
		byte[] address = ((InetSocketAddress) upstream.address()).getAddress().getAddress();
		return String.valueOf((char) ('a' + address[3] - 1));
	}

	private static Map<String, Integer> count(UpstreamGroup group, int choices) {
		Map<String, Integer> counts = new HashMap<>();
		for (int i = 0; i < choices; i++) {
			counts.merge(name(group.choose(null, List.of())), 1, Integer::sum);
		}
		return counts;
	}

	private static InetSocketAddress client(int number) {
		try {
			return new InetSocketAddress(
					InetAddress.getByAddress(new byte[] { 10, 1, (byte) (number >> 8), (byte) number }), 5);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
