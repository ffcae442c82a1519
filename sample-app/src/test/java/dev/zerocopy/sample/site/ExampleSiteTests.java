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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ExampleSite}.
 */
class ExampleSiteTests {

	/**
	 * Not a multiple of the block the download is written in.
	 */
	private static final DataSize SIZE = DataSize.ofBytes(100_003);

	private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

	@TempDir
	private Path temporary;

	@Test
	void everyFileIsInstalledAndNothingElseIsLeft() throws IOException {
		install(SIZE);
		assertThat(installedFiles()).containsExactlyInAnyOrder("diagram.svg", "download/large.bin",
				"download/large.bin.sha256", "icon.svg", "index.html", "picture.jpg", "style.css", "style.css.gz",
				"video.mp4");
	}

	@Test
	void installedFilesEqualTheShippedOnes() throws IOException {
		install(SIZE);
		for (String name : List.of("index.html", "picture.jpg", "style.css.gz")) {
			assertThat(directory().resolve(name)).hasBinaryContent(shipped(name));
		}
	}

	@Test
	void everyFileThePageRefersToIsInstalled() throws IOException {
		install(SIZE);
		String page = Files.readString(directory().resolve("index.html"));
		assertThat(page).contains("src=\"picture.jpg\"", "src=\"video.mp4\"", "href=\"download/large.bin\"",
				"href=\"style.css\"");
		assertThat(page).doesNotContainPattern("(src|href)=\"(https?:)?//");
	}

	@Test
	void precompressedStyleSheetHoldsTheStyleSheet() throws IOException {
		try (InputStream compressed = new GZIPInputStream(
				new ClassPathResource("site/style.css.gz").getInputStream())) {
			assertThat(compressed.readAllBytes()).isEqualTo(shipped("style.css"));
		}
	}

	@Test
	void videoCanBePlayedBeforeItIsDownloaded() throws IOException {
		String video = new String(shipped("video.mp4"), StandardCharsets.ISO_8859_1);
		assertThat(video.indexOf("moov")).isPositive().isLessThan(video.indexOf("mdat"));
	}

	@Test
	void downloadIsTheSameEverywhere() throws Exception {
		install(SIZE);
		assertThat(download()).hasSize(SIZE.toBytes());
		assertThat(sha256(download())).isEqualTo("3b4e1f50224b9eaa0e172e3dc6733bf1ec7d1dd517fd683d2a0de6b0abe057a3");
	}

	@Test
	void checksumIsInTheFormatOfSha256sum() throws Exception {
		install(SIZE);
		assertThat(checksum()).hasContent(sha256(download()) + "  large.bin\n");
	}

	@Test
	void completeDownloadIsNotWrittenAgain() throws IOException {
		install(SIZE);
		Files.setLastModifiedTime(download(), LONG_AGO);
		install(SIZE);
		assertThat(Files.getLastModifiedTime(download())).isEqualTo(LONG_AGO);
	}

	@Test
	void downloadOfAnotherSizeIsReplacedWithItsChecksum() throws Exception {
		install(SIZE);
		install(DataSize.ofBytes(10));
		assertThat(download()).hasSize(10);
		assertThat(checksum()).hasContent(sha256(download()) + "  large.bin\n");
	}

	@Test
	void interruptedInstallationIsCompleted() throws Exception {
		Path partial = directory().resolve("download/.large.bin.part");
		Files.createDirectories(partial.getParent());
		Files.write(partial, new byte[200_000]);
		Files.createFile(directory().resolve(".index.html.part"));
		install(SIZE);
		assertThat(download()).hasSize(SIZE.toBytes());
		assertThat(checksum()).hasContent(sha256(download()) + "  large.bin\n");
		assertThat(directory().resolve("index.html")).hasBinaryContent(shipped("index.html"));
		assertThat(installedFiles()).noneMatch((name) -> name.endsWith(".part"));
	}

	@Test
	void editedFileIsKeptAndMissingFileIsWrittenAgain() throws IOException {
		install(SIZE);
		Files.writeString(directory().resolve("index.html"), "edited");
		Files.delete(directory().resolve("picture.jpg"));
		install(SIZE);
		assertThat(directory().resolve("index.html")).hasContent("edited");
		assertThat(directory().resolve("picture.jpg")).hasBinaryContent(shipped("picture.jpg"));
	}

	@Test
	void emptyDownloadIsPossible() throws IOException {
		install(DataSize.ofBytes(0));
		assertThat(download()).isEmptyFile();
	}

	@Test
	void negativeSizeIsRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ExampleSite(directory(), DataSize.ofBytes(-1)))
			.withMessage("Download size must not be negative: -1B");
	}

	private void install(DataSize downloadSize) throws IOException {
		new ExampleSite(directory(), downloadSize).install();
	}

	private Path directory() {
		return this.temporary.resolve("parent/site");
	}

	private Path download() {
		return directory().resolve(ExampleSite.DOWNLOAD);
	}

	private Path checksum() {
		return directory().resolve(ExampleSite.CHECKSUM);
	}

	private List<String> installedFiles() throws IOException {
		try (Stream<Path> files = Files.walk(directory())) {
			return files.filter(Files::isRegularFile).map((file) -> directory().relativize(file).toString()).toList();
		}
	}

	private static byte[] shipped(String name) throws IOException {
		return new ClassPathResource("site/" + name).getContentAsByteArray();
	}

	private static String sha256(Path file) throws Exception {
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
	}

}
