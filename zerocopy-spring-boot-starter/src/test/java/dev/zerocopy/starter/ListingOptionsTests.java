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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.zerocopy.starter.fixture.Protocol;
import dev.zerocopy.starter.fixture.ProtocolClient;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Options that change how directories are shown, and what is counted.
 */
class ListingOptionsTests {

	private static final Pattern ROW = Pattern.compile("<tr><th scope=\"row\"><a href=\"(\\./[^\"]*)\">");

	private static TestSite site;

	@BeforeAll
	static void create() throws IOException {
		site = TestSite.create();
		site.write("listed/a.txt", "a");
		site.write("listed/b.txt", "b");
		site.write("listed/.env", "hidden");
		site.write("listed/sub/inner.txt", "inner");
		site.write("listed/sub/deeper/inner.txt", "inner");
		Files.createDirectory(site.path("many"));
		for (int i = 0; i < 1000; i++) {
			Files.createFile(site.path("many/a file with number " + i + ".txt"));
		}
	}

	@AfterAll
	static void delete() throws IOException {
		site.close();
	}

	@ParameterizedTest
	@EnumSource(Protocol.class)
	void listingIsServedOverEveryProtocol(Protocol protocol) throws Exception {
		try (StaticServer server = StaticServer.serving(site.root())
			.protocol(protocol)
			.property("zerocopy.static.listing", "html")
			.start(); ProtocolClient client = new ProtocolClient(server, protocol)) {
			RawResponse page = client.exchange(RawRequest.get("/many/"));
			assertThat(page.status()).isEqualTo(200);
			assertThat(ROW.matcher(page.text()).results()).hasSize(1000);
		}
	}

	@Test
	void listingMayBeCompressed() throws IOException {
		try (StaticServer server = StaticServer.serving(site.root())
			.property("server.compression.enabled", "true")
			.property("zerocopy.static.listing", "html")
			.start()) {
			RawResponse page = server.exchange(RawRequest.get("/many/").header("Accept-Encoding", "gzip"));
			assertThat(page.header("Content-Encoding")).isEqualTo("gzip");
			byte[] body = new GZIPInputStream(new ByteArrayInputStream(page.body())).readAllBytes();
			assertThat(new String(body, StandardCharsets.UTF_8)).endsWith("</html>\n");
		}
	}

	@Test
	void truncatedListingSaysSo() throws IOException {
		try (StaticServer server = StaticServer.builder()
			.property("zerocopy.static.mounts.files.root", site.root().toString())
			.property("zerocopy.static.mounts.files.path", "/files")
			.property("zerocopy.static.mounts.files.listing", "html")
			.property("zerocopy.static.mounts.files.listing-max-entries", "2")
			.start()) {
			RawResponse page = server.exchange(RawRequest.get("/files/listed/"));
			assertThat(page.text()).contains("This folder holds more than the 2 entries that are shown here.",
					"<li><a href=\"../\"><bdi>files</bdi></a></li>");
			assertThat(page.header("X-Listing-Truncated")).isEqualTo("2");
			assertThat(ROW.matcher(page.text()).results()).hasSize(2);
			assertThat(server.exchange(RawRequest.get("/files/plain/")).text()).doesNotContain("class=\"note\"");
		}
	}

	@Test
	void listingIsOffUnlessSwitchedOn() throws IOException {
		try (StaticServer server = StaticServer.serving(site.root()).start()) {
			assertThat(server.exchange(RawRequest.get("/plain/")).status()).isEqualTo(404);
			assertThat(server.exchange(RawRequest.get("/plain")).status()).isEqualTo(404);
		}
	}

	@Test
	void hiddenFilesAreShownWhereTheyAreServed() throws IOException {
		try (StaticServer server = StaticServer.serving(site.root())
			.property("zerocopy.static.listing", "html")
			.property("zerocopy.static.hidden-files", "allow")
			.start()) {
			assertThat(server.exchange(RawRequest.get("/listed/")).text()).contains("./.env");
		}
	}

	@Test
	void bytesAreCountedAsGenerated() throws IOException {
		try (StaticServer server = StaticServer.serving(site.root())
			.property("zerocopy.static.listing", "html")
			.start()) {
			long length = server.exchange(RawRequest.get("/plain/")).body().length;
			MeterRegistry registry = server.bean(MeterRegistry.class);
			await().untilAsserted(() -> {
				assertThat(registry.find("zerocopy.static.data.sent")
					.tag("transfer", "generated")
					.functionCounter()
					.count()).isEqualTo(length);
				assertThat(registry.find("zerocopy.static.requests")
					.tags("transfer", "generated", "status", "200")
					.functionTimer()
					.count()).isEqualTo(1);
				assertThat(registry.find("zerocopy.static.transfers.active").gauge().value()).isZero();
			});
		}
	}

}
