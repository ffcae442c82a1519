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

package dev.zerocopy.autoconfigure;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.support.TestPropertySourceUtils;

import dev.zerocopy.forward.TcpForwarder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A route in an application whose web server is Tomcat.
 */
class ForwardInServletApplicationTests {

	@Test
	void routeWorksBesideTomcatAndBothEndWithTheContext() throws Exception {
		try (AnnotationConfigServletWebServerApplicationContext context = new AnnotationConfigServletWebServerApplicationContext();
				ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context,
					"zerocopy.forward.routes.echo.listen=127.0.0.1:0",
					"zerocopy.forward.routes.echo.upstreams=127.0.0.1:" + server.getLocalPort(),
					// a check's connection would be the first one accepted
					"zerocopy.forward.routes.echo.health-check.enabled=false");
			context.register(TomcatConfiguration.class, ZeroCopyForwardAutoConfiguration.class);
			context.refresh();
			assertThat(context.getWebServer()).isNotNull();
			TcpForwarder forwarder = context.getBean(TcpForwarder.class);
			String listening = forwarder.state("echo").listening().get(0);
			try (Socket client = connect(Integer.parseInt(listening.substring(listening.lastIndexOf(':') + 1)));
					Socket accepted = server.accept()) {
				client.getOutputStream().write(42);
				assertThat(accepted.getInputStream().read()).isEqualTo(42);
			}
			try (Socket client = connect(context.getWebServer().getPort())) {
				client.getOutputStream()
					.write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
						.getBytes(StandardCharsets.ISO_8859_1));
				assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
					.startsWith("HTTP/1.1 404");
			}
			long start = System.nanoTime();
			context.close();
			assertThat(forwarder.isRunning()).isFalse();
			// without connections there is nothing to wait for; the drain timeout is 30 s
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
		}
	}

	private static Socket connect(int port) throws Exception {
		Socket socket = new Socket();
		socket.setSoTimeout(10_000);
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		return socket;
	}

	@Configuration(proxyBeanMethods = false)
	static class TomcatConfiguration {

		@Bean
		TomcatServletWebServerFactory tomcat() {
			return new TomcatServletWebServerFactory(0);
		}

	}

}
