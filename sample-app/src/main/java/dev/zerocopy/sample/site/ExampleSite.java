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

package dev.zerocopy.sample.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * An example site as files on disk: {@code sendfile} takes bytes from a file, not from
 * the inside of a jar.
 * <p>
 * Every file is written under a hidden name and then renamed, so a file that is present
 * is complete, and is left alone: it may have been edited. One process at a time may
 * install into a directory.
 *
 * @param directory the directory to install into, created with its parents if missing
 * @param downloadSize the size of the generated download, zero or more bytes
 */
record ExampleSite(Path directory, DataSize downloadSize) {

	/**
	 * Download relative to the directory.
	 */
	static final Path DOWNLOAD = Path.of("download", "large.bin");

	/**
	 * SHA-256 of the download in the format of {@code sha256sum}, relative to the
	 * directory.
	 */
	static final Path CHECKSUM = Path.of("download", "large.bin.sha256");

	private static final String LOCATION = "/site/";

	private static final int BLOCK_SIZE = 1 << 16;

	ExampleSite {
		Assert.isTrue(!downloadSize.isNegative(), () -> "Download size must not be negative: " + downloadSize);
	}

	/**
	 * Writes the files that are missing. A download of another size is replaced.
	 * @throws IOException if the directory cannot be written or the disk is full
	 */
	void install() throws IOException {
		for (Resource file : new PathMatchingResourcePatternResolver()
			.getResources("classpath:" + LOCATION + "**/*.*")) {
			installShipped(file);
		}
		installDownload();
	}

	private void installShipped(Resource file) throws IOException {
		String location = file.getURL().getPath();
		Path target = this.directory.resolve(location.substring(location.lastIndexOf(LOCATION) + LOCATION.length()));
		if (Files.exists(target)) {
			return;
		}
		Path partial = partial(target);
		try (InputStream content = file.getInputStream()) {
			Files.copy(content, partial, StandardCopyOption.REPLACE_EXISTING);
		}
		complete(partial, target);
	}

	private void installDownload() throws IOException {
		Path target = this.directory.resolve(DOWNLOAD);
		if (isComplete(target)) {
			return;
		}
		Path partial = partial(target);
		String digest = generate(partial);
		Path checksum = this.directory.resolve(CHECKSUM);
		Path partialChecksum = partial(checksum);
		Files.writeString(partialChecksum, digest + "  " + target.getFileName() + "\n");
		complete(partialChecksum, checksum);
		complete(partial, target);
	}

	private boolean isComplete(Path download) throws IOException {
		return Files.exists(download) && Files.size(download) == this.downloadSize.toBytes();
	}

	/**
	 * Writes pseudo-random bytes, every one of them, so that the file has no holes. The
	 * algorithm of {@link Random} is part of its specification: the bytes are the same
	 * everywhere.
	 */
	private String generate(Path file) throws IOException {
		MessageDigest digest = sha256();
		Random random = new Random(0);
		byte[] block = new byte[BLOCK_SIZE];
		try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
			long remaining = this.downloadSize.toBytes();
			while (remaining > 0) {
				random.nextBytes(block);
				int length = (int) Math.min(block.length, remaining);
				out.write(block, 0, length);
				remaining -= length;
			}
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform must provide SHA-256", ex);
		}
	}

	private static Path partial(Path target) throws IOException {
		Files.createDirectories(target.getParent());
		return target.resolveSibling("." + target.getFileName() + ".part");
	}

	private static void complete(Path partial, Path target) throws IOException {
		Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
	}

}
