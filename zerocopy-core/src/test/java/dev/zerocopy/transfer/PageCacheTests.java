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

package dev.zerocopy.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.netty.channel.ChannelFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.zerocopy.http.plan.BodySegment;
import dev.zerocopy.http.plan.BodySegment.FileSlice;
import dev.zerocopy.http.plan.BodySegment.Literal;
import dev.zerocopy.transfer.BodyTransferTests.Transport;
import dev.zerocopy.transport.PageControl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for policies about the page cache, with a file on a disk.
 */
@Tag("slow")
class PageCacheTests {

	private static final int MEBIBYTE = 1024 * 1024;

	private static final int SIZE = 24 * 1024 * 1024 + 12_345;

	/**
	 * The least that is given back; the kernel itself may take a few pages at any time.
	 */
	private static final int PART = 128 * 1024;

	private static final PageControl CONTROL = PageControl.detect();

	@TempDir
	private Path directory;

	private final byte[] bytes = new byte[SIZE];

	private Path path;

	private PageCacheServer server;

	@BeforeEach
	void writeTheFile() throws IOException {
		new Random(3).nextBytes(this.bytes);
		this.path = this.directory.resolve("large.bin");
		Files.write(this.path, this.bytes);
		try (FileChannel channel = FileChannel.open(this.path, StandardOpenOption.WRITE)) {
			// what is not on the disk yet can not be given back
			channel.force(true);
		}
	}

	@AfterEach
	void nothingIsLeftOpen() throws IOException {
		if (this.server != null) {
			this.server.close();
			Awaitility.await().untilAsserted(() -> assertThat(descriptors()).isZero());
		}
	}

	static Stream<Arguments> combinations() {
		return Stream.of(Transport.values())
			.filter(Transport::available)
			.flatMap((transport) -> Stream.of(Arguments.of(PageCachePolicy.KEEP, TransferWay.SENDFILE, transport),
					Arguments.of(PageCachePolicy.DROP_BEHIND, TransferWay.SENDFILE, transport),
					Arguments.of(PageCachePolicy.DROP_BEHIND, TransferWay.CHUNKED, transport),
					Arguments.of(PageCachePolicy.DIRECT, TransferWay.DIRECT, transport)));
	}

	static Stream<Arguments> sparing() {
		return combinations().filter((arguments) -> arguments.get()[0] != PageCachePolicy.KEEP);
	}

	@ParameterizedTest
	@MethodSource("combinations")
	void bytesAreTheSame(PageCachePolicy policy, TransferWay way, Transport transport) throws IOException {
		start(policy, transport);
		for (List<BodySegment> body : List.<List<BodySegment>>of(List.of(new FileSlice(0, SIZE)),
				List.of(new FileSlice(1, SIZE - 1)), List.of(new FileSlice(SIZE - 5, 5)),
				List.of(new FileSlice(4095, 2)), List.of(new FileSlice(4096, 8192)),
				List.of(new FileSlice(2_097_151, 4_194_305)),
				List.of(new Literal(new byte[10]), new FileSlice(20_000_001, 3_000_000), new Literal(new byte[7]),
						new FileSlice(17, 5_000_000), new Literal(new byte[3]), new FileSlice(SIZE - 1, 1),
						new Literal(new byte[9])))) {
			// not all: the kernel may still hold the end of what was sent last
			giveBack();
			try (Socket client = this.server.connect(body, way)) {
				assertThat(sha256(client.getInputStream().readAllBytes())).isEqualTo(sha256(expected(body)));
			}
		}
		assertThat(this.server.fallbacks()).isEmpty();
		assertThat(this.server.transferred(way)).isGreaterThan(2 * SIZE);
	}

	@ParameterizedTest
	@MethodSource("combinations")
	void eventLoopDoesNotReadTheDisk(PageCachePolicy policy, TransferWay way, Transport transport) throws IOException {
		assumeDisk();
		start(policy, transport);
		drop();
		assertThat(readByEventLoops(List.of(new FileSlice(0, SIZE)), way)).isLessThan(SIZE / 10);
	}

	@ParameterizedTest
	@EnumSource(Transport.class)
	void eventLoopDoesNotReadShortRangesFromTheDisk(Transport transport) throws IOException {
		assumeTrue(transport.available());
		assumeDisk();
		start(PageCachePolicy.KEEP, transport);
		drop();
		long read = 0;
		for (int position = 0; position + MEBIBYTE <= SIZE; position += 4 * MEBIBYTE) {
			read += readByEventLoops(List.of(new FileSlice(position, MEBIBYTE)), TransferWay.SENDFILE);
		}
		assertThat(read).isLessThan(MEBIBYTE / 2);
	}

	@ParameterizedTest
	@EnumSource(Transport.class)
	void eventLoopDoesNotReadSmallFilesFromTheDisk(Transport transport) throws IOException {
		assumeTrue(transport.available());
		assumeDisk();
		Files.write(this.path, Arrays.copyOf(this.bytes, MEBIBYTE));
		try (FileChannel channel = FileChannel.open(this.path, StandardOpenOption.WRITE)) {
			channel.force(true);
		}
		start(PageCachePolicy.KEEP, transport);
		drop();
		assertThat(readByEventLoops(List.of(new FileSlice(0, MEBIBYTE)), TransferWay.SENDFILE))
			.isLessThan(MEBIBYTE / 10);
		assertThat(descriptors()).isOne();
	}

	/**
	 * Have a body sent, and return how many bytes event loops had to read from the disk.
	 * Classes may come from there, too.
	 */
	private long readByEventLoops(List<BodySegment> body, TransferWay way) throws IOException {
		assumeTrue(Files.exists(Path.of("/proc/self/io")), "the kernel does not account what threads read");
		Map<Path, Long> before = readByEventLoops();
		try (Socket client = this.server.connect(body, way)) {
			assertThat(sha256(client.getInputStream().readAllBytes())).isEqualTo(sha256(expected(body)));
		}
		long read = 0;
		for (Map.Entry<Path, Long> after : readByEventLoops().entrySet()) {
			read += after.getValue() - before.getOrDefault(after.getKey(), 0L);
		}
		return read;
	}

	@ParameterizedTest
	@MethodSource("sparing")
	void coldFileIsNotLeftInMemory(PageCachePolicy policy, TransferWay way, Transport transport) throws IOException {
		assumeDisk();
		start(policy, transport);
		drop();
		try (Socket client = this.server.connect(List.of(new FileSlice(0, SIZE)), way)) {
			assertThat(client.getInputStream().readAllBytes()).hasSize(SIZE);
		}
		Awaitility.await().untilAsserted(() -> assertThat(resident(0, SIZE)).isLessThan(SIZE / 10));
	}

	@ParameterizedTest
	@MethodSource("sparing")
	void whatWasInMemoryStays(PageCachePolicy policy, TransferWay way, Transport transport) throws IOException {
		assumeDisk();
		start(policy, transport);
		drop();
		// the end of the file: the kernel cannot read on
		int cold = 16 * 1024 * 1024;
		int hot = SIZE - cold;
		try (FileChannel channel = FileChannel.open(this.path)) {
			CONTROL.read(channel, cold, hot);
		}
		assertThat(resident(cold, hot)).isGreaterThan(hot - PART);
		try (Socket client = this.server.connect(List.of(new FileSlice(0, SIZE)), way)) {
			assertThat(client.getInputStream().readAllBytes()).hasSize(SIZE);
		}
		Awaitility.await().untilAsserted(() -> assertThat(resident(0, cold)).isLessThan(SIZE / 10));
		assertThat(resident(cold, hot)).isGreaterThan(hot - PART);
	}

	@ParameterizedTest
	@MethodSource("sparing")
	void clientThatLeavesLeavesNothingInMemory(PageCachePolicy policy, TransferWay way, Transport transport)
			throws Exception {
		assumeDisk();
		start(policy, transport);
		drop();
		Socket client = this.server.connect(List.of(new FileSlice(0, SIZE)), way);
		client.getInputStream().readNBytes(9_000_000);
		client.setSoLinger(true, 0);
		client.close();
		ChannelFuture transfer = this.server.transfer();
		assertThat(transfer.await(5, TimeUnit.SECONDS)).isTrue();
		assertThat(transfer.isSuccess()).isFalse();
		Awaitility.await().untilAsserted(() -> assertThat(resident(0, SIZE)).isLessThan(SIZE / 10));
	}

	@ParameterizedTest
	@MethodSource("sparing")
	void twoReadersOfOneFileBothGetItAndLeaveNothing(PageCachePolicy policy, TransferWay way, Transport transport)
			throws Exception {
		assumeDisk();
		start(policy, transport);
		drop();
		List<BodySegment> whole = List.of(new FileSlice(0, SIZE));
		try (Socket slow = this.server.connect(whole, way)) {
			byte[] start = slow.getInputStream().readNBytes(100_000);
			try (Socket fast = this.server.connect(whole, way)) {
				assertThat(sha256(fast.getInputStream().readAllBytes())).isEqualTo(sha256(this.bytes));
			}
			ByteArrayOutputStream all = new ByteArrayOutputStream();
			all.write(start);
			slow.getInputStream().transferTo(all);
			assertThat(sha256(all.toByteArray())).isEqualTo(sha256(this.bytes));
		}
		Awaitility.await().untilAsserted(() -> assertThat(resident(0, SIZE)).isLessThan(SIZE / 10));
	}

	@ParameterizedTest
	@MethodSource("combinations")
	void fileTruncatedWhileItIsSentClosesTheConnection(PageCachePolicy policy, TransferWay way, Transport transport)
			throws Exception {
		start(policy, transport);
		try (Socket client = this.server.connect(List.of(new FileSlice(0, SIZE)), way)) {
			client.getInputStream().readNBytes(1000);
			try (FileChannel channel = FileChannel.open(this.path, StandardOpenOption.WRITE)) {
				channel.truncate(10_000_001);
			}
			assertThat(readAll(client.getInputStream())).isLessThan(SIZE - 1000);
			ChannelFuture transfer = this.server.transfer();
			assertThat(transfer.await(5, TimeUnit.SECONDS)).isTrue();
			assertThat(transfer.isSuccess()).isFalse();
		}
	}

	@Test
	void fileThatWasRenamedIsSentWithoutGivingAnythingBack() throws IOException {
		start(PageCachePolicy.DROP_BEHIND, Transport.NIO);
		Files.move(this.path, this.directory.resolve("elsewhere.bin"));
		Files.write(this.path, new byte[10]);
		try (Socket client = this.server.connect(List.of(new FileSlice(0, SIZE)), TransferWay.SENDFILE)) {
			assertThat(sha256(client.getInputStream().readAllBytes())).isEqualTo(sha256(this.bytes));
		}
		assertThat(this.server.fallbacks()).containsExactly(FallbackReason.PAGE_CACHE_CONTROL);
	}

	@Test
	void rateLimitAppliesTooAndTheFileIsGivenBack() throws IOException {
		assumeDisk();
		this.server = new PageCacheServer(this.path, PageCachePolicy.DROP_BEHIND, Transport.NIO,
				new RateLimit(20_000_000, 10_000_000));
		drop();
		long start = System.nanoTime();
		try (Socket client = this.server.connect(List.of(new FileSlice(0, SIZE)), TransferWay.SENDFILE)) {
			assertThat(sha256(client.getInputStream().readAllBytes())).isEqualTo(sha256(this.bytes));
		}
		assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo((SIZE - 10_000_000L) * 50);
		Awaitility.await().untilAsserted(() -> assertThat(resident(0, SIZE)).isLessThan(SIZE / 10));
	}

	@Test
	void controlOpensNothingButTheFileItself() throws IOException {
		assumeTrue(CONTROL.capability().isAvailable(), () -> String.valueOf(CONTROL.capability().cause()));
		Path other = Files.writeString(this.directory.resolve("other"), "other");
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), this.path);
		assertThatIOException().isThrownBy(() -> CONTROL.open(other, key(this.path)));
		assertThatIOException().isThrownBy(() -> CONTROL.open(link, key(this.path)));
		assertThatIOException().isThrownBy(() -> CONTROL.open(this.directory.resolve("missing"), key(this.path)));
		assertThat(descriptors()).isZero();
	}

	private void start(PageCachePolicy policy, Transport transport) {
		assumeTrue(policy == PageCachePolicy.KEEP || CONTROL.capability().isAvailable(),
				() -> String.valueOf(CONTROL.capability().cause()));
		this.server = new PageCacheServer(this.path, policy, transport, null);
	}

	private void assumeDisk() throws IOException {
		assumeTrue(isOnDisk(), "residency means nothing in memory; set java.io.tmpdir to a disk");
	}

	private boolean isOnDisk() throws IOException {
		return List.of("ext4", "xfs", "btrfs").contains(Files.getFileStore(this.directory).type());
	}

	/**
	 * Drop the file from memory. The kernel may still use some pages of what was just
	 * written, and what is left here would be taken for somebody else's.
	 */
	private void drop() throws IOException {
		if (isOnDisk()) {
			Awaitility.await().pollDelay(Duration.ZERO).untilAsserted(() -> {
				giveBack();
				assertThat(resident(0, SIZE)).isZero();
			});
		}
	}

	private void giveBack() throws IOException {
		if (isOnDisk()) {
			advise((descriptor) -> CONTROL.drop(descriptor, 0, SIZE));
		}
	}

	private long resident(long offset, long length) throws IOException {
		long[] bytes = new long[1];
		advise((descriptor) -> bytes[0] = CONTROL.resident(descriptor, offset, length));
		return bytes[0];
	}

	/**
	 * Return how many bytes each event loop had the disk read.
	 */
	private static Map<Path, Long> readByEventLoops() throws IOException {
		Map<Path, Long> read = new HashMap<>();
		try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
			for (Path thread : threads) {
				try {
					// the kernel knows the first 15 characters
					if (Files.readString(thread.resolve("comm")).startsWith("multiThreadIoEv")) {
						String bytes = Files.readString(thread.resolve("io"))
							.lines()
							.filter((line) -> line.startsWith("read_bytes: "))
							.findFirst()
							.orElseThrow();
						read.put(thread, Long.parseLong(bytes.substring("read_bytes: ".length())));
					}
				}
				catch (IOException ex) {
					if (Files.exists(thread)) {
						throw ex;
					}
					// it has ended
				}
			}
		}
		assertThat(read).isNotEmpty();
		return read;
	}

	private void advise(Advice advice) throws IOException {
		int descriptor = CONTROL.open(this.path, key(this.path));
		try {
			advice.give(descriptor);
		}
		finally {
			CONTROL.close(descriptor);
		}
	}

	private static String key(Path path) throws IOException {
		return String.valueOf(Files.readAttributes(path, BasicFileAttributes.class).fileKey());
	}

	private int descriptors() throws IOException {
		int count = 0;
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
			for (Path entry : entries) {
				try {
					count += Files.readSymbolicLink(entry).startsWith(this.directory) ? 1 : 0;
				}
				catch (NoSuchFileException ex) {
					// closed meanwhile
				}
			}
		}
		return count;
	}

	private byte[] expected(List<BodySegment> body) {
		ByteArrayOutputStream expected = new ByteArrayOutputStream();
		for (BodySegment segment : body) {
			if (segment instanceof FileSlice slice) {
				expected.write(this.bytes, (int) slice.offset(), (int) slice.length());
			}
			else {
				expected.writeBytes(((Literal) segment).bytes());
			}
		}
		return expected.toByteArray();
	}

	private static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static long readAll(InputStream input) throws IOException {
		long count = 0;
		byte[] buffer = new byte[64 * 1024];
		try {
			for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
				count += read;
			}
		}
		catch (SocketException ex) {
			assertThat(ex).hasMessageContaining("reset");
		}
		return count;
	}

	private interface Advice {

		void give(int descriptor);

	}

}
