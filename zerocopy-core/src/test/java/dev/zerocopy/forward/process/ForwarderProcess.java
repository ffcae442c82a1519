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

package dev.zerocopy.forward.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import dev.zerocopy.forward.Platform;
import dev.zerocopy.forward.relay.TransferMode;

import static org.awaitility.Awaitility.await;

/**
 * A {@link ForwarderMain forwarder} in a process of its own, with a route from a loopback
 * port to an upstream.
 */
final class ForwarderProcess implements AutoCloseable {

	private final ChildProcess process;

	private final int port;

	private ForwarderProcess(ChildProcess process) throws IOException {
		this.process = process;
		this.port = Integer.parseInt(process.awaitAnswer());
	}

	static ForwarderProcess start(Platform platform, TransferMode mode, int upstream) throws IOException {
		return start(platform, mode, upstream, 2, List.of());
	}

	/**
	 * Start a forwarder that another program watches.
	 * @param platform the platform
	 * @param mode the transfer mode
	 * @param upstream the port of the upstream
	 * @param threads the number of event loops
	 * @param prefix the other program with its options
	 */
	static ForwarderProcess start(Platform platform, TransferMode mode, int upstream, int threads, List<String> prefix)
			throws IOException {
		// a small and fixed young generation: what is resident follows what is in use
		return new ForwarderProcess(ChildProcess.start(prefix, List.of("-XX:+UseSerialGC", "-Xmn16m", "-Xmx256m"),
				ForwarderMain.class, platform.name(), mode.name(), "127.0.0.1:" + upstream, String.valueOf(threads)));
	}

	InetSocketAddress address() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port);
	}

	/**
	 * Look from outside at a forwarder that no other program watches.
	 */
	ProcessView process() throws IOException {
		return new ProcessView(this.process.pid());
	}

	/**
	 * Return what it had printed, such as warnings, when it answered last.
	 */
	String printed() {
		return this.process.printed();
	}

	/**
	 * Collect garbage and look.
	 */
	Snapshot snapshot() throws IOException {
		return Snapshot.parse(this.process.ask("state"));
	}

	/**
	 * Wait until no connection is open, and look.
	 */
	Snapshot awaitIdle() throws IOException {
		await().atMost(Duration.ofSeconds(20)).until(() -> snapshot().active() == 0);
		// the last look collected garbage before the last connection had ended
		return snapshot();
	}

	@Override
	public void close() throws IOException, InterruptedException {
		this.process.close();
	}

}
