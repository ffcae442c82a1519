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

package dev.zerocopy.forward.relay;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;

import io.netty.channel.unix.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import dev.zerocopy.transport.TransportCapabilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link Errno}.
 */
class ErrnoTests {

	static final List<Throwable> OF_THIS_PROCESS = List.of(new NoSocketException("no descriptor", new IOException()),
			new ConnectException("connect(..) failed with error(-99): Cannot assign requested address"),
			new ConnectException("connect(..) failed with error(-105): No buffer space available"),
			new BindException("Cannot assign requested address"),
			new SocketException().initCause(new BindException("Cannot assign requested address")));

	static final List<Throwable> OF_THE_PEER = List.of(new ConnectException("Connection refused"),
			new ConnectException("connect(..) failed with error(-111): Connection refused"),
			new ConnectException("connect(..) failed with error(-11): Resource temporarily unavailable"),
			new NoRouteToHostException(), new SocketTimeoutException("error(-99)"), new IOException("(..) error(-99)"),
			new ConnectException());

	@ParameterizedTest
	@FieldSource("OF_THIS_PROCESS")
	void failureForWantOfALocalResourceIsNotOneOfThePeer(Throwable failure) {
		assertThat(Errno.isLocal(failure)).isTrue();
	}

	@ParameterizedTest
	@FieldSource("OF_THE_PEER")
	void failureOfThePeerIsNotALocalOne(Throwable failure) {
		assertThat(Errno.isLocal(failure)).isFalse();
	}

	@Test
	void numbersAreReadFromTheExceptionsOfNetty() {
		assumeThat(TransportCapabilities.detect().epoll().isAvailable()).isTrue();
		assertThat(catchException(() -> Errors.handleConnectErrno("connect", -99))).isInstanceOf(ConnectException.class)
			.satisfies((failure) -> assertThat(Errno.isLocal(failure)).isTrue());
		assertThat(catchException(() -> Errors.handleConnectErrno("connect", -111)))
			.satisfies((failure) -> assertThat(Errno.isLocal(failure)).isFalse());
	}

}
