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
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for {@link JnaPageControl}.
 */
class JnaPageControlTests {

	private static final int SIZE = 8 * 1024 * 1024;

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void residencyFollowsReadAndDrop(boolean cachestat) throws IOException {
		assumeTrue(PageControl.detect().capability().isAvailable());
		String type = Files.getFileStore(this.directory).type();
		assumeTrue(List.of("ext4", "xfs", "btrfs").contains(type), () -> "residency means nothing on " + type);
		Path path = Files.write(this.directory.resolve("file"), new byte[SIZE]);
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
			channel.force(true);
		}
		JnaPageControl control = JnaPageControl.load(cachestat);
		Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
		int descriptor = control.open(path, key.toString());
		try {
			assertThat(control.resident(descriptor, 0, SIZE)).isEqualTo(SIZE);
			// pages that the kernel holds for a moment stay
			await().atMost(Duration.ofSeconds(30)).until(() -> {
				control.drop(descriptor, 0, SIZE);
				// before the samples: they make the kernel read, by chance this page too
				return !control.isReady(descriptor, SIZE - 1) && control.resident(descriptor, 0, SIZE) < SIZE / 10;
			});
			control.drop(descriptor, 0, SIZE);
			int end = 2 * 1024 * 1024;
			try (FileChannel channel = FileChannel.open(path)) {
				control.read(channel, SIZE - end, end);
			}
			assertThat(control.resident(descriptor, SIZE - end, end)).isEqualTo(end);
			assertThat(control.isReady(descriptor, SIZE - 1)).isTrue();
			assertThat(control.resident(descriptor, 0, SIZE - end)).isLessThan(SIZE / 10);
		}
		finally {
			control.close(descriptor);
		}
	}

}
