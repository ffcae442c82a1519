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
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.sun.management.UnixOperatingSystemMXBean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.zerocopy.forward.Platform;
import dev.zerocopy.forward.ScenarioDuration;
import dev.zerocopy.forward.relay.TransferMode;

import static java.lang.management.ManagementFactory.getPlatformMXBean;
import static java.net.StandardSocketOptions.SO_LINGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many connections, with forwarder, client and upstream in processes of their own: each
 * may open so many descriptors only, and memory is that of the forwarder alone. The
 * numbers are those of the scenario list in the research on forwarding.
 */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ScaleTests {

	private static final int IDLE_CONNECTIONS = 10_000;

	/**
	 * Descriptors of the JVM, of listeners and of event loops.
	 */
	private static final int OTHER_DESCRIPTORS = 200;

	/**
	 * The design promises 40 MB; how much of its heap a JVM touches varies.
	 */
	private static final double TOLERANCE = 1.25;

	@ParameterizedTest
	@CsvSource({ "KERNEL,40", "NIO,80" })
	void s33TenThousandIdleConnectionsHoldNoPipeAndTwoDescriptorsEach(Platform platform, int megabytes)
			throws Exception {
		int count = (int) Math.min(IDLE_CONNECTIONS,
				(getPlatformMXBean(UnixOperatingSystemMXBean.class).getMaxFileDescriptorCount() - OTHER_DESCRIPTORS)
						/ 2);
		List<SocketChannel> clients = new ArrayList<>();
		try (EchoProcess upstream = EchoProcess.start();
				ForwarderProcess forwarder = ForwarderProcess.start(platform, TransferMode.AUTO, upstream.port())) {
			open(forwarder, 1000, clients);
			closeAll(clients);
			Snapshot before = forwarder.awaitIdle();
			open(forwarder, count, clients);
			Snapshot open = forwarder.snapshot();
			await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
			Snapshot idle = forwarder.snapshot();
			long memory = open.resident() - before.resident();
			System.out.printf("%s: %d idle connections, %.1f MB more resident, %.1f MB more heap, %d pipes%n", platform,
					count, memory / 1e6, (open.heap() - before.heap()) / 1e6, open.idlePipes());
			assertThat(open.active()).isEqualTo(count);
			assertThat(open.sockets() - before.sockets()).isEqualTo(2L * count);
			assertThat(open.descriptors() - before.descriptors()).isEqualTo(2L * count);
			assertThat(open.busyPipes()).isZero();
			assertThat(open.pipeEnds()).isEqualTo(before.pipeEnds());
			assertThat(idle.processorTime() - open.processorTime()).isLessThan(TimeUnit.MILLISECONDS.toNanos(300));
			assertThat(memory).isLessThan((long) (TOLERANCE * (megabytes << 20)));
			closeAll(clients);
			Snapshot closed = forwarder.awaitIdle();
			assertThat(closed.descriptors()).isEqualTo(before.descriptors());
			assertThat(closed.heap()).isLessThan(before.heap() + (4L << 20));
		}
		finally {
			closeAll(clients);
		}
	}

	private static void open(ForwarderProcess forwarder, int count, List<SocketChannel> clients) throws IOException {
		ByteBuffer one = ByteBuffer.allocateDirect(1);
		for (int i = 0; i < count; i++) {
			SocketChannel client = SocketChannel.open(forwarder.address());
			clients.add(client);
			exchange(client, one);
		}
	}

	private static void exchange(SocketChannel client, ByteBuffer bytes) throws IOException {
		bytes.clear();
		while (bytes.hasRemaining()) {
			client.write(bytes);
		}
		bytes.clear();
		while (bytes.hasRemaining()) {
			assertThat(client.read(bytes)).isPositive();
		}
	}

	private static void closeAll(List<SocketChannel> clients) throws IOException {
		for (SocketChannel client : clients) {
			client.close();
		}
		clients.clear();
	}

	@ParameterizedTest
	@CsvSource({ "KERNEL,AUTO,200000", "KERNEL,SPLICE,40000", "NIO,AUTO,40000" })
	@Timeout(value = 90, unit = TimeUnit.MINUTES)
	void s35ChurnLeavesDescriptorsPipesAndHeapWhereTheyWere(Platform platform, TransferMode mode, int least)
			throws Exception {
		try (EchoProcess upstream = EchoProcess.start();
				ForwarderProcess forwarder = ForwarderProcess.start(platform, mode, upstream.port())) {
			churn(forwarder, 5000, Duration.ZERO);
			Snapshot before = forwarder.awaitIdle();
			long start = System.nanoTime();
			long count = churn(forwarder, least, ScenarioDuration.CHURN.get());
			double seconds = (System.nanoTime() - start) / 1e9;
			Snapshot after = forwarder.awaitIdle();
			System.out.printf(
					"%s %s: %d connections in %.1f s, %.0f a second, event loops used %.1f s; "
							+ "descriptors %d, then %d, heap %+d bytes, resident %+.1f MB%n",
					platform, mode, count, seconds, count / seconds,
					(after.processorTime() - before.processorTime()) / 1e9, before.descriptors(), after.descriptors(),
					after.heap() - before.heap(), (after.resident() - before.resident()) / 1e6);
			assertThat(after.accepted() - before.accepted()).isEqualTo(count);
			assertThat(after.failed()).isZero();
			assertThat(after.sockets()).isEqualTo(before.sockets());
			// the pool may have made pipes up to what it keeps
			assertThat(after.pipeEnds() - before.pipeEnds()).isEqualTo(2 * (after.idlePipes() - before.idlePipes()));
			assertThat(after.idlePipes()).isLessThanOrEqualTo(32);
			assertThat(after.busyPipes()).isZero();
			assertThat(after.heap()).isLessThan(before.heap() + (4L << 20));
		}
	}

	/**
	 * Open and close so many connections, or more until so much time has passed.
	 * @return how many there were
	 */
	private static long churn(ForwarderProcess forwarder, int least, Duration duration) throws Exception {
		int threads = 4;
		long end = System.nanoTime() + duration.toNanos();
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Future<Long>> running = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				running.add(executor.submit(() -> churnAlone(forwarder, least / threads, end)));
			}
			long count = 0;
			for (Future<Long> each : running) {
				count += each.get();
			}
			return count;
		}
		finally {
			executor.shutdownNow();
		}
	}

	/**
	 * Half of the connections end in order and half with a reset.
	 */
	private static long churnAlone(ForwarderProcess forwarder, int least, long end) throws IOException {
		ByteBuffer message = ByteBuffer.allocateDirect(100);
		long count = 0;
		while (count < least || System.nanoTime() - end < 0) {
			try (SocketChannel client = SocketChannel.open(forwarder.address())) {
				exchange(client, message);
				if (count % 2 == 0) {
					client.setOption(SO_LINGER, 0);
				}
			}
			count++;
		}
		return count;
	}

}
