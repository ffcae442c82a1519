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

import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplicationAotProcessor;

import dev.zerocopy.starter.fixture.ApplicationProcess;
import dev.zerocopy.starter.fixture.Content;
import dev.zerocopy.starter.fixture.EchoServer;
import dev.zerocopy.starter.fixture.RawHttpConnection;
import dev.zerocopy.starter.fixture.RawRequest;
import dev.zerocopy.starter.fixture.RawResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application with files and a route, processed ahead of time as Spring Boot's build
 * plugins do it, compiled, and started with what was generated.
 */
@Tag("slow")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class AheadOfTimeTests {

	private static final int SIZE = 300_000;

	private static final Pattern FORWARDING = Pattern.compile("Forwarding 127\\.0\\.0\\.1:(\\d+) to 1 upstream");

	@TempDir
	private static Path directory;

	private static EchoServer echo;

	private static List<String> properties;

	private static String metadata;

	@BeforeAll
	static void process() throws Exception {
		Path root = Files.createDirectory(directory.resolve("root"));
		Content.write(root.resolve("file.bin"), 1, SIZE);
		echo = EchoServer.start();
		properties = List.of("zerocopy.static.root=" + root, "zerocopy.static.mounts.lane.root=" + root,
				"zerocopy.static.mounts.lane.path=/lane", "zerocopy.static.mounts.lane.engine=netty",
				"zerocopy.static.mounts.lane.page-cache=drop-behind", "zerocopy.forward.routes.echo.listen=127.0.0.1:0",
				"zerocopy.forward.routes.echo.upstreams=" + echo.address(),
				"management.endpoints.web.exposure.include=health,zerocopy");
		generate();
		compile();
		metadata = Files
			.readString(
					directory.resolve("resources/META-INF/native-image/dev.example/example/reachability-metadata.json"))
			.replace("\\/", "/");
	}

	private static void generate() throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), SpringApplicationAotProcessor.class.getName(),
						AheadOfTimeApplication.class.getName(), directory.resolve("sources").toString(),
						directory.resolve("resources").toString(), directory.resolve("classes").toString(),
						"dev.example", "example"));
		command.addAll(ApplicationProcess.arguments(properties));
		Path log = directory.resolve("log");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		try {
			assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("processed in time").isTrue();
			assertThat(process.exitValue()).as(() -> readString(log)).isZero();
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static void compile() throws IOException {
		List<String> arguments = new ArrayList<>(List.of("-nowarn", "-proc:none", "-d",
				directory.resolve("classes").toString(), "-cp", classPath("classes")));
		try (Stream<Path> sources = Files.walk(directory.resolve("sources"))) {
			sources.map(Path::toString).filter((source) -> source.endsWith(".java")).forEach(arguments::add);
		}
		int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
		assertThat(status).as("status of the compiler").isZero();
	}

	private static String classPath(String... generated) {
		String given = System.getProperty("java.class.path");
		return Stream.concat(Stream.of(generated).map((name) -> directory.resolve(name).toString()), Stream.of(given))
			.reduce((first, second) -> first + File.pathSeparator + second)
			.orElseThrow();
	}

	private static String readString(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	@AfterAll
	static void stop() throws IOException {
		if (echo != null) {
			echo.close();
		}
	}

	@Test
	void metadataOfANativeImageHasWhatIsUsedByName() {
		assertThat(metadata).contains("dev.zerocopy.transport.CLibrary", "com/sun/jna/linux-x86-64/libjnidispatch.so",
				"com.github.benmanes.caffeine.cache.SSLMSA", "com.sun.nio.file.ExtendedOpenOption",
				"dev.zerocopy.actuate.ZeroCopyEndpoint");
	}

	@Test
	void metadataOfANativeImageHasEveryClassThatPropertiesAreBoundTo() throws Exception {
		for (String name : List.of("StaticFileProperties", "ForwardProperties")) {
			assertBound(Class.forName("dev.zerocopy.autoconfigure." + name));
		}
	}

	private static void assertBound(Class<?> type) {
		if (!type.isInterface() && !type.isSynthetic()) {
			assertThat(metadata).contains("\"" + type.getName() + "\"");
		}
		for (Class<?> nested : type.getDeclaredClasses()) {
			assertBound(nested);
		}
	}

	@Test
	void generatedContextServesAndForwards() throws Exception {
		try (ApplicationProcess application = ApplicationProcess.start(AheadOfTimeApplication.class,
				classPath("classes", "resources"), List.of("-Dspring.aot.enabled=true"), properties)) {
			assertThat(application.output()).anyMatch((line) -> line.contains("Starting AOT-processed"));
			assertServed(application, "/file.bin");
			assertServed(application, "/lane/file.bin");
			assertEchoed(forwardingPort(application));
			assertThat(report(application)).contains("\"lane\"", "\"echo\"");
			application.terminate();
			// 128 + SIGTERM
			assertThat(application.awaitExit(30)).isEqualTo(143);
		}
	}

	private static void assertServed(ApplicationProcess application, String target) throws IOException {
		try (RawHttpConnection connection = RawHttpConnection.open(application.port())) {
			RawResponse response = connection.exchange(RawRequest.get(target));
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.body()).isEqualTo(Content.of(1, SIZE));
		}
	}

	private static int forwardingPort(ApplicationProcess application) {
		return await().atMost(Duration.ofSeconds(20))
			.until(() -> FORWARDING.matcher(String.join("\n", application.output())).results().toList(),
					(found) -> !found.isEmpty())
			.stream()
			.map((MatchResult found) -> Integer.parseInt(found.group(1)))
			.findFirst()
			.orElseThrow();
	}

	private static void assertEchoed(int port) throws IOException {
		try (Socket client = EchoServer.connect(port)) {
			client.getOutputStream().write(42);
			assertThat(client.getInputStream().read()).isEqualTo(42);
		}
	}

	private static String report(ApplicationProcess application) throws IOException {
		try (RawHttpConnection connection = RawHttpConnection.open(application.port())) {
			return new String(connection.exchange(RawRequest.get("/actuator/zerocopy")).body());
		}
	}

}
