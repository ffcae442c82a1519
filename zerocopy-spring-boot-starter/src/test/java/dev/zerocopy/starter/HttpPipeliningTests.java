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
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every kind of response in a row on one connection.
 */
class HttpPipeliningTests extends HttpTests {

	@Test
	void everyResponseIsTheSameInAPipelineAsAlone() throws IOException {
		List<RawRequest> requests = oddRequests();
		List<RawResponse> alone = new ArrayList<>();
		ByteArrayOutputStream pipeline = new ByteArrayOutputStream();
		for (RawRequest request : requests) {
			alone.add(server().exchange(request));
			pipeline.writeBytes(request.toBytes());
		}
		try (RawHttpConnection connection = server().connect()) {
			connection.send(pipeline.toByteArray());
			for (int index = 0; index < requests.size(); index++) {
				RawRequest request = requests.get(index);
				assertSame(request, connection.receive(request.method()), alone.get(index));
			}
			assertProbe(connection.exchange(RawRequest.get("/probe.txt")), requests.get(requests.size() - 1));
		}
	}

	@Test
	void everyPairOfRequestsMayShareAConnection() throws IOException {
		List<RawRequest> requests = oddRequests();
		List<RawResponse> alone = new ArrayList<>();
		for (RawRequest request : requests) {
			alone.add(server().exchange(request));
		}
		try (RawHttpConnection connection = server().connect()) {
			for (int first = 0; first < requests.size(); first++) {
				for (int second = 0; second < requests.size(); second++) {
					connection.send(concat(requests.get(first).toBytes(), requests.get(second).toBytes()));
					assertSame(requests.get(first), connection.receive(requests.get(first).method()), alone.get(first));
					assertSame(requests.get(second), connection.receive(requests.get(second).method()),
							alone.get(second));
				}
			}
		}
	}

	private static void assertSame(RawRequest request, RawResponse actual, RawResponse expected) {
		assertThat(actual.status()).as("%s: %s", request, actual).isEqualTo(expected.status());
		if (expected.status() != 404 && !request.toString().contains("0-0,60000-")) {
			assertThat(actual.comparableFields()).as("%s", request).isEqualTo(expected.comparableFields());
			assertThat(actual.body()).as("%s", request).isEqualTo(expected.body());
		}
	}

	private static List<RawRequest> oddRequests() throws IOException {
		String etag = etagOf("/hello.txt");
		RawRequest hello = RawRequest.get("/hello.txt");
		RawRequest large = RawRequest.get("/size-71680.bin");
		return List.of(hello, large, RawRequest.head("/hello.txt"), RawRequest.head("/huge.bin"),
				RawRequest.get("/size-0.bin"), hello.header("If-None-Match", etag),
				hello.header("If-None-Match", etag).method("HEAD"), hello.header("If-Match", "\"other\""),
				hello.header("Range", "bytes=1-3"), large.header("Range", "bytes=-70000"),
				hello.header("Range", "bytes=999-"), large.header("Range", "bytes=0-0,60000-60009"),
				RawRequest.of("POST", "/hello.txt").body("GET / HTTP/1.1\r\n\r\n"),
				RawRequest.of("OPTIONS", "/hello.txt"), RawRequest.get("/missing.txt"), RawRequest.head("/missing.txt"),
				RawRequest.get("/docs"), RawRequest.get("/docs/"), RawRequest.get("/.env"),
				RawRequest.get("/app.js").header("Accept-Encoding", "br"),
				RawRequest.get("/app.js").header("Accept-Encoding", "identity;q=0"), RawRequest.get("/hello.txt/"));
	}

}
