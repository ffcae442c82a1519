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
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.zerocopy.forward.Platform;
import dev.zerocopy.forward.relay.TransferMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which system calls carry the bytes of a large transfer, both ways at once. The numbers
 * are those of the scenario list in the research on forwarding.
 */
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TransferSystemCallTests {

	/**
	 * A longer run has this property set, such as to 10240.
	 */
	private static final long LENGTH = Long.getLong("zerocopy.test.megabytes", 1024) << 20;

	private static final String READS_AND_WRITES = "read,readv,pread64,preadv,recvfrom,recvmsg,recvmmsg,"
			+ "write,writev,pwrite64,pwritev,sendto,sendmsg,sendmmsg,sendfile";

	private static final Pattern CALL = Pattern.compile("^\\d+ +(?:<\\.\\.\\. )?(\\w+)(?:\\(| resumed>).*= (\\d+)$");

	@TempDir
	private Path directory;

	@Test
	void s01SpliceCarriesALargeTransferBothWaysAtOnce() throws Exception {
		Path log = this.directory.resolve("calls");
		try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
				ForwarderProcess forwarder = ForwarderProcess.start(Platform.KERNEL, TransferMode.AUTO,
						server.getLocalPort(), 2, Tracer.watch(log, "splice," + READS_AND_WRITES));
				Socket client = new Socket()) {
			server.setSoTimeout(20_000);
			client.setSoTimeout(120_000);
			client.connect(forwarder.address());
			try (Socket accepted = server.accept()) {
				accepted.setSoTimeout(120_000);
				CompletableFuture<String> sentUp = start(() -> send(client, 1));
				CompletableFuture<String> sentDown = start(() -> send(accepted, 2));
				CompletableFuture<String> receivedUp = start(() -> receive(accepted));
				CompletableFuture<String> receivedDown = start(() -> receive(client));
				assertThat(receivedUp.get()).isEqualTo(sentUp.get());
				assertThat(receivedDown.get()).isEqualTo(sentDown.get());
			}
			Snapshot state = forwarder.awaitIdle();
			assertThat(state.splicedToUpstream() + state.copiedToUpstream()).isEqualTo(LENGTH);
			assertThat(state.splicedToClient() + state.copiedToClient()).isEqualTo(LENGTH);
		}
		long spliced = bytes(log, "splice");
		long copied = bytes(log, READS_AND_WRITES);
		System.out.printf("%d MiB each way: splice moved %d bytes, reads and writes %d%n", LENGTH >> 20, spliced,
				copied);
		// each byte goes into a pipe and out of it
		assertThat(spliced).isGreaterThan((long) (2 * 2 * LENGTH * 0.99));
		assertThat(copied).isLessThan(2 * LENGTH / 100);
	}

	private static long bytes(Path log, String calls) throws IOException {
		String names = "," + calls + ",";
		try (Stream<String> lines = Files.lines(log)) {
			return lines.map(CALL::matcher)
				.filter(Matcher::matches)
				.filter((call) -> names.contains("," + call.group(1) + ","))
				.mapToLong((call) -> Long.parseLong(call.group(2)))
				.sum();
		}
	}

	private static String send(Socket socket, long seed) throws IOException {
		MessageDigest digest = sha256();
		byte[] noise = new byte[(1 << 20) + 4096];
		Random random = new Random(seed);
		random.nextBytes(noise);
		OutputStream out = socket.getOutputStream();
		for (long left = LENGTH; left > 0; left -= 1 << 20) {
			int offset = random.nextInt(4096);
			digest.update(noise, offset, 1 << 20);
			out.write(noise, offset, 1 << 20);
		}
		socket.shutdownOutput();
		return HexFormat.of().formatHex(digest.digest());
	}

	private static String receive(Socket socket) throws IOException {
		MessageDigest digest = sha256();
		byte[] buffer = new byte[1 << 18];
		InputStream in = socket.getInputStream();
		for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
			digest.update(buffer, 0, count);
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static CompletableFuture<String> start(Transfer transfer) {
		CompletableFuture<String> result = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				result.complete(transfer.run());
			}
			catch (IOException | RuntimeException ex) {
				result.completeExceptionally(ex);
			}
		}, "test-stream");
		thread.setDaemon(true);
		thread.start();
		return result.orTimeout(9, TimeUnit.MINUTES);
	}

	private interface Transfer {

		String run() throws IOException;

	}

}
