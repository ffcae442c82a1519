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

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.mock.env.MockPropertySource;

import dev.zerocopy.forward.RouteStartException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RouteStartFailureAnalyzer}.
 */
class RouteStartFailureAnalyzerTests {

	@Test
	void portInUseNamesRouteAddressAndRemedy() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			String address = "127.0.0.1:" + taken.getLocalPort();
			new ApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(ZeroCopyForwardAutoConfiguration.class))
				.withPropertyValues("zerocopy.forward.routes.db.listen=" + address,
						"zerocopy.forward.routes.db.upstreams=10.0.0.1:5432")
				.run((context) -> {
					assertThat(context).hasFailed();
					FailureAnalysis analysis = new RouteStartFailureAnalyzer(null).analyze(context.getStartupFailure());
					assertThat(analysis).isNotNull();
					assertThat(analysis.getDescription()).contains("Route 'db' failed to start")
						.contains("Property: zerocopy.forward.routes.db.listen")
						.contains("Address: \"" + address + '"')
						.containsIgnoringCase("Address already in use");
					assertThat(analysis.getAction()).contains("stop the process that listens there");
				});
		}
	}

	@ParameterizedTest
	@CsvSource({ "bind(..) failed: Permission denied,port from 1024 on",
			"Cannot assign requested address,not one of this machine", "No buffer space,to an address this process" })
	void remedyFollowsFromTheReason(String reason, String remedy) {
		FailureAnalysis analysis = new RouteStartFailureAnalyzer(null)
			.analyze(new RouteStartException("db", ":80", new IOException(reason)));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getAction()).contains(remedy).endsWith(".");
	}

	@Test
	void originOfAListElementIsFound() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MockPropertySource("test").withProperty("zerocopy.forward.routes.db.listen[0]", ":80"));
		ConfigurationPropertySources.attach(environment);
		FailureAnalysis analysis = new RouteStartFailureAnalyzer(environment)
			.analyze(new RouteStartException("db", ":80", new IOException("in use")));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).contains("Origin: ").contains("listen[0]");
	}

	@Test
	void analyzerIsRegistered() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, SpringFactoriesLoader.ArgumentResolver.none(), (type, name, failure) -> {
			})).hasAtLeastOneElementOfType(RouteStartFailureAnalyzer.class);
	}

}
