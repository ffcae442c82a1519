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

import java.io.ByteArrayOutputStream;
import java.io.IOException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import dev.zerocopy.starter.fixture.Engine;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;
import dev.zerocopy.starter.fixture.StaticServer;
import dev.zerocopy.starter.fixture.TestSite;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server with every option of the representation set, once for each engine, and an
 * exchange that mistrusts the framing of every response.
 */
@ParameterizedClass
@EnumSource(Engine.class)
abstract class HttpTests {

	static final String IMMUTABLE = "public, max-age=31536000, immutable";

	static final String STRONG_ETAG = "\"[\\x21\\x23-\\x7e]+\"";

	static TestSite site;

	private static StaticServer server;

	@Parameter
	Engine engine;

	@BeforeAll
	static void createSite() throws IOException {
		site = TestSite.create();
	}

	@BeforeParameterizedClassInvocation
	static void startServer(Engine engine) {
		server = StaticServer.serving(site.root())
			.engine(engine)
			.property("zerocopy.static.cache-control[**]", "no-cache")
			.property("zerocopy.static.cache-control[/assets/**]", IMMUTABLE)
			.property("zerocopy.static.headers[X-Frame-Options]", "DENY")
			.property("zerocopy.static.mime-types[foo]", "application/x-foo")
			.property("zerocopy.static.attachment[0]", "/download/**")
			.start();
	}

	@AfterParameterizedClassInvocation
	static void stopServer() {
		server.close();
	}

	@AfterAll
	static void deleteSite() throws IOException {
		site.close();
	}

	static StaticServer server() {
		return server;
	}

	/**
	 * Exchange a request, and then another one on the same connection; once waiting for
	 * the first response and once with both requests in one write.
	 * @param request the request
	 * @return the response to it
	 * @throws IOException if the framing of a response is wrong
	 */
	static RawResponse exchange(RawRequest request) throws IOException {
		RawResponse response;
		try (RawHttpConnection connection = server.connect()) {
			response = connection.exchange(request);
			if (!response.closes()) {
				assertProbe(connection.exchange(RawRequest.get("/probe.txt")), request);
			}
		}
		assertThat(response.closes() && response.status() != 400).as("%s ended the connection: %s", request, response)
			.isFalse();
		assertThat(response.status()).as("%s", response).isLessThan(500);
		if (!response.closes()) {
			try (RawHttpConnection connection = server.connect()) {
				connection.send(concat(request.toBytes(), RawRequest.get("/probe.txt").toBytes()));
				RawResponse pipelined = connection.receive(request.method());
				assertThat(pipelined.status()).as("pipelined %s: %s", request, pipelined).isEqualTo(response.status());
				assertProbe(connection.receive("GET"), request);
			}
		}
		return response;
	}

	static RawResponse get(String target) throws IOException {
		return exchange(RawRequest.get(target));
	}

	static String etagOf(String target) throws IOException {
		return server.exchange(RawRequest.get(target)).header("ETag");
	}

	static void assertProbe(RawResponse probe, RawRequest after) {
		assertThat(probe.status()).as("next response after %s", after).isEqualTo(200);
		assertThat(probe.text()).as("next response after %s", after).isEqualTo(TestSite.PROBE);
	}

	static void assertEmpty(RawResponse response) {
		assertThat(response.body()).as("%s", response).isEmpty();
		assertThat(response.header("Content-Length")).as("%s", response).isEqualTo("0");
	}

	static byte[] concat(byte[]... parts) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			out.writeBytes(part);
		}
		return out.toByteArray();
	}

}
