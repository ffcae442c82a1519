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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionLimiter}.
 */
class ConnectionLimiterTests {

	private static final InetSocketAddress ONE = client(1, 1000);

	private static final InetSocketAddress ONE_AGAIN = client(1, 2000);

	private static final InetSocketAddress OTHER = client(2, 1000);

	@Test
	void routeHasAsManyPlacesAsConfigured() {
		ConnectionLimiter limiter = new ConnectionLimiter(2, 0);
		assertThat(limiter.acquireRoute()).isTrue();
		assertThat(limiter.acquireRoute()).isTrue();
		assertThat(limiter.acquireRoute()).isFalse();
		assertThat(limiter.open()).isEqualTo(2);
		limiter.releaseRoute();
		assertThat(limiter.acquireRoute()).isTrue();
	}

	@Test
	void zeroMeansNoLimit() {
		ConnectionLimiter limiter = new ConnectionLimiter(0, 0);
		for (int i = 0; i < 1000; i++) {
			assertThat(limiter.acquireRoute()).isTrue();
			assertThat(limiter.acquireClient(ONE)).isTrue();
		}
		assertThat(limiter.open()).isEqualTo(1000);
	}

	@Test
	void portsOfOneAddressShareItsPlaces() {
		ConnectionLimiter limiter = new ConnectionLimiter(0, 1);
		assertThat(limiter.acquireClient(ONE)).isTrue();
		assertThat(limiter.acquireClient(ONE_AGAIN)).isFalse();
		assertThat(limiter.acquireClient(OTHER)).isTrue();
		assertThat(limiter.acquireClient(null)).isTrue();
		limiter.releaseClient(ONE);
		assertThat(limiter.acquireClient(ONE_AGAIN)).isTrue();
	}

	private static InetSocketAddress client(int host, int port) {
		try {
			return new InetSocketAddress(InetAddress.getByAddress(new byte[] { 10, 0, 0, (byte) host }), port);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
