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
import java.nio.file.StandardCopyOption;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Changes above the directory of a cached file, where a watch of that directory sees
 * nothing, are seen at the next revalidation.
 */
class RevalidationTests {

	private TestSite site;

	private StaticServer server;

	private RawHttpConnection connection;

	@BeforeEach
	void start() throws IOException {
		this.site = TestSite.create();
		this.site.write("releases/1/app/version.txt", "version 1");
		this.site.write("releases/2/app/version.txt", "version 2");
		Files.createSymbolicLink(this.site.path("current"), Path.of("releases/1"));
		this.server = StaticServer.serving(this.site.root())
			.property("zerocopy.static.open-files.revalidate-after", "200ms")
			.start();
		this.connection = this.server.connect();
	}

	@AfterEach
	void stop() throws IOException {
		this.connection.close();
		this.server.close();
		this.site.close();
	}

	@Test
	void switchOfASymbolicLinkIsSeen() throws IOException {
		assertThat(get("/current/app/version.txt")).isEqualTo("version 1");
		Path next = Files.createSymbolicLink(this.site.path("next"), Path.of("releases/2"));
		Files.move(next, this.site.path("current"), StandardCopyOption.ATOMIC_MOVE,
				StandardCopyOption.REPLACE_EXISTING);
		awaitText("/current/app/version.txt", "version 2");
	}

	@Test
	void exchangeOfADirectoryIsSeen() throws IOException {
		assertThat(get("/releases/1/app/version.txt")).isEqualTo("version 1");
		Files.move(this.site.path("releases/1"), this.site.path("releases/0"));
		Files.move(this.site.path("releases/2"), this.site.path("releases/1"));
		awaitText("/releases/1/app/version.txt", "version 2");
		awaitText("/releases/0/app/version.txt", "version 1");
	}

	@Test
	void directoryReplacedByALinkOutOfTheRootIsNotFollowed() throws IOException {
		this.site.write("releases/1/deep/secret.txt", "harmless");
		assertThat(get("/releases/1/deep/secret.txt")).isEqualTo("harmless");
		Files.move(this.site.path("releases/1"), this.site.path("releases/0"));
		Files.createSymbolicLink(this.site.path("releases/1"), Path.of("../../outside"));
		await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
			RawRequest request = RawRequest.get("/releases/1/deep/secret.txt");
			assertThat(this.connection.exchange(request).status()).isEqualTo(404);
		});
		assertThat(get("/releases/1/deep/secret.txt")).doesNotContain(TestSite.SECRET);
	}

	private void awaitText(String target, String text) {
		await().atMost(Duration.ofSeconds(5))
			.pollInterval(Duration.ofMillis(20))
			.untilAsserted(() -> assertThat(get(target)).isEqualTo(text));
	}

	private String get(String target) throws IOException {
		return this.connection.exchange(RawRequest.get(target)).text();
	}

}
