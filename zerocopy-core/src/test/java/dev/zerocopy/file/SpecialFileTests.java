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

package dev.zerocopy.file;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is neither file nor directory must not even be opened: opening a FIFO for reading
 * blocks until somebody writes.
 */
class SpecialFileTests {

	private static final Missing NOT_REGULAR = new Missing(Missing.Reason.NOT_A_REGULAR_FILE);

	@TempDir
	private Path root;

	private CacheHarness harness;

	@BeforeEach
	void createCache() {
		this.harness = new CacheHarness(this.root, CacheHarness.symlinks(SymlinkPolicy.FOLLOW));
	}

	@AfterEach
	void closeCache() {
		this.harness.close();
	}

	@Test
	void fifoIsNotOpened() throws Exception {
		mkfifo("fifo");
		assertThat(this.harness.get("fifo")).isEqualTo(NOT_REGULAR);
	}

	@Test
	void fifoInPlaceOfADirectoryIsNotOpened() throws Exception {
		mkfifo("fifo");
		assertThat(this.harness.get("fifo/below")).isEqualTo(NOT_REGULAR);
	}

	@Test
	void fifoIsNoPrecompressedSibling() throws Exception {
		mkfifo("f.br");
		Files.createDirectory(this.root.resolve("f.zst"));
		Files.writeString(this.root.resolve("f.gz"), "gzip");
		Files.writeString(this.root.resolve("f"), "plain");
		assertThat(this.harness.file("f").siblings()).extracting(Enum::name).containsExactly("GZIP");
	}

	@Test
	void socketIsNotOpened() throws IOException {
		Path socket = Path.of("/tmp").resolve("zc" + System.nanoTime());
		try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			server.bind(UnixDomainSocketAddress.of(socket));
			Files.createSymbolicLink(this.root.resolve("socket"), socket);
			assertThat(this.harness.get("socket")).isEqualTo(NOT_REGULAR);
		}
		finally {
			Files.deleteIfExists(socket);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/dev/null", "/dev/zero", "/dev/tty" })
	void deviceIsNotOpened(String device) throws IOException {
		Files.createSymbolicLink(this.root.resolve("device"), Path.of(device));
		assertThat(this.harness.get("device")).isEqualTo(NOT_REGULAR);
	}

	@Test
	void fileIsNoDirectory() throws IOException {
		Files.writeString(this.root.resolve("file"), "file");
		assertThat(this.harness.get("file/below")).isEqualTo(NOT_REGULAR);
	}

	@ParameterizedTest
	@ValueSource(strings = { "..", ".", "a/..", "a//b", "/a", "a/", "../a", "a/./b", "nul\0", "a/../../etc/passwd" })
	void whatIsNoPlainPathIsNotLookedAt(String path) {
		assertThat(this.harness.get(path)).isEqualTo(new Missing(Missing.Reason.INVALID_NAME));
		assertThat(this.harness.cache.stats().misses()).isZero();
	}

	@Test
	void namesTooLongForTheFileSystemAreMissing() {
		Missing invalid = new Missing(Missing.Reason.INVALID_NAME);
		assertThat(this.harness.get("x".repeat(255))).isEqualTo(new Missing(Missing.Reason.ABSENT));
		assertThat(this.harness.get("x".repeat(256))).isEqualTo(invalid);
		assertThat(this.harness.get("\u00e4".repeat(128))).isEqualTo(invalid);
		assertThat(this.harness.get("a/".repeat(3000) + "b")).isEqualTo(invalid);
	}

	@Test
	void siblingWhoseNameWouldBeTooLongIsNotLookedFor() throws IOException {
		String name = "x".repeat(253);
		Files.writeString(this.root.resolve(name), "long");
		assertThat(this.harness.content(name)).isEqualTo("long");
	}

	private void mkfifo(String name) throws Exception {
		Process process = new ProcessBuilder("mkfifo", this.root.resolve(name).toString()).start();
		assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isZero();
	}

}
