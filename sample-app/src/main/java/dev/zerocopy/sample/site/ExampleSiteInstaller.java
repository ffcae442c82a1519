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
import java.io.UncheckedIOException;
import java.nio.file.Path;

import org.apache.commons.logging.Log;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.unit.DataSize;

/**
 * Installs the {@link ExampleSite} into {@code sample.site.directory} if that is the
 * directory {@code zerocopy.static.root} names, before the application context, which
 * checks the directory, is made.
 */
class ExampleSiteInstaller implements EnvironmentPostProcessor {

	private final Log logger;

	ExampleSiteInstaller(DeferredLogFactory logFactory) {
		this.logger = logFactory.getLog(ExampleSiteInstaller.class);
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		String root = environment.getProperty("zerocopy.static.root");
		String directory = environment.getProperty("sample.site.directory");
		if (directory == null || !directory.equals(root)) {
			return;
		}
		DataSize downloadSize = Binder.get(environment)
			.bind("sample.site.download-size", Bindable.of(DataSize.class))
			.orElseGet(() -> DataSize.ofMegabytes(256));
		install(new ExampleSite(Path.of(directory), downloadSize));
	}

	private void install(ExampleSite site) {
		try {
			site.install();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(
					("The example site with its download of %s could not be written to '%s': %s. "
							+ "Set sample.site.directory to a writable directory, lower sample.site.download-size, "
							+ "or serve your own directory with zerocopy.static.root")
						.formatted(site.downloadSize(), site.directory().toAbsolutePath(), ex),
					ex);
		}
		this.logger.info("Example site is in '%s'".formatted(site.directory().toAbsolutePath()));
	}

}
