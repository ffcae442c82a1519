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

package dev.zerocopy.sample.container;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import com.github.dockerjava.api.model.AccessMode;
import com.jayway.jsonpath.JsonPath;
import org.awaitility.Awaitility;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * The sample application, from the image that its {@code Dockerfile} makes, with its
 * entry point and user.
 */
class SampleContainer extends HostContainer {

	private static final String NAME = "zerocopy-test/sample-app:local";

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

	private static String image;

	private final HttpClient client = HttpClient.newHttpClient();

	private final int port = freePort();

	/**
	 * Serve a directory.
	 * @param data the directory, readable by everyone
	 * @param arguments properties as arguments of a command
	 */
	SampleContainer(Path data, String... arguments) {
		super(image());
		withBind(data, "/data", AccessMode.ro);
		withCommand(
				Stream
					.concat(Stream.of("--server.address=127.0.0.1", "--server.port=" + this.port,
							"--management.endpoint.zerocopy.show-values=always"), Stream.of(arguments))
					.toArray(String[]::new));
		listeningOn(this.port);
	}

	int port() {
		return this.port;
	}

	URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	HttpResponse<InputStream> get(String path) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(uri(path)).timeout(REQUEST_TIMEOUT).build(),
				BodyHandlers.ofInputStream());
	}

	/**
	 * Read a value of {@code /actuator/zerocopy} or what is below it.
	 */
	<T> T report(String below, String jsonPath) throws IOException, InterruptedException {
		try (InputStream body = get("/actuator/zerocopy" + below).body()) {
			return JsonPath.read(body, jsonPath);
		}
	}

	/**
	 * Wait until the targets of the upstreams of a route are up, or not, in the order of
	 * the upstreams.
	 */
	void awaitUpstreams(String route, Boolean... up) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(100))
			.until(() -> this.<List<Boolean>>report("/" + route, "$.upstreams.*.targets[*].up"),
					(states) -> states.equals(List.of(up)));
	}

	/**
	 * The directory of the module, which the image is built from.
	 */
	static Path module() {
		return Path.of(System.getProperty("zerocopy.module.directory", ""));
	}

	private static synchronized String image() {
		if (image == null) {
			Path module = module();
			Future<String> build = new ImageFromDockerfile(NAME, false)
				.withFileFromPath("Dockerfile", module.resolve("Dockerfile"))
				.withFileFromPath("target/sample-app.jar", module.resolve("target/sample-app.jar"))
				.withFileFromPath("target/native", module.resolve("target/native"))
				.withBuildArg("JRE_IMAGE", Image.JAVA.get().asCanonicalNameString())
				// the network of the host exists everywhere; nothing is fetched
				.withBuildImageCmdModifier((command) -> command.withNetworkMode("host"));
			try {
				image = build.get(3, TimeUnit.MINUTES);
			}
			catch (ExecutionException | TimeoutException ex) {
				throw new IllegalStateException("The image of the sample application could not be built", ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}
		return image;
	}

}
