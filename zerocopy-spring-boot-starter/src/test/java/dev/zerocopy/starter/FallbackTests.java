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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page that answers navigation to the routes of a single-page application.
 */
class FallbackTests {

	private static TestSite site;

	private static StaticServer server;

	@BeforeAll
	static void start() throws IOException {
		site = TestSite.create();
		server = StaticServer.serving(site.root()).property("zerocopy.static.fallback", "/index.html").start();
	}

	@AfterAll
	static void stop() throws IOException {
		server.close();
		site.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders", "/orders/42", "/orders/42/", "/users/h%C3%B6he", "/orders?page=2" })
	void navigationIsAnsweredWithThePage(String target) throws IOException {
		RawResponse response = server.exchange(navigation(target));
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.text()).isEqualTo(TestSite.HOME);
		assertThat(response.header("Content-Type")).startsWith("text/html");
		assertThat(server.exchange(navigation(target).method("HEAD")).status()).isEqualTo(200);
		assertThat(server.exchange(navigation(target).header("If-None-Match", response.header("ETag"))).status())
			.isEqualTo(304);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/missing.js", "/assets/missing.css", "/orders/picture.png" })
	void missingFileIsNotAnsweredWithThePage(String target) throws IOException {
		assertThat(server.exchange(navigation(target)).status()).isEqualTo(404);
	}

	@Test
	void callOfAScriptIsNotAnsweredWithThePage() throws IOException {
		RawRequest request = RawRequest.get("/api/orders")
			.header("Accept", "application/json")
			.header("Sec-Fetch-Mode", "cors");
		assertThat(server.exchange(request).status()).isEqualTo(404);
	}

	@Test
	void otherMethodIsNotAnsweredWithThePage() throws IOException {
		assertThat(server.exchange(navigation("/orders").method("POST").body("a=b")).status()).isIn(404, 405);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/hello.txt", "/docs/" })
	void existingFileIsPreferred(String target) throws IOException {
		assertThat(server.exchange(navigation(target)).text()).isNotEqualTo(TestSite.HOME);
	}

	@Test
	void hiddenFileIsNotShownByTheFallback() throws IOException {
		assertThat(server.exchange(navigation("/.git/config")).text()).doesNotContain(TestSite.SECRET);
	}

	private static RawRequest navigation(String target) {
		return RawRequest.get(target)
			.header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
			.header("Sec-Fetch-Mode", "navigate")
			.header("Sec-Fetch-Dest", "document");
	}

}
