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

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.zerocopy.http.negotiation.ContentCoding;
import dev.zerocopy.http.representation.FileFacts;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FileCacheOptionsTests {

	@ParameterizedTest
	@CsvSource({ "-1,10,1,1,1,memoryMaxFileSize", "11,10,1,1,1,memoryMaxTotalSize", "0,0,0,1,1,openFilesMax",
			"0,0,1,-1,1,revalidateAfter", "0,0,1,1,0,expireAfterAccess",
			"2147483648,2147483648,1,1,1,memoryMaxFileSize" })
	void badValueIsNamed(long file, long total, int open, int revalidate, int expire, String name) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new FileCacheOptions(SymlinkPolicy.DENY, List.of(), file, total, open,
					Duration.ofSeconds(revalidate), Duration.ofSeconds(expire), true))
			.withMessageStartingWith(name);
	}

	@Test
	void identityHasNoSibling() {
		FileCacheOptions options = new FileCacheOptions(SymlinkPolicy.DENY,
				List.of(ContentCoding.GZIP, ContentCoding.IDENTITY, ContentCoding.BR, ContentCoding.GZIP), 0, 0, 1,
				Duration.ZERO, Duration.ofSeconds(1), true);
		assertThat(options.precompressed()).containsExactly(ContentCoding.GZIP, ContentCoding.BR);
	}

	@ParameterizedTest
	@CsvSource({ "0,1000,-1", "100,1000,100", "1000,1000,488", "100,100,-412" })
	void largestFileInMemoryLeavesRoomForItsEntry(long file, long total, long expected) {
		assertThat(EntryStore.largestInMemory(CacheHarness.memory(file, total, true))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "true,10,30000", "true,1.5,1000", "true,0,2000", "true,-100,30000", "true,2,30000", "false,10,1000",
			"false,0,1000" })
	void observationIsUsableForSomeTime(boolean watched, double age, long expectedMillis) {
		Instant now = Instant.parse("2024-01-01T00:00:00Z");
		FileFacts facts = new FileFacts(0, now.minusMillis((long) (age * 1000)), "inode", now);
		FileResource resource = FileResource.inMemory(Unpooled.EMPTY_BUFFER, new ResourceLedger(Runnable::run));
		CachedFile file = new CachedFile(facts, Set.of(), resource);
		assertThat(Freshness.of(file, watched, Duration.ofSeconds(1))).hasMillis(expectedMillis);
	}

	@Test
	void descriptorsAreNotBlamedForOtherErrors() {
		assertThat(
				OpenFilesExhausted.causes(new FileSystemException("f", null, "Zu viele offene Dateien"), Path.of("/")))
			.isFalse();
		assertThat(OpenFilesExhausted.causes(new FileSystemException("f", null, "Zu viele offene Dateien"),
				Path.of("/nowhere/at/all")))
			.isTrue();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void raceFreeOpeningIsAvailableOnLinux() {
		try (CacheHarness harness = new CacheHarness(Path.of("/nowhere"), CacheHarness.DEFAULTS)) {
			assertThat(harness.cache.raceFreeOpeningUnavailabilityCause()).isNull();
		}
	}

}
