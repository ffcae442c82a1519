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

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InvalidZeroCopyPropertyFailureAnalyzer}.
 */
class InvalidZeroCopyPropertyFailureAnalyzerTests {

	private static final InvalidZeroCopyPropertyException FAILURE = new InvalidZeroCopyPropertyException(
			"zerocopy.static.root", "/nowhere", "there is no such directory", "Create it.");

	@Test
	void analysisNamesPropertyValueReasonAndRemedy() {
		FailureAnalysis analysis = new InvalidZeroCopyPropertyFailureAnalyzer(null).analyze(FAILURE);
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).contains("Property: zerocopy.static.root")
			.contains("Value: \"/nowhere\"")
			.contains("Reason: there is no such directory");
		assertThat(analysis.getAction()).isEqualTo("Create it.");
	}

	@Test
	void analysisTellsWhereTheValueWasSet() {
		StandardEnvironment environment = new StandardEnvironment();
		Origin origin = new Origin() {

			@Override
			public String toString() {
				return "application.yml line 3";
			}

		};
		environment.getPropertySources()
			.addFirst(new OriginTrackedMapPropertySource("test",
					Map.of("zerocopy.static.root", OriginTrackedValue.of("/nowhere", origin))));
		ConfigurationPropertySources.attach(environment);
		FailureAnalysis analysis = new InvalidZeroCopyPropertyFailureAnalyzer(environment).analyze(FAILURE);
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).contains("Origin: application.yml line 3");
	}

	@Test
	void missingValueIsCalledNotSet() {
		FailureAnalysis analysis = new InvalidZeroCopyPropertyFailureAnalyzer(null)
			.analyze(new InvalidZeroCopyPropertyException("zerocopy.static.mounts.a.path", null, "missing", "Set it."));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).contains("Value: not set");
	}

	@Test
	void analyzerIsRegistered() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(org.springframework.boot.diagnostics.FailureAnalyzer.class,
					SpringFactoriesLoader.ArgumentResolver.none(), (type, name, failure) -> {
					}))
			.hasAtLeastOneElementOfType(InvalidZeroCopyPropertyFailureAnalyzer.class);
	}

}
