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
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the configuration metadata that editors read.
 */
class ConfigurationMetadataTests {

	private static Map<String, JsonNode> properties;

	@BeforeAll
	static void read() throws IOException {
		try (InputStream metadata = ConfigurationMetadataTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			JsonNode root = JsonMapper.shared().readTree(metadata);
			properties = StreamSupport.stream(root.get("properties").spliterator(), false)
				.collect(Collectors.toMap((property) -> property.get("name").asString(), (property) -> property));
		}
	}

	@Test
	void everyPropertyIsDescribed() {
		assertThat(properties).isNotEmpty()
			.allSatisfy(
					(name, property) -> assertThat(property.path("description").asString("")).as(name).endsWith("."));
	}

	@ParameterizedTest
	@CsvSource({ "zerocopy.static.enabled,true", "zerocopy.static.path,/", "zerocopy.static.engine,webflux",
			"zerocopy.static.transfer,auto", "zerocopy.static.hidden-files,deny",
			"zerocopy.static.symlinks,within-root", "zerocopy.static.charset,utf-8",
			"zerocopy.static.write-timeout,60s", "zerocopy.static.memory.max-file-size,64KB",
			"zerocopy.static.memory.max-total-size,64MB", "zerocopy.static.open-files.max,4096",
			"zerocopy.static.open-files.revalidate-after,1s", "zerocopy.static.open-files.expire-after-access,60s",
			"management.endpoint.zerocopy.show-values,never" })
	void defaultIsDocumented(String name, String value) {
		assertThat(properties).containsKey(name);
		assertThat(properties.get(name).get("defaultValue").asString()).isEqualTo(value);
	}

}
