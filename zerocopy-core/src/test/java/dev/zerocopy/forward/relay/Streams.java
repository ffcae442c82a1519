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
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import java.util.zip.CRC32C;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends and checks byte streams over blocking sockets.
 */
final class Streams {

	private Streams() {
	}

	/**
	 * Send bytes that depend on their position, then shut the output down.
	 */
	static CompletableFuture<Long> send(Socket socket, long length, int chunk) {
		return send(socket, length, () -> chunk);
	}

	static CompletableFuture<Long> send(Socket socket, long length, IntSupplier chunks) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				long checksum = write(socket, length, chunks);
				socket.shutdownOutput();
				return checksum;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}, Streams::thread);
	}

	static long write(Socket socket, long length, IntSupplier chunks) throws IOException {
		CRC32C checksum = new CRC32C();
		Random random = new Random(length);
		byte[] noise = new byte[1 << 20];
		random.nextBytes(noise);
		OutputStream out = socket.getOutputStream();
		long left = length;
		while (left > 0) {
			int count = (int) Math.min(left, Math.min(noise.length, chunks.getAsInt()));
			int offset = random.nextInt(noise.length - count + 1);
			checksum.update(noise, offset, count);
			out.write(noise, offset, count);
			left -= count;
		}
		return checksum.getValue();
	}

	/**
	 * Receive until the peer has finished.
	 */
	static CompletableFuture<Received> receive(Socket socket) {
		return receive(socket, 1 << 17);
	}

	static CompletableFuture<Received> receive(Socket socket, int bufferSize) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return read(socket, bufferSize);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}, Streams::thread);
	}

	static Received read(Socket socket, int bufferSize) throws IOException {
		CRC32C checksum = new CRC32C();
		byte[] buffer = new byte[bufferSize];
		InputStream in = socket.getInputStream();
		long length = 0;
		for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
			checksum.update(buffer, 0, count);
			length += count;
		}
		return new Received(length, checksum.getValue());
	}

	static boolean endsWithReset(Socket socket) throws IOException {
		byte[] buffer = new byte[1 << 16];
		try {
			InputStream in = socket.getInputStream();
			while (in.read(buffer) >= 0) {
				// what came before the end is of no interest
			}
			return false;
		}
		catch (SocketException ex) {
			return true;
		}
	}

	static void assertClosedInOrder(Socket socket) throws IOException {
		assertThat(socket.getInputStream().read()).isEqualTo(-1);
	}

	/**
	 * Close with a TCP reset.
	 */
	static void reset(Socket socket) throws IOException {
		socket.setSoLinger(true, 0);
		socket.close();
	}

	private static void thread(Runnable task) {
		Thread thread = new Thread(task, "test-stream");
		thread.setDaemon(true);
		thread.start();
	}

	record Received(long length, long checksum) {

	}

}
