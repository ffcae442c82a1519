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

package dev.zerocopy.starter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Options that change what is served.
 */
class PolicyTests {

	private static TestSite site;

	@BeforeAll
	static void create() throws IOException {
		site = TestSite.create();
	}

	@AfterAll
	static void delete() throws IOException {
		site.close();
	}

	@ParameterizedTest
	@CsvSource({ "deny,/hello.txt,200", "deny,/link-inside.txt,404", "deny,/link-docs/index.html,404",
			"deny,/link-escape.txt,404", "within-root,/link-inside.txt,200", "within-root,/link-escape.txt,404",
			"follow,/link-inside.txt,200", "follow,/link-escape.txt,200", "follow,/link-outside/deep/secret.txt,200",
			"follow,/link-loop-a,404", "follow,/link-fifo,404", "follow,/link-zero,404", "follow,/../secret.txt,404",
			"follow,/link-dangling.txt,404" })
	void symbolicLinksAreFollowedAsFarAsAllowed(String policy, String target, int status) throws IOException {
		try (StaticServer server = server(Map.of("zerocopy.static.symlinks", policy))) {
			int actual = server.exchange(RawRequest.get(target)).status();
			assertThat((actual == 400) ? 404 : actual).isEqualTo(status);
		}
	}

	@Test
	void hiddenFilesAreServedWhenAllowed() throws IOException {
		try (StaticServer server = server(Map.of("zerocopy.static.hidden-files", "allow"))) {
			assertThat(server.exchange(RawRequest.get("/.env")).status()).isEqualTo(200);
			assertThat(server.exchange(RawRequest.get("/docs/.ssh/id_ed25519")).status()).isEqualTo(200);
			assertThat(server.exchange(RawRequest.get("/..dots.txt")).status()).isEqualTo(200);
			assertThat(server.exchange(RawRequest.get("/../secret.txt")).status()).isIn(400, 404);
			assertThat(server.exchange(RawRequest.get("/..")).status()).isIn(400, 404);
		}
	}

	@Test
	void rootMayBeASymbolicLink() throws IOException {
		Path link = Files.createSymbolicLink(site.directory().resolve("link-to-root"), site.root());
		try (StaticServer server = StaticServer.serving(link).property("zerocopy.static.symlinks", "deny").start()) {
			assertThat(server.exchange(RawRequest.get("/hello.txt")).text()).isEqualTo(TestSite.HELLO);
		}
	}

	@Test
	void precompressedCodingsAreConfigurable() throws IOException {
		try (StaticServer server = server(
				Map.of("zerocopy.static.precompressed[0]", "gzip", "zerocopy.static.precompressed[1]", "br"))) {
			RawRequest request = RawRequest.get("/app.js");
			assertThat(server.exchange(request.header("Accept-Encoding", "br, zstd, gzip")).header("Content-Encoding"))
				.isEqualTo("gzip");
			assertThat(server.exchange(request.header("Accept-Encoding", "zstd")).header("Content-Encoding")).isNull();
		}
	}

	@Test
	void precompressedFilesAreIgnoredWhenThereAreNoCodings() throws IOException {
		try (StaticServer server = server(Map.of("zerocopy.static.precompressed", ""))) {
			RawRequest request = RawRequest.get("/app.js").header("Accept-Encoding", "br, zstd, gzip");
			assertThat(server.exchange(request).text()).isEqualTo(TestSite.SCRIPT);
		}
	}

	@Test
	void indexNamesAreTriedInOrder() throws IOException {
		try (StaticServer server = server(
				Map.of("zerocopy.static.index[0]", "readme.txt", "zerocopy.static.index[1]", "index.html"))) {
			assertThat(server.exchange(RawRequest.get("/plain/")).text()).isEqualTo("no index here\n");
			assertThat(server.exchange(RawRequest.get("/docs/")).text()).contains("docs");
		}
	}

	@Test
	void charsetIsConfigurable() throws IOException {
		try (StaticServer server = server(Map.of("zerocopy.static.charset", "iso-8859-1"))) {
			assertThat(server.exchange(RawRequest.get("/hello.txt")).header("Content-Type"))
				.containsIgnoringCase("charset=iso-8859-1");
		}
	}

	@Test
	void mountMayHaveAPath() throws IOException {
		try (StaticServer server = server(Map.of("zerocopy.static.path", "/files"))) {
			assertThat(server.exchange(RawRequest.get("/files/hello.txt")).text()).isEqualTo(TestSite.HELLO);
			assertThat(server.exchange(RawRequest.get("/files/")).text()).isEqualTo(TestSite.HOME);
			assertThat(server.exchange(RawRequest.get("/files/docs")).header("Location")).isEqualTo("/files/docs/");
			for (String target : new String[] { "/hello.txt", "/fileshello.txt", "/files/../hello.txt",
					"/files/../files/hello.txt", "/files/%2e%2e/secret.txt", "/files..%2fsecret.txt",
					"/files//hello.txt" }) {
				assertThat(server.exchange(RawRequest.get(target)).status()).as(target).isIn(400, 404);
			}
		}
	}

	@Test
	void nothingIsServedWhenSwitchedOff() throws IOException {
		try (StaticServer server = server(Map.of("zerocopy.static.enabled", "false"))) {
			assertThat(server.exchange(RawRequest.get("/hello.txt")).status()).isEqualTo(404);
		}
	}

	private static StaticServer server(Map<String, String> properties) {
		return StaticServer.serving(site.root()).properties(properties).start();
	}

}
