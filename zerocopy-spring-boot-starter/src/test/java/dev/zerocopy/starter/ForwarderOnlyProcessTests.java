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

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.zerocopy.starter.fixture.EchoServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications without a web server, each in a process of its own: they live until they
 * are told to end, and need no library they do not use.
 */
@Tag("slow")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ForwarderOnlyProcessTests {

	private static final Pattern FORWARDING = Pattern.compile("Forwarding 127\\.0\\.0\\.1:(\\d+) to 1 upstream .*");

	private EchoServer server;

	private Process process;

	@BeforeEach
	void startServer() throws IOException {
		this.server = EchoServer.start();
	}

	@AfterEach
	void stop() throws IOException {
		if (this.process != null) {
			this.process.destroyForcibly();
		}
		this.server.close();
	}

	@Test
	void applicationLivesUntilItIsTerminated() throws Exception {
		assertEcho(startWithout("nothing"));
		assertThat(this.process.waitFor(1, TimeUnit.SECONDS)).as("ended by itself").isFalse();
		this.process.destroy();
		assertThat(this.process.waitFor(30, TimeUnit.SECONDS)).as("ended when terminated").isTrue();
	}

	@Test
	void applicationWithoutOpenConnectionsEndsAtOnceThoughItsUpstreamIsGone() throws Exception {
		assertEcho(startWithout("nothing"));
		this.server.close();
		this.process.destroy();
		// connections that are open may take the drain timeout, 30 s
		assertThat(this.process.waitFor(15, TimeUnit.SECONDS)).as("ended when terminated").isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"spring-web,spring-boot-web,reactor,actuator,micrometer,spring-boot-health,jackson,security", "jna",
			"netty-transport-native-epoll", "netty-transport-native-epoll,netty-transport-classes-epoll" })
	void routeWorksWithoutLibrariesItDoesNotNeed(String missing) throws Exception {
		assertEcho(startWithout(missing));
	}

	private int startWithout(String missing) throws IOException {
		String[] names = missing.split(",");
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> Arrays.stream(names).noneMatch(Path.of(entry).getFileName().toString()::startsWith))
			.collect(Collectors.joining(File.pathSeparator));
		this.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				classPath, ForwarderOnlyApplication.class.getName(), "--spring.main.web-application-type=none",
				"--spring.main.banner-mode=off", "--zerocopy.forward.routes.echo.listen=127.0.0.1:0",
				"--zerocopy.forward.routes.echo.upstreams=" + this.server.address())
			.redirectErrorStream(true)
			.start();
		List<String> lines = new ArrayList<>();
		BufferedReader output = this.process.inputReader();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			lines.add(line);
			Matcher matcher = FORWARDING.matcher(line);
			if (matcher.find()) {
				return Integer.parseInt(matcher.group(1));
			}
		}
		throw new AssertionError("The process ended: " + String.join("\n", lines));
	}

	private static void assertEcho(int port) throws IOException {
		try (Socket client = EchoServer.connect(port)) {
			client.getOutputStream().write(42);
			assertThat(client.getInputStream().read()).isEqualTo(42);
		}
	}

}
