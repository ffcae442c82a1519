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

package dev.zerocopy.sample.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link ExampleSiteInstaller}.
 */
class ExampleSiteInstallerTests {

	@TempDir
	private Path temporary;

	@Test
	void exampleSiteIsInstalledAndServedByDefault() {
		Path directory = this.temporary.resolve("site");
		try (ConfigurableApplicationContext context = run("--sample.site.directory=" + directory)) {
			assertThat(context.getEnvironment().getProperty("zerocopy.static.root")).isEqualTo(directory.toString());
			assertThat(directory.resolve("index.html")).isRegularFile();
			assertThat(directory.resolve(ExampleSite.DOWNLOAD)).hasSize(1000);
		}
	}

	@Test
	void nothingIsInstalledWhenAnotherDirectoryIsServed() throws IOException {
		Path directory = this.temporary.resolve("site");
		Path own = Files.createDirectory(this.temporary.resolve("own"));
		try (ConfigurableApplicationContext context = run("--sample.site.directory=" + directory,
				"--zerocopy.static.root=" + own)) {
			assertThat(context.getEnvironment().getProperty("zerocopy.static.root")).isEqualTo(own.toString());
			assertThat(directory).doesNotExist();
			assertThat(own).isEmptyDirectory();
		}
	}

	@Test
	void directoryThatCannotBeWrittenIsNamedWithTheRemedy() throws IOException {
		Path file = Files.createFile(this.temporary.resolve("file"));
		Path directory = file.resolve("site");
		assertThatThrownBy(() -> run("--sample.site.directory=" + directory)).hasMessageContaining(directory.toString())
			.hasMessageContaining("sample.site.directory")
			.hasMessageContaining("zerocopy.static.root");
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		return new SpringApplicationBuilder(NoBeans.class).web(WebApplicationType.NONE)
			.run(StringUtils.addStringToArray(arguments, "--sample.site.download-size=1000B"));
	}

	@Configuration(proxyBeanMethods = false)
	static class NoBeans {

	}

}
