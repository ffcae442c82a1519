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
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.zerocopy.forward.Platform;
import dev.zerocopy.forward.peers.Executables;
import dev.zerocopy.forward.relay.TransferMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A platform without splice, and a kernel that refuses system calls: the forwarder runs
 * in a process of its own where {@code strace} makes them fail. The numbers are those of
 * the scenario list in the research on forwarding.
 */
@Tag("slow")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RefusedCallScenarioTests {

	private static final int LENGTH = 24 << 20;

	@TempDir
	private Path directory;

	@Test
	void s47WithoutTheNativeLibraryTheSameRouteRunsOnTheCopyRelay() throws Exception {
		List<String> withoutNative = List.of(Executables.require("env"),
				"JAVA_TOOL_OPTIONS=-Dio.netty.transport.noNative=true");
		try (ServerSocket server = server();
				ForwarderProcess forwarder = ForwarderProcess.start(Platform.KERNEL, TransferMode.SPLICE,
						server.getLocalPort(), 1, withoutNative)) {
			assertBothWaysUnchanged(forwarder, server);
			Snapshot state = forwarder.awaitIdle();
			assertThat(state.splicing()).isFalse();
			assertThat(state.copiedToUpstream()).isEqualTo(LENGTH);
			assertThat(state.copiedToClient()).isEqualTo(LENGTH);
			assertThat(state.failed()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ENOSYS", "EINVAL", "EPERM" })
	void s48SpliceThatIsRefusedAtTheStartLeavesTheCopyRelay(String error) throws Exception {
		try (ServerSocket server = server();
				ForwarderProcess forwarder = start(server, Platform.KERNEL, "splice:error=" + error)) {
			assertBothWaysUnchanged(forwarder, server);
			Snapshot state = forwarder.awaitIdle();
			assertThat(state.splicing()).isFalse();
			assertThat(state.splicedToUpstream() + state.splicedToClient()).isZero();
			assertThat(state.failed()).isZero();
		}
		assertThat(injected()).isPositive();
	}

	/**
	 * Splices of a loop go into a pipe and out of it in turn, more or less: of these
	 * counts some make the first refusal meet bytes in a pipe and some do not.
	 */
	@ParameterizedTest
	@CsvSource({ "EINVAL,7", "EINVAL,8", "EINVAL,9", "EINVAL,10", "EINVAL,21", "ENOSYS,12", "EPERM,13" })
	void s48SpliceThatIsRefusedInTheMiddleOfAConnectionLosesNothing(String error, int first) throws Exception {
		try (ServerSocket server = server();
				ForwarderProcess forwarder = start(server, Platform.KERNEL,
						"splice:error=" + error + ":when=" + first + "+")) {
			assertBothWaysUnchanged(forwarder, server);
			Snapshot state = forwarder.awaitIdle();
			assertThat(state.splicing()).isTrue();
			assertThat(state.splicedToUpstream() + state.copiedToUpstream()).isEqualTo(LENGTH);
			assertThat(state.splicedToClient() + state.copiedToClient()).isEqualTo(LENGTH);
			assertThat(state.copiedToUpstream()).isPositive();
			assertThat(state.copiedToClient()).isPositive();
			assertThat(state.failed()).isZero();
			assertThat(state.busyPipes()).isZero();
		}
		// the pumps do not try again
		assertThat(injected()).isBetween(1L, 4L);
	}

	@Test
	void s32PipesThatTheKernelRefusesAreReplacedByCopying() throws Exception {
		List<Socket> sockets = new ArrayList<>();
		try (ServerSocket server = server();
				// the kernel's answer when pipe-user-pages-hard is reached
				ForwarderProcess forwarder = start(server, Platform.KERNEL, "pipe2:error=ENFILE:when=3+")) {
			List<CompletableFuture<Void>> sent = new ArrayList<>();
			byte[] bytes = random(1);
			for (int i = 0; i < 5; i++) {
				Socket client = connect(forwarder);
				Socket accepted = server.accept();
				sockets.addAll(List.of(client, accepted));
				sent.add(send(accepted, bytes));
			}
			await().atMost(Duration.ofSeconds(20)).until(() -> forwarder.snapshot().refusedPipes() > 0);
			for (int i = 0; i < sent.size(); i++) {
				assertThat(sockets.get(2 * i).getInputStream().readAllBytes()).isEqualTo(bytes);
				sent.get(i).get(20, TimeUnit.SECONDS);
			}
			for (Socket socket : sockets) {
				socket.close();
			}
			Snapshot state = forwarder.awaitIdle();
			assertThat(state.copiedToClient()).isPositive();
			assertThat(state.splicedToClient() + state.copiedToClient()).isEqualTo(5L * LENGTH);
			assertThat(state.failed()).isZero();
		}
		finally {
			for (Socket socket : sockets) {
				socket.close();
			}
		}
		assertThat(injected()).isPositive();
	}

	@ParameterizedTest
	@EnumSource
	void s28ConnectionsWithoutASourcePortAreResetAndEjectNoUpstream(Platform platform) throws Exception {
		try (ServerSocket server = server();
				ForwarderProcess forwarder = start(server, platform, "connect:error=EADDRNOTAVAIL:when=5..16")) {
			for (int i = 0; i < 4; i++) {
				// the self-test of splice connects, too
				connect(forwarder).close();
				server.accept().close();
			}
			for (int i = 0; i < 4; i++) {
				try (Socket client = connect(forwarder)) {
					assertThatExceptionOfType(SocketException.class).isThrownBy(client.getInputStream()::read);
				}
			}
			Snapshot state = forwarder.awaitIdle();
			assertThat(state.withoutSocket()).isEqualTo(4);
			assertThat(state.up()).isTrue();
			assertThat(state.splicing()).isEqualTo(platform == Platform.KERNEL);
			assertBothWaysUnchanged(forwarder, server);
		}
		// others of the process connect too
		assertThat(injected()).isGreaterThanOrEqualTo(12);
	}

	private ForwarderProcess start(ServerSocket server, Platform platform, String fault) throws IOException {
		return ForwarderProcess.start(platform, TransferMode.SPLICE, server.getLocalPort(), 1,
				Tracer.inject(log(), fault));
	}

	private Path log() {
		return this.directory.resolve("calls");
	}

	private long injected() throws IOException {
		return Files.readAllLines(log()).stream().filter((line) -> line.contains("(INJECTED)")).count();
	}

	private static ServerSocket server() throws IOException {
		ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		server.setSoTimeout(20_000);
		return server;
	}

	private static Socket connect(ForwarderProcess forwarder) throws IOException {
		Socket socket = new Socket();
		socket.setSoTimeout(20_000);
		socket.connect(forwarder.address());
		return socket;
	}

	private static void assertBothWaysUnchanged(ForwarderProcess forwarder, ServerSocket server) throws Exception {
		byte[] up = random(2);
		byte[] down = random(3);
		try (Socket client = connect(forwarder); Socket accepted = server.accept()) {
			CompletableFuture<Void> sentUp = send(client, up);
			CompletableFuture<Void> sentDown = send(accepted, down);
			CompletableFuture<byte[]> atServer = receive(accepted);
			assertThat(client.getInputStream().readAllBytes()).isEqualTo(down);
			assertThat(atServer.get(30, TimeUnit.SECONDS)).isEqualTo(up);
			sentUp.get(10, TimeUnit.SECONDS);
			sentDown.get(10, TimeUnit.SECONDS);
		}
	}

	private static byte[] random(long seed) {
		byte[] bytes = new byte[LENGTH];
		new Random(seed).nextBytes(bytes);
		return bytes;
	}

	private static CompletableFuture<Void> send(Socket socket, byte[] bytes) {
		CompletableFuture<Void> done = new CompletableFuture<>();
		daemon(() -> {
			try {
				socket.getOutputStream().write(bytes);
				socket.shutdownOutput();
				done.complete(null);
			}
			catch (IOException ex) {
				done.completeExceptionally(ex);
			}
		});
		return done;
	}

	private static CompletableFuture<byte[]> receive(Socket socket) {
		CompletableFuture<byte[]> done = new CompletableFuture<>();
		daemon(() -> {
			try {
				done.complete(socket.getInputStream().readAllBytes());
			}
			catch (IOException ex) {
				done.completeExceptionally(ex);
			}
		});
		return done;
	}

	private static void daemon(Runnable task) {
		Thread thread = new Thread(task, "test-stream");
		thread.setDaemon(true);
		thread.start();
	}

}
