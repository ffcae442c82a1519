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

package dev.zerocopy.transport;

import java.io.IOException;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.FileDescriptor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link TransportCapabilities} and {@link PipeControl}.
 */
class TransportCapabilitiesTests {

	@Test
	void spliceIsProvenByMovingBytesWhereEpollIsAvailable() {
		assumeThat(Epoll.isAvailable()).isTrue();
		assertThat(TransportCapabilities.detect().epoll().isAvailable()).isTrue();
		assertThat(TransportCapabilities.detect().splice().cause()).isNull();
	}

	@Test
	void everyMissingCapabilityNamesItsCause() {
		TransportCapabilities capabilities = TransportCapabilities.detect();
		assertThat(new Capability[] { capabilities.epoll(), capabilities.splice(), capabilities.pipeSizing() })
			.allSatisfy((capability) -> assertThat(capability.isAvailable()).isEqualTo(capability.cause() == null));
		assertThat(Capability.unavailable("x", new IllegalStateException("outer", new IOException("no such call")))
			.cause()).isEqualTo("no such call");
	}

	@Test
	void resizedPipeReportsTheCapacityTheKernelGave() throws IOException {
		assumeThat(TransportCapabilities.detect().pipeSizing().isAvailable()).isTrue();
		FileDescriptor[] pipe = FileDescriptor.pipe();
		try {
			int capacity = PipeControl.detect().resize(pipe[0].intValue(), 200_000);
			assertThat(capacity).isIn(8192, 65536, 262144);
			assertThat(PipeControl.detect().resize(pipe[1].intValue(), Integer.MAX_VALUE)).isPositive();
		}
		finally {
			pipe[0].close();
			pipe[1].close();
		}
	}

}
