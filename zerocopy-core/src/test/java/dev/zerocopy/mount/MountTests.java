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

package dev.zerocopy.mount;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.zerocopy.http.negotiation.ContentCoding;
import dev.zerocopy.http.representation.Representation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Mount}, {@link MountTable} and {@link ResourceResolver}.
 */
class MountTests {

	@TempDir
	private Path root;

	private MountFixture fixture;

	@BeforeEach
	void layOutTheSite() throws IOException {
		write("index.html");
		write("page.html");
		write("page.html.gz");
		write("data.bin");
		write("docs/index.htm");
		write("plain/file.txt");
		write(".env");
		write("docs/.git/config");
		write(".well-known/security.txt");
		write("media/clip.bin");
		Map<String, Path> mounts = new LinkedHashMap<>();
		mounts.put("/", this.root);
		mounts.put("/docs/media", this.root.resolve("media"));
		this.fixture = new MountFixture(mounts);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	private void write(String path) throws IOException {
		Path file = this.root.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, path);
	}

	private Resolution resolve(String path, String... acceptEncoding) {
		MountMatch match = this.fixture.files().match(MountFixture.path(path));
		assertThat(match).isNotNull();
		return match.mount().resolve(match.path(), List.of(acceptEncoding)).join();
	}

	@ParameterizedTest
	@CsvSource({ "/,index.html", "/page.html,page.html", "/docs/,docs/index.htm",
			"/.well-known/security.txt,.well-known/security.txt", "/docs/media/clip.bin,clip.bin" })
	void pathStandsForAFile(String path, String file) {
		assertThat(resolve(path)).isInstanceOfSatisfying(Resolution.Found.class,
				(found) -> assertThat(found.path()).isEqualTo(file));
	}

	@ParameterizedTest
	@CsvSource({ "/missing", "/page.html/", "/plain/", "/plain", "/.env", "/docs/.git/config", "/.git/",
			"/docs/media/missing", "/docs/media/" })
	void pathStandsForNothing(String path) {
		assertThat(resolve(path)).isInstanceOf(Resolution.NotFound.class);
	}

	@Test
	void directoryWithIndexWantsItsSlash() {
		assertThat(resolve("/docs")).isInstanceOf(Resolution.MissingSlash.class);
	}

	@Test
	void longestPrefixIsResponsible() {
		assertThat(this.fixture.files().match(MountFixture.path("/docs/media/a")).mount().options().name())
			.isEqualTo("/docs/media");
		assertThat(this.fixture.files().match(MountFixture.path("/docs/mediate")).mount().options().name())
			.isEqualTo("/");
	}

	@Test
	void acceptedSiblingIsSelected() {
		assertThat(resolve("/page.html", "gzip")).isInstanceOfSatisfying(Resolution.Found.class, (found) -> {
			assertThat(found.coding()).isEqualTo(ContentCoding.GZIP);
			assertThat(found.path()).isEqualTo("page.html");
			assertThat(found.negotiated()).isTrue();
		});
	}

	@Test
	void originalWithSiblingIsNegotiatedToo() {
		assertThat(resolve("/page.html")).isInstanceOfSatisfying(Resolution.Found.class, (found) -> {
			assertThat(found.coding()).isEqualTo(ContentCoding.IDENTITY);
			assertThat(found.negotiated()).isTrue();
		});
	}

	@Test
	void fileInNoAcceptedCodingIsNotAcceptable() {
		assertThat(resolve("/page.html", "identity;q=0, br")).isInstanceOf(Resolution.NotAcceptable.class);
		assertThat(resolve("/data.bin", "identity;q=0")).isInstanceOf(Resolution.NotAcceptable.class);
	}

	@Test
	void secondLookUpNeedsNoLoading() {
		Mount mount = this.fixture.files().mounts().get(1);
		List<String> accept = List.of("gzip");
		assertThat(mount.resolveFresh(MountFixture.path("/page.html"), accept)).isNull();
		Resolution loaded = mount.resolve(MountFixture.path("/page.html"), accept).join();
		assertThat(mount.resolveFresh(MountFixture.path("/page.html"), accept)).isEqualTo(loaded);
	}

	@Test
	void representationFollowsFromThePathOfTheOriginal() {
		Resolution.Found found = (Resolution.Found) resolve("/page.html", "gzip");
		Representation representation = this.fixture.files().mounts().get(1).represent(found);
		assertThat(representation.contentType()).isEqualTo("text/html;charset=utf-8");
		assertThat(representation.cacheControl()).isEqualTo("no-cache");
		assertThat(representation.contentDisposition()).isNull();
		assertThat(representation.coding()).isEqualTo(ContentCoding.GZIP);
		assertThat(representation.facts().size()).isEqualTo("page.html.gz".length());
	}

	@Test
	void attachmentCarriesItsName() {
		Resolution.Found found = (Resolution.Found) resolve("/data.bin");
		assertThat(this.fixture.files().mounts().get(1).represent(found).contentDisposition()).contains("data.bin");
	}

}
